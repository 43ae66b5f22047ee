/** Formulas of fields, defaults and validation rules over records. */
import { ApexId, Decimal, SObjectValue, currentFrame } from '../../runtime/index.ts';
import type { FieldSchema } from '../../schema/model.ts';
import type { FormulaEngine } from '../dml/parts.ts';
import type { SqliteStore } from '../store/index.ts';
import { evaluate } from './evaluate.ts';
import type { FormulaScope, FormulaValue } from './evaluate.ts';
import { fieldsUsed, parseFormula } from './parse.ts';

export interface Formulas extends FormulaEngine {
  /** Field paths that a formula reads. */
  fieldsUsed(text: string): string[];
  /** The value of a formula field, of the field's type. */
  formulaOf(field: FieldSchema, record: SObjectValue): unknown;
}

export interface FormulaParts {
  readonly store: SqliteStore;
  readonly now: () => number;
  readonly customPermission: (name: string) => boolean;
}

export function createFormulas(parts: FormulaParts): Formulas {
  const run = (text: string, record: SObjectValue, old: SObjectValue | null, blanksAreZero: boolean): FormulaValue =>
    evaluate(parseFormula(text), new RecordScope(record, old, blanksAreZero, parts));
  return {
    fieldsUsed,
    evaluate: (formula, record, old) => run(formula, record, old, true),
    formulaOf: (field, record) =>
      field.formula === null ? null : fitted(field, run(field.formula, record, null, field.formulaBlanks === 'zero')),
  };
}

/** A number field's result has its decimals. */
function fitted(field: FieldSchema, value: FormulaValue): unknown {
  if (value instanceof Decimal)
    return field.type === 'INTEGER'
      ? Number(value.setScale(0, 'HALF_UP').unscaled())
      : value.setScale(field.scale, 'HALF_UP');
  return value === '' ? null : value;
}

class RecordScope implements FormulaScope {
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
    return this.#global(path) ?? this.#read(this.#record, path);
  }

  prior(path: readonly string[]): unknown {
    return this.#read(this.#old ?? this.#record, path);
  }

  #global(path: readonly string[]): unknown {
    const [first = '', second = ''] = path;
    switch (first.toLowerCase()) {
      case '$permission':
        return this.#parts.customPermission(second);
      case '$user':
        return this.#rowField('User', currentFrame().user.id, path.slice(1));
      case '$profile':
        return this.#rowField('Profile', currentFrame().user.profileId ?? '', path.slice(1));
      default:
        return undefined;
    }
  }

  #read(record: SObjectValue, path: readonly string[]): unknown {
    const [name = '', ...rest] = path;
    const { object } = record;
    if (rest.length === 0) {
      const field = object.field(name);
      if (field === undefined) throw new Error(`a formula names the field ${name}, which ${object.name} does not have`);
      if (field.formula === null) return record.getField(field.name.toLowerCase());
      return fitted(
        field,
        evaluate(
          parseFormula(field.formula),
          new RecordScope(record, null, field.formulaBlanks === 'zero', this.#parts),
        ),
      );
    }
    const reference = object.parent(name);
    if (reference === undefined)
      throw new Error(`a formula names the relationship ${name}, which ${object.name} does not have`);
    const parent = record.parentOf(reference.relationshipName?.toLowerCase() ?? '');
    if (parent !== null) return this.#read(parent, rest);
    const id = record.getField(reference.name.toLowerCase());
    return id instanceof ApexId ? this.#rowField(reference.referenceTo[0] ?? '', id.value, rest) : null;
  }

  #rowField(objectName: string, id: string, path: readonly string[]): unknown {
    const object = this.#parts.store.schema.object(objectName, null);
    const values = object === undefined ? undefined : this.#parts.store.readRows(object, [id]).get(id);
    if (object === undefined || values === undefined) return null;
    const record = new SObjectValue(object);
    for (const [key, value] of values) record.setField(key, value);
    return this.#read(record, path);
  }
}
