/** References point to records that exist, are of the right object and may be referred to: queries per object, never per row. */
import { ApexId, apexEquals } from '../../runtime/index.ts';
import type { DmlOptions } from '../../runtime/ports.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

interface Reference {
  readonly row: SaveRow;
  readonly field: FieldSchema;
  readonly id: string;
  readonly target: ObjectSchema;
}

export function checkReferences(
  rows: readonly SaveRow[],
  object: ObjectSchema,
  options: DmlOptions,
  parts: DmlParts,
): void {
  const byTarget = new Map<ObjectSchema, Reference[]>();
  for (const row of rows) {
    for (const field of object.fields.values()) {
      const reference = referenceOf(row, field, parts);
      if (reference !== null) byTarget.set(reference.target, [...(byTarget.get(reference.target) ?? []), reference]);
    }
  }
  for (const [target, references] of byTarget) {
    const living = existing(
      target,
      references.map(({ id }) => id),
      parts,
    );
    for (const { row, field, id } of references) {
      if (living.has(id)) continue;
      row.problems.push(problem('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', field.name));
    }
    const found = references.filter(({ id }) => living.has(id));
    if (target.name === 'Group') checkQueues(object, found, parts);
    if (options.access === 'user' || options.sharing) checkAccess(target, found, options, parts);
  }
}

/** Records are owned by queues of their object only. Source: Object Reference, "QueueSobject". */
function checkQueues(object: ObjectSchema, references: readonly Reference[], parts: DmlParts): void {
  const owners = references.filter(({ field }) => field.name === 'OwnerId');
  if (owners.length === 0) return;
  const sql = 'SELECT "QueueId" FROM "QueueSobject" WHERE "SobjectType~" = lower(?)';
  const queues = new Set(parts.store.all(sql, [object.name]).map(([id]) => id));
  for (const { row, id } of owners) {
    if (queues.has(id)) continue;
    row.problems.push(problem('INVALID_OPERATION', 'Queue not associated with this SObject type', 'OwnerId'));
  }
}

/** Who refers to a record needs it: to read for lookups, to edit for what becomes part of it. */
function checkAccess(
  target: ObjectSchema,
  references: readonly Reference[],
  { access }: DmlOptions,
  parts: DmlParts,
): void {
  if (target.setup) return;
  for (const right of ['read', 'edit'] as const) {
    const group = references.filter(({ row, field }) => rightOn(row.record.object, field) === right);
    if (group.length === 0) continue;
    const ids = [...new Set(group.map(({ id }) => id))];
    const denied = access === 'user' && !parts.access.objectAccess(target).read;
    const shared = denied ? new Set<string>() : parts.access.shared(target, ids, right);
    for (const { row, id } of group) {
      if (shared.has(id)) continue;
      const message = `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`;
      row.problems.push(problem('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message));
    }
  }
}

/** Details, attachments and versions of files change what they belong to. Source: Salesforce Help, "Master-Detail", "Attachments". */
function rightOn(object: ObjectSchema, field: FieldSchema): 'read' | 'edit' {
  if (field.masterDetail) return field.writeRequiresMasterRead ? 'read' : 'edit';
  return changesTarget.has(`${object.name}.${field.name}`) ? 'edit' : 'read';
}

const changesTarget: ReadonlySet<string> = new Set([
  'Attachment.ParentId',
  'Note.ParentId',
  'ContentVersion.ContentDocumentId',
]);

/** A new or changed reference whose target must be looked up; wrong kinds of ids are reported at once. */
function referenceOf(row: SaveRow, field: FieldSchema, parts: DmlParts): Reference | null {
  const value = row.record.getField(field.name.toLowerCase());
  if (field.type !== 'REFERENCE' || value === null || field.formula !== null) return null;
  if (row.old !== null && apexEquals(row.old.getField(field.name.toLowerCase()), value)) return null;
  const id = value instanceof ApexId ? value : ApexId.of(String(value));
  const target = parts.schema.byKeyPrefix(id.keyPrefix());
  if (target === undefined || !field.referenceTo.includes(target.name)) {
    row.problems.push(
      problem('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id.value}`, field.name),
    );
    return null;
  }
  return { row, field, id: id.value, target };
}

/** Which of the ids are records outside of the recycle bin. */
export function existing(object: ObjectSchema, ids: readonly string[], parts: DmlParts): Set<string> {
  const deleted = object.fields.has('isdeleted') ? 'AND "IsDeleted" = 0' : '';
  const sql = `SELECT "Id" FROM ${parts.store.table(object)} WHERE "Id" IN (SELECT value FROM json_each(?)) ${deleted}`;
  return new Set(parts.store.all(sql, [JSON.stringify([...new Set(ids)])]).map(([id]) => String(id as string)));
}
