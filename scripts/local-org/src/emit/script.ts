/** What emission yields, and the pools that a script's constants, natives and type references go into. */
import type { Position } from '../syntax/ast.ts';
import type { NativeFunction, TypeSymbol } from '../types/symbols.ts';

/** A source line, and the code unit it is in: `Outer.Inner.method`. */
export interface SourcePlace {
  readonly line: number;
  readonly unit: string;
}

/** A script ready to be linked. */
export interface EmittedScript {
  /** File name in stack traces: the source file. */
  readonly file: string;
  /** JavaScript text of the factory. */
  readonly source: string;
  /** Types defined here, in the order of the factory's result. */
  readonly defines: readonly TypeSymbol[];
  readonly types: readonly TypeSymbol[];
  readonly natives: readonly NativeFunction[];
  readonly constants: readonly unknown[];
  /** Place in the source by JavaScript line (index 0 is the first); null for lines without one. */
  readonly positions: readonly (SourcePlace | null)[];
  /** Source line of each statement counter. */
  readonly counters: readonly number[];
}

/** Collects text line by line, with the pools. */
export class ScriptWriter {
  readonly #lines: string[] = [];
  readonly #positions: (SourcePlace | null)[] = [];
  /** The code unit being written, for stack traces. */
  unit = '';
  readonly #types = new Map<TypeSymbol, number>();
  readonly #natives = new Map<NativeFunction, number>();
  readonly #constants = new Map<unknown, number>();
  readonly #counters: number[] = [];
  readonly #coverage: boolean;
  #indent = '';

  constructor(coverage: boolean) {
    this.#coverage = coverage;
  }

  line(text: string, position?: Position): void {
    this.#lines.push(this.#indent + text);
    this.#positions.push(position === undefined ? null : { line: position.line, unit: this.unit });
  }

  /** Keeps a place for a line whose text is known later. */
  reserve(): number {
    this.line('');
    return this.#lines.length - 1;
  }

  fill(at: number, text: string): void {
    this.#lines[at] = this.#indent + text;
  }

  indented(body: () => void): void {
    const before = this.#indent;
    this.#indent += '  ';
    body();
    this.#indent = before;
  }

  /** Counts a statement; empty when coverage is off. */
  counter(position: Position): string {
    if (!this.#coverage) return '';
    this.#counters.push(position.line);
    return `V[${this.#counters.length - 1}]++; `;
  }

  type(symbol: TypeSymbol): string {
    return `T[${intern(this.#types, symbol)}]`;
  }

  native(implementation: NativeFunction): string {
    return `N[${intern(this.#natives, implementation)}]`;
  }

  constant(value: unknown): string {
    return `K[${intern(this.#constants, value)}]`;
  }

  finish(file: string, defines: readonly TypeSymbol[]): EmittedScript {
    return {
      file,
      source: this.#lines.join('\n'),
      defines,
      types: [...this.#types.keys()],
      natives: [...this.#natives.keys()],
      constants: [...this.#constants.keys()],
      positions: this.#positions,
      counters: this.#counters,
    };
  }
}

function intern<T>(pool: Map<T, number>, value: T): number {
  const known = pool.get(value);
  if (known !== undefined) return known;
  const index = pool.size;
  pool.set(value, index);
  return index;
}
