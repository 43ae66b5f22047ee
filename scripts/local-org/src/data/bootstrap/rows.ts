/** Writes rows of the org's own making, without the save order. */
import type { ObjectSchema, OrgSchema } from '../../schema/model.ts';
import type { ApexDatetime } from '../../runtime/index.ts';
import { ApexId } from '../../runtime/index.ts';
import type { SqliteStore } from '../store/index.ts';

export type RowValues = Readonly<Record<string, unknown>>;

export class Rows {
  readonly #store: SqliteStore;
  readonly #now: ApexDatetime;
  /** Who is noted as the creator; nobody before there is a user. */
  author: string | null = null;

  constructor(store: SqliteStore, now: ApexDatetime) {
    this.#store = store;
    this.#now = now;
  }

  get schema(): OrgSchema {
    return this.#store.schema;
  }

  /** Id of the row whose field has the value; a new row with `values` where there is none. */
  ensure(objectName: string, field: string, value: string, values: RowValues): string {
    return this.find(objectName, { [field]: value }) ?? this.insert(objectName, { ...values, [field]: value });
  }

  /** As `ensure`, and an existing row gets `values` too. */
  put(objectName: string, field: string, value: string, values: RowValues): string {
    const id = this.find(objectName, { [field]: value });
    if (id === null) return this.insert(objectName, { ...values, [field]: value });
    this.update(objectName, id, values);
    return id;
  }

  update(objectName: string, id: string, values: RowValues): void {
    this.#store.updateRow(
      this.#object(objectName),
      id,
      new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value])),
    );
  }

  has(objectName: string, field: string, value: string): boolean {
    return this.find(objectName, { [field]: value }) !== null;
  }

  find(objectName: string, values: Readonly<Record<string, string | null>>): string | null {
    const object = this.#object(objectName);
    const conditions = Object.entries(values).map(([name, value]) => {
      const field = object.fields.get(name.toLowerCase());
      if (field === undefined) throw new Error(`${objectName} has no field ${name}`);
      return { sql: `${this.#store.comparisonColumn(field)} IS ?`, value: this.#store.toComparison(field, value) };
    });
    const sql = `SELECT "Id" FROM ${this.#store.table(object)} WHERE ${conditions.map((condition) => condition.sql).join(' AND ')} LIMIT 1`;
    const id = this.#store.all(
      sql,
      conditions.map((condition) => condition.value),
    )[0]?.[0];
    return typeof id === 'string' ? id : null;
  }

  insert(objectName: string, values: RowValues): string {
    const object = this.#object(objectName);
    const id = this.#store.newId(object);
    const row = new Map<string, unknown>(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
    row.set('id', id);
    const author = this.author === null ? null : ApexId.of(this.author);
    for (const name of ['createddate', 'lastmodifieddate', 'systemmodstamp']) row.set(name, this.#now);
    for (const name of ['createdbyid', 'lastmodifiedbyid']) row.set(name, author);
    this.#store.insertRow(object, row);
    return id.value;
  }

  /** Removes rows whose reference field points to `id`. */
  removeOf(objectName: string, field: string, id: string): void {
    const object = this.#object(objectName);
    this.#store.run(`DELETE FROM ${this.#store.table(object)} WHERE "${field}" = ?`, [id]);
    this.#store.setupVersion++;
  }

  /** Removes rows with these values. */
  removeWhere(objectName: string, values: Readonly<Record<string, string | null>>): void {
    const object = this.#object(objectName);
    for (let id = this.find(objectName, values); id !== null; id = this.find(objectName, values))
      this.#store.removeRow(object, id);
    this.#store.setupVersion++;
  }

  #object(name: string): ObjectSchema {
    const object = this.#store.schema.object(name, null);
    if (object === undefined) throw new Error(`the schema has no object ${name}`);
    return object;
  }
}
