/**
 * The recycle bin: records in it stay in their tables. What a deletion took along is written down, so that undelete can
 * bring it back. Source: Apex Developer Guide, "Referential Integrity When Deleting and Restoring Records".
 */
import { ApexDatetime, ApexId } from '../../runtime/index.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';
import type { DmlParts } from './parts.ts';

/** `field` is empty for a record that was deleted along with the root, else the lookup that was emptied. */
const table = `CREATE TABLE IF NOT EXISTS _bin (root TEXT NOT NULL, object TEXT NOT NULL, record TEXT NOT NULL,
  field TEXT NOT NULL, value TEXT, PRIMARY KEY (root, record, field)) STRICT, WITHOUT ROWID`;

export function prepareBin(store: SqliteStore): void {
  store.database.exec(table);
}

/** Puts a record into the bin; objects without one lose the row. */
export function remove(object: ObjectSchema, id: string, parts: DmlParts): void {
  if (!hasBin(object)) return parts.store.removeRow(object, id);
  parts.store.updateRow(
    object,
    id,
    new Map<string, unknown>([
      ['isdeleted', true],
      ['systemmodstamp', new ApexDatetime(Math.floor(parts.now() / 1000) * 1000)],
    ]),
  );
}

function hasBin(object: ObjectSchema): boolean {
  return object.fields.has('isdeleted') && !object.setup && object.name !== 'ContentDocumentLink';
}

/** Remembers a record that goes with the one that is being deleted. */
export function noteRemoved(root: string, object: ObjectSchema, id: string, parts: DmlParts): void {
  if (hasBin(object)) note([root, object.name, id, '', null], parts);
}

/** Remembers the value of a lookup that is being emptied. */
export function noteEmptied(
  root: string,
  object: ObjectSchema,
  id: string,
  field: string,
  value: string,
  parts: DmlParts,
): void {
  note([root, object.name, id, field, value], parts);
}

function note(values: readonly (string | null)[], parts: DmlParts): void {
  parts.store.run('INSERT OR REPLACE INTO _bin (root, object, record, field, value) VALUES (?, ?, ?, ?, ?)', values);
}

/** Takes a record out of the bin with what was deleted along with it; lookups come back unless they were replaced. */
export function restore(object: ObjectSchema, root: string, parts: DmlParts): void {
  const { store, schema } = parts;
  takeOut(object, root, parts);
  for (const [name, record, field, value] of store.all(
    'SELECT object, record, field, value FROM _bin WHERE root = ? ORDER BY field',
    [root],
  )) {
    const other = schema.object(String(name), null);
    if (other === undefined) continue;
    if (field === '') takeOut(other, String(record), parts);
    else refill(other, String(record), String(field), String(value), parts);
  }
  store.run('DELETE FROM _bin WHERE root = ?', [root]);
}

function takeOut(object: ObjectSchema, id: string, parts: DmlParts): void {
  parts.store.updateRow(object, id, new Map([['isdeleted', false]]));
}

function refill(object: ObjectSchema, id: string, field: string, value: string, parts: DmlParts): void {
  const current = parts.store.readRows(object, [id]).get(id);
  if (current === undefined || current.get(field) !== null) return;
  parts.store.updateRow(object, id, new Map([[field, ApexId.of(value)]]));
}
