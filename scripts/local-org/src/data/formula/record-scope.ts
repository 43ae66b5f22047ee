/** What the names in a formula stand for: fields of a record and of its parents, and of the running user. */
import { currentFrame } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import { evaluate } from './evaluate.ts';
import type { FormulaScope } from './evaluate.ts';
import { parseFormula } from './parse.ts';
import { locate, locateGlobal } from './paths.ts';
import type { FormulaParts, Located } from './paths.ts';
import { fitted, forFormula } from './percent.ts';

export class RecordScope implements FormulaScope {
  readonly #record: SObjectValue;
  readonly #old: SObjectValue | null;
  readonly #parts: FormulaParts;
  readonly blanksAreZero: boolean;

  constructor(record: SObjectValue, old: SObjectValue | null, blanksAreZero: boolean, parts: FormulaParts) {
    this.#record = record;
    this.#old = old;
    this.blanksAreZero = blanksAreZero;
    this.#parts = parts;
  }

  get isNew(): boolean {
    return this.#old === null;
  }

  get now(): number {
    return this.#parts.now();
  }

  get timeZone(): string {
    return currentFrame().user.timeZone;
  }

  field(path: readonly string[]): unknown {
    return isGlobal(path) ? globalValue(path, this.#parts) : this.#read(this.#record, path);
  }

  prior(path: readonly string[]): unknown {
    return this.#read(this.#old ?? this.#record, path);
  }

  #read(record: SObjectValue, path: readonly string[]): unknown {
    return asFormula(locate(record, path, this.#parts), this.#parts);
  }
}

/** Names of values that are no fields of one record; records among them by their first name. */
export class NamedScope implements FormulaScope {
  readonly #resolve: (path: readonly string[]) => unknown;
  readonly #parts: FormulaParts;
  readonly blanksAreZero = false;
  readonly isNew = false;

  constructor(resolve: (path: readonly string[]) => unknown, parts: FormulaParts) {
    this.#resolve = resolve;
    this.#parts = parts;
  }

  get now(): number {
    return this.#parts.now();
  }

  get timeZone(): string {
    return currentFrame().user.timeZone;
  }

  field(path: readonly string[]): unknown {
    return this.#resolve(path);
  }

  prior(path: readonly string[]): unknown {
    return this.#resolve(path);
  }
}

export function isGlobal(path: readonly string[]): boolean {
  return path[0]?.startsWith('$') === true;
}

/** `$User.…` and its kin as formulas count with them. */
export function globalValue(path: readonly string[], parts: FormulaParts): unknown {
  const found = locateGlobal(path, parts);
  return found !== null && 'value' in found ? found.value : asFormula(found, parts);
}

function asFormula(found: Located | null, parts: FormulaParts): unknown {
  return found === null ? null : forFormula(found.field, fieldValue(found, parts));
}

/** The value as the record has it; formula fields are calculated. */
export function fieldValue({ record, field }: Located, parts: FormulaParts): unknown {
  if (field.formula === null) return record.getField(field.name.toLowerCase());
  const scope = new RecordScope(record, null, field.formulaBlanks === 'zero', parts);
  return fitted(field, evaluate(parseFormula(field.formula), scope));
}
