/** SQL text with holes: parameters and conditions that are known only when the statement runs. */
import type { SQLInputValue } from 'node:sqlite';
import type { SqlCondition } from './access.ts';
import type { Run } from './run.ts';

/** A value that the run supplies. */
export class Param {
  readonly value: (run: Run) => SQLInputValue;

  constructor(value: (run: Run) => SQLInputValue) {
    this.value = value;
  }
}

/** A piece of text, with parameters, that the run supplies. */
export class Late {
  readonly make: (run: Run) => SqlCondition;

  constructor(make: (run: Run) => SqlCondition) {
    this.make = make;
  }
}

type Piece = string | Param | Late;

/** An immutable piece of SQL; put together with the `sql` tag. */
export class Sql {
  readonly pieces: readonly Piece[];

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
  }

  /** Text and values of one run. */
  render(run: Run): { sql: string; values: SQLInputValue[] } {
    let text = '';
    const values: SQLInputValue[] = [];
    for (const piece of this.pieces) {
      if (typeof piece === 'string') text += piece;
      else if (piece instanceof Param) {
        text += '?';
        values.push(piece.value(run));
      } else {
        const late = piece.make(run);
        text += late.sql;
        values.push(...late.values);
      }
    }
    return { sql: text, values };
  }
}

/** sql`a = ${param} AND ${other}`: strings are put in as text, so they must be SQL made here, never input. */
export function sql(texts: TemplateStringsArray, ...holes: readonly (string | Param | Late | Sql)[]): Sql {
  const pieces: Piece[] = [];
  texts.forEach((text, index) => {
    if (text !== '') pieces.push(text);
    const hole = holes[index];
    if (hole instanceof Sql) pieces.push(...hole.pieces);
    else if (hole !== undefined) pieces.push(hole);
  });
  return new Sql(pieces);
}

export function join(parts: readonly (Sql | string)[], separator: string): Sql {
  const pieces: Piece[] = [];
  parts.forEach((part, index) => {
    if (index > 0) pieces.push(separator);
    if (typeof part === 'string') pieces.push(part);
    else pieces.push(...part.pieces);
  });
  return new Sql(pieces);
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
