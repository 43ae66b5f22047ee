/** Delete and undelete, with what hangs on the records. Source: Apex Developer Guide, "Deleting Records", "Restoring Deleted Records". */
import type { DmlOptions } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { noteEmptied, noteRemoved, remove, restore } from './bin.ts';
import { childrenOf, liveChildren } from './children.ts';
import type { Child } from './children.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';
import { checkRights } from './permissions.ts';
import { existing } from './references.ts';
import type { Indexed } from './rows.ts';
import { chunksOf, copyOf, fromValues, good } from './rows.ts';
import { checkSelfReference } from './self-reference.ts';
import { runTriggers } from './triggers.ts';
import { checkUnique } from './unique.ts';

export function deleteRecords(
  object: ObjectSchema,
  records: readonly Indexed[],
  options: DmlOptions,
  parts: DmlParts,
): SaveRow[] {
  return chunksOf(records).flatMap((chunk) => {
    const rows = storedRows(object, chunk, parts, false);
    checkRights(good(rows), object, 'delete', options, parts);
    checkSelfReference(good(rows), 'delete');
    runTriggers(object, 'before', 'delete', good(rows), parts);
    for (const behavior of parts.behaviors.filter(({ objects }) => objects.includes(object.name)))
      for (const row of good(rows)) behavior.beforeDelete?.(row);
    for (const child of childrenOf(object, parts)) applyToChildren(child, rootsOf(good(rows)), parts);
    for (const row of good(rows)) remove(object, idOf(row), parts);
    runTriggers(object, 'after', 'delete', good(rows), parts);
    return rows;
  });
}

/** Triggers run for the records named only, not for what comes back with them. */
export function undeleteRecords(
  object: ObjectSchema,
  records: readonly Indexed[],
  options: DmlOptions,
  parts: DmlParts,
): SaveRow[] {
  return chunksOf(records).flatMap((chunk) => {
    const rows = storedRows(object, chunk, parts, true);
    checkRights(good(rows), object, 'create', options, parts);
    checkMasters(good(rows), object, parts);
    checkUnique(good(rows), object, parts);
    for (const row of good(rows)) {
      row.record.setField('isdeleted', false);
      restore(object, idOf(row), parts);
    }
    runTriggers(object, 'after', 'undelete', good(rows), parts);
    return rows;
  });
}

/** The stored records under the ids given, with what speaks against deleting or undeleting them. */
export function storedRows(
  object: ObjectSchema,
  records: readonly Indexed[],
  parts: DmlParts,
  deleted: boolean,
): SaveRow[] {
  const ids = records.flatMap(({ record }) => (record.id === null ? [] : [record.id.value]));
  const stored = parts.store.readRows(object, ids);
  const seen = new Set<string>();
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
    } else if (seen.has(given.id.value))
      row.problems.push(problem('DUPLICATE_VALUE', `Duplicate id in list: ${given.id.value}`));
    if (given.id !== null) seen.add(given.id.value);
    return row;
  });
}

function idOf(row: SaveRow): string {
  return row.record.id?.value ?? '';
}

/** A record on its way into the bin, and the record named in the statement that takes it along. */
interface Leaving {
  readonly id: string;
  readonly root: string;
  /** Where faults are reported: the row of the root. */
  readonly row: SaveRow;
}

function rootsOf(rows: readonly SaveRow[]): Leaving[] {
  return rows.map((row) => ({ id: idOf(row), root: idOf(row), row }));
}

function applyToChildren(child: Child, leaving: readonly Leaving[], parts: DmlParts): void {
  const byParent = liveChildren(
    child,
    leaving.map(({ id }) => id),
    parts,
  );
  if (byParent.size === 0) return;
  if (child.onDelete === 'restrict') refuse(child, leaving, byParent);
  else if (child.onDelete === 'cascade') cascade(child, leaving, byParent, parts);
  else empty(child, leaving, byParent, parts);
}

type ByParent = ReadonlyMap<string, readonly string[]>;

function refuse(child: Child, leaving: readonly Leaving[], byParent: ByParent): void {
  for (const { id, row } of leaving) {
    if (!byParent.has(id)) continue;
    row.problems.push(
      problem(
        'DELETE_FAILED',
        `Your attempt to delete this record could not be completed because it is associated with records of ${child.object.label}.`,
      ),
    );
  }
}

function empty(child: Child, leaving: readonly Leaving[], byParent: ByParent, parts: DmlParts): void {
  const field = child.field.name.toLowerCase();
  for (const { id: parent, root } of leaving) {
    for (const id of byParent.get(parent) ?? []) {
      noteEmptied(root, child.object, id, field, parent, parts);
      parts.store.updateRow(child.object, id, new Map([[field, null]]));
    }
  }
}

/** Details go with their master; their own triggers do not run, as on the platform for cascades of lookups and masters. */
function cascade(child: Child, leaving: readonly Leaving[], byParent: ByParent, parts: DmlParts): void {
  const details = leaving.flatMap(({ id, root, row }) =>
    (byParent.get(id) ?? []).map((detail) => ({ id: detail, root, row })),
  );
  for (const grandchild of childrenOf(child.object, parts)) applyToChildren(grandchild, details, parts);
  for (const { id, root } of details) {
    noteRemoved(root, child.object, id, parts);
    remove(child.object, id, parts);
  }
}

/** A detail cannot come back without its master. */
function checkMasters(rows: readonly SaveRow[], object: ObjectSchema, parts: DmlParts): void {
  for (const field of object.fields.values()) {
    const master = field.masterDetail ? parts.schema.object(field.referenceTo[0] ?? '', null) : undefined;
    if (master === undefined) continue;
    const masterOf = (row: SaveRow): string => String(row.record.getField(field.name.toLowerCase()));
    const living = existing(master, rows.map(masterOf), parts);
    for (const row of rows) {
      if (!living.has(masterOf(row)))
        row.problems.push(problem('UNDELETE_FAILED', `Undelete the ${field.label} of this record first`, field.name));
    }
  }
}
