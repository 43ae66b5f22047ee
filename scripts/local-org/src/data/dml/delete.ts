/** Delete and undelete, with what hangs on the records. Source: Object Reference, "Relationships Among Objects"; Apex Developer Guide, "Deleting Records". */
import { ApexDatetime } from '../../runtime/index.ts';
import type { DmlOptions } from '../../runtime/ports.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';
import { checkRights } from './permissions.ts';
import type { Indexed } from './rows.ts';
import { copyOf, fromValues } from './rows.ts';
import { good } from './save.ts';
import { runTriggers } from './triggers.ts';

interface Child {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  readonly onDelete: 'cascade' | 'restrict' | 'setNull';
}

export function deleteRecords(
  object: ObjectSchema,
  records: readonly Indexed[],
  options: DmlOptions,
  parts: DmlParts,
): SaveRow[] {
  const rows = storedRows(object, records, parts, false);
  checkRights(good(rows), object, 'delete', options, parts);
  runTriggers(object, 'before', 'delete', good(rows));
  for (const child of childrenOf(object, parts)) applyToChildren(child, good(rows), options, parts);
  for (const row of good(rows)) remove(object, row, parts);
  runTriggers(object, 'after', 'delete', good(rows));
  return rows;
}

export function undeleteRecords(
  object: ObjectSchema,
  records: readonly Indexed[],
  options: DmlOptions,
  parts: DmlParts,
): SaveRow[] {
  const rows = storedRows(object, records, parts, true);
  checkRights(good(rows), object, 'create', options, parts);
  for (const row of good(rows)) {
    row.record.setField('isdeleted', false);
    parts.store.updateRow(object, row.record.id?.value ?? '', new Map([['isdeleted', false]]));
  }
  runTriggers(object, 'after', 'undelete', good(rows));
  return rows;
}

function storedRows(object: ObjectSchema, records: readonly Indexed[], parts: DmlParts, deleted: boolean): SaveRow[] {
  const ids = records.flatMap(({ record }) => (record.id === null ? [] : [record.id.value]));
  const stored = parts.store.readRows(object, ids);
  return records.map(({ record: given, index }) => {
    const values = given.id === null ? undefined : stored.get(given.id.value);
    const old = values === undefined ? null : fromValues(object, values);
    const row: SaveRow = { index, given, old: old ?? given, record: copyOf(old ?? given), problems: [] };
    if (given.id === null)
      row.problems.push(
        problem('MISSING_ARGUMENT', `Id not specified in ${deleted ? 'an undelete' : 'a delete'} call`),
      );
    else if (old === null) row.problems.push(problem('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
    else if ((old.getField('isdeleted') === true) !== deleted) {
      row.problems.push(
        deleted
          ? problem('UNDELETE_FAILED', 'Entity is not in the recycle bin')
          : problem('ENTITY_IS_DELETED', 'entity is deleted'),
      );
    }
    return row;
  });
}

function childrenOf(object: ObjectSchema, parts: DmlParts): Child[] {
  return object.childRelationships.flatMap((relationship) => {
    const child = parts.schema.object(relationship.childObject, null);
    const field = child?.field(relationship.field);
    if (child === undefined || field === undefined || child.kind === 'event' || !parts.store.isStored(field)) return [];
    return [{ object: child, field, onDelete: relationship.cascadeDelete ? 'cascade' : field.onDelete }];
  });
}

function applyToChildren(child: Child, rows: readonly SaveRow[], options: DmlOptions, parts: DmlParts): void {
  const byParent = liveChildren(
    child,
    rows.map((row) => row.record.id?.value ?? ''),
    parts,
  );
  if (byParent.size === 0) return;
  if (child.onDelete === 'restrict') {
    for (const row of rows) {
      if (byParent.has(row.record.id?.value ?? '')) {
        row.problems.push(
          problem(
            'DELETE_FAILED',
            `Your attempt to delete this record could not be completed because it is associated with records of ${child.object.label}.`,
          ),
        );
      }
    }
  } else if (child.onDelete === 'cascade') cascade(child, rows, byParent, options, parts);
  else
    for (const id of [...byParent.values()].flat())
      parts.store.updateRow(child.object, id, new Map([[child.field.name.toLowerCase(), null]]));
}

function liveChildren(child: Child, parents: readonly string[], parts: DmlParts): Map<string, string[]> {
  const column = parts.store.column(child.field);
  const deleted = child.object.fields.has('isdeleted') ? 'AND "IsDeleted" = 0' : '';
  const sql = `SELECT ${column}, "Id" FROM ${parts.store.table(child.object)} WHERE ${column} IN (SELECT value FROM json_each(?)) ${deleted}`;
  const found = new Map<string, string[]>();
  for (const [parent, id] of parts.store.all(sql, [JSON.stringify(parents)])) {
    found.set(String(parent), [...(found.get(String(parent)) ?? []), String(id)]);
  }
  return found;
}

/** Details go with their master; their own triggers do not run, as on the platform for cascades of lookups and masters. */
function cascade(
  child: Child,
  rows: readonly SaveRow[],
  byParent: ReadonlyMap<string, readonly string[]>,
  options: DmlOptions,
  parts: DmlParts,
): void {
  const ids = rows.flatMap((row) => byParent.get(row.record.id?.value ?? '') ?? []);
  const stored = parts.store.readRows(child.object, ids);
  const details = [...stored.values()].map((values, index) => {
    const record = fromValues(child.object, values);
    return { index, given: record, old: record, record: copyOf(record), problems: [] };
  });
  for (const grandchild of childrenOf(child.object, parts)) applyToChildren(grandchild, details, options, parts);
  for (const detail of details) remove(child.object, detail, parts);
}

/** Into the recycle bin; objects without one lose the row. */
function remove(object: ObjectSchema, row: SaveRow, parts: DmlParts): void {
  const id = row.record.id?.value ?? '';
  if (!object.fields.has('isdeleted') || object.setup || object.name === 'ContentDocumentLink') {
    parts.store.removeRow(object, id);
    return;
  }
  parts.store.updateRow(
    object,
    id,
    new Map<string, unknown>([
      ['isdeleted', true],
      ['systemmodstamp', new ApexDatetime(Math.floor(parts.now() / 1000) * 1000)],
    ]),
  );
}
