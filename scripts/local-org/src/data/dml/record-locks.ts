/**
 * Records that Apex has locked as an approval process would: only who may modify all of them changes or deletes them.
 * Source: Apex Reference Guide, Approval Class (apex_methods_system_approval); status code ENTITY_IS_LOCKED of the SOAP API.
 */
import { currentFrame } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import type { DmlRowResult } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';
import type { DmlAccess, Problem, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

const table = 'CREATE TABLE IF NOT EXISTS _record_locks (record TEXT PRIMARY KEY) STRICT, WITHOUT ROWID';

export class RecordLocks {
  readonly #store: SqliteStore;

  constructor(store: SqliteStore) {
    this.#store = store;
    store.database.exec(table);
  }

  /** Locks or unlocks records as one DML statement; none of them when all are wanted and one cannot be. */
  set(records: readonly SObjectValue[], locked: boolean, allOrNone: boolean): DmlRowResult[] {
    const { limits } = currentFrame();
    limits.consume('dmlStatements');
    limits.consume('dmlRows', records.length);
    const faults = this.#faults(records);
    const results = records.map((record, i): DmlRowResult => {
      const fault = faults[i] ?? null;
      return { id: record.id, success: fault === null, created: false, errors: fault === null ? [] : [fault] };
    });
    if (allOrNone && results.some(({ success }) => !success)) return results;
    const sql = locked
      ? 'INSERT OR IGNORE INTO _record_locks VALUES (?)'
      : 'DELETE FROM _record_locks WHERE record = ?';
    for (const { id, success } of results) if (success && id !== null) this.#store.run(sql, [id.value]);
    return results;
  }

  /** Of the ids, those of locked records. */
  lockedOf(ids: readonly string[]): Set<string> {
    if (ids.length === 0) return new Set();
    const sql = 'SELECT record FROM _record_locks WHERE record IN (SELECT value FROM json_each(?))';
    return new Set(this.#store.all(sql, [JSON.stringify(ids)]).map(([id]) => String(id)));
  }

  /** Adds a problem to every row whose stored record is locked for the user. */
  check(rows: readonly SaveRow[], object: ObjectSchema, access: DmlAccess): void {
    const ids = rows.flatMap(({ old }) => (old?.id == null ? [] : [old.id.value]));
    const locked = this.lockedOf(ids);
    if (locked.size === 0 || access.objectAccess(object).modifyAll) return;
    for (const row of rows) {
      if (locked.has(row.old?.id?.value ?? ''))
        row.problems.push(problem('ENTITY_IS_LOCKED', 'the entity is locked for editing'));
    }
  }

  /** What speaks against locking each record: it must be there. */
  #faults(records: readonly SObjectValue[]): (Problem | null)[] {
    const byObject = new Map<ObjectSchema, string[]>();
    for (const { object, id } of records)
      if (id !== null) byObject.set(object, [...(byObject.get(object) ?? []), id.value]);
    const stored = new Map([...byObject].map(([object, ids]) => [object, this.#store.readRows(object, ids)]));
    return records.map(({ object, id }) => {
      if (id === null) return problem('MISSING_ARGUMENT', 'Id not specified');
      const values = stored.get(object)?.get(id.value);
      if (values === undefined) return problem('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
      return values.get('isdeleted') === true ? problem('ENTITY_IS_DELETED', 'entity is deleted') : null;
    });
  }
}
