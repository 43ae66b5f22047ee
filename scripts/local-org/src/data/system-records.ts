/** Records that the platform itself keeps and nobody writes by DML: jobs, schedules, notifications. */
import { ApexDatetime, ApexId } from '../runtime/index.ts';
import type { ObjectSchema } from '../schema/model.ts';
import type { SqliteStore } from './store/index.ts';

export type SystemValues = Readonly<Record<string, unknown>>;

export class SystemRecords {
  readonly #store: SqliteStore;
  readonly #now: () => number;

  constructor(store: SqliteStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** A new record with the user as its author; values by API name. */
  insert(object: string, id: string, userId: string, values: SystemValues): void {
    const author = ApexId.of(userId);
    const time = secondsOf(this.#now());
    const audit = {
      CreatedDate: time,
      CreatedById: author,
      LastModifiedDate: time,
      LastModifiedById: author,
      SystemModstamp: time,
    };
    this.#store.insertRow(this.#object(object), byField({ ...audit, ...values, Id: ApexId.of(id) }));
  }

  update(object: string, id: string, values: SystemValues): void {
    this.#store.updateRow(this.#object(object), id, byField({ ...values, SystemModstamp: secondsOf(this.#now()) }));
  }

  remove(object: string, id: string): void {
    this.#store.removeRow(this.#object(object), id);
  }

  /** Next id of an object. */
  nextId(object: string): string {
    return this.#store.newId(this.#object(object)).value;
  }

  /** Id of the ApexClass record of a class or of the one around it. */
  classId(className: string): ApexId | null {
    const name = className.split('.')[0] ?? className;
    const id = this.#store.all('SELECT "Id" FROM "ApexClass" WHERE "Name" = ?', [name])[0]?.[0];
    return typeof id === 'string' ? ApexId.of(id) : null;
  }

  #object(name: string): ObjectSchema {
    const object = this.#store.schema.object(name, null);
    if (object === undefined) throw new Error(`the schema has no object ${name}`);
    return object;
  }
}

/** Datetimes of records have no milliseconds. */
export function secondsOf(ms: number): ApexDatetime {
  return new ApexDatetime(Math.floor(ms / 1000) * 1000);
}

function byField(values: SystemValues): Map<string, unknown> {
  return new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
}
