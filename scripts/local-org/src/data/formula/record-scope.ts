/** What the names in a formula stand for: fields of a record and of its parents, and of the running user. */
import { ApexId, SObjectValue, currentFrame, notImplemented } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';
import { evaluate } from './evaluate.ts';
import type { FormulaScope } from './evaluate.ts';
import { parseFormula } from './parse.ts';
import { fitted, forFormula } from './percent.ts';

export interface FormulaParts {
  readonly store: SqliteStore;
  readonly now: () => number;
  readonly customPermission: (name: string) => boolean;
}

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
    return path[0]?.startsWith('$') === true ? this.#global(path) : this.#read(this.#record, path);
  }

  prior(path: readonly string[]): unknown {
    return this.#read(this.#old ?? this.#record, path);
  }

  /** @throws NotImplementedError for a global that the local org does not know */
  #global(path: readonly string[]): unknown {
    const [first = '', ...rest] = path;
    const { user } = currentFrame();
    switch (first.toLowerCase()) {
      case '$permission':
        return this.#parts.customPermission(rest[0] ?? '');
      case '$user':
        return this.#rowField('User', user.id, rest);
      case '$profile':
        return user.profileId === null ? null : this.#rowField('Profile', user.profileId, rest);
      case '$userrole':
        return this.#rowField('User', user.id, ['UserRole', ...rest]);
      default:
        return notImplemented(`${first} in formulas`);
    }
  }

  #read(record: SObjectValue, path: readonly string[]): unknown {
    const [name = '', ...rest] = path;
    const { object } = record;
    if (rest.length === 0) return this.#fieldOf(record, requireField(object, name));
    const reference = object.parent(name);
    if (reference === undefined)
      throw new Error(`a formula names the relationship ${name}, which ${object.name} does not have`);
    const parent = record.parentOf(reference.relationshipName?.toLowerCase() ?? '');
    if (parent !== null) return this.#read(parent, rest);
    const id = record.getField(reference.name.toLowerCase());
    return id instanceof ApexId ? this.#parentField(reference, id, rest) : null;
  }

  #fieldOf(record: SObjectValue, field: FieldSchema): unknown {
    if (field.formula === null) return forFormula(field, record.getField(field.name.toLowerCase()));
    const scope = new RecordScope(record, null, field.formulaBlanks === 'zero', this.#parts);
    return forFormula(field, fitted(field, evaluate(parseFormula(field.formula), scope)));
  }

  /** A reference to several objects may point to one without the field: that is blank. */
  #parentField(reference: FieldSchema, id: ApexId, path: readonly string[]): unknown {
    const { schema } = this.#parts.store;
    const [only = ''] = reference.referenceTo;
    if (reference.referenceTo.length === 1) return this.#rowField(only, id.value, path);
    const object = schema.byKeyPrefix(id.keyPrefix());
    const [first = ''] = path;
    const known = path.length === 1 ? object?.field(first) : object?.parent(first);
    return object === undefined || known === undefined ? null : this.#rowField(object.name, id.value, path);
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

function requireField(object: ObjectSchema, name: string): FieldSchema {
  const field = object.field(name);
  if (field === undefined) throw new Error(`a formula names the field ${name}, which ${object.name} does not have`);
  return field;
}
