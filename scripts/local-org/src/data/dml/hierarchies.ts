/**
 * Records of a hierarchy are not above themselves. Source: SOAP API Developer Guide, StatusCode CIRCULAR_DEPENDENCY; Salesforce
 * Help, "Hierarchical Relationship". Custom lookups to their own object are no hierarchies, those of users aside.
 */
import { apexEquals } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

const hierarchies: ReadonlySet<string> = new Set([
  'Account.ParentId',
  'Asset.ParentId',
  'Campaign.ParentId',
  'Case.ParentId',
  'Contact.ReportsToId',
  'User.ManagerId',
  'UserRole.ParentRoleId',
]);

export function checkHierarchies(rows: readonly SaveRow[], object: ObjectSchema, parts: DmlParts): void {
  for (const field of object.fields.values()) if (isHierarchy(object, field)) checkField(rows, object, field, parts);
}

function isHierarchy(object: ObjectSchema, field: FieldSchema): boolean {
  if (hierarchies.has(`${object.name}.${field.name}`)) return true;
  return object.name === 'User' && field.custom && field.referenceTo.includes('User');
}

function checkField(rows: readonly SaveRow[], object: ObjectSchema, field: FieldSchema, parts: DmlParts): void {
  const key = field.name.toLowerCase();
  const moved = rows.flatMap((row) => {
    const parent = row.record.getField(key);
    const id = row.old?.id?.value;
    if (parent === null || id === undefined || apexEquals(row.old?.getField(key), parent)) return [];
    return [{ row, id, parent: String(parent) }];
  });
  if (moved.length === 0) return;
  const parents = storedAncestors(
    object,
    field,
    moved.map(({ parent }) => parent),
    parts,
  );
  // The statement as a whole counts.
  for (const { record } of rows) if (record.id !== null) setParent(parents, record.id.value, record.getField(key));
  for (const { row, id } of moved) {
    if (isAboveItself(id, parents))
      row.problems.push(problem('CIRCULAR_DEPENDENCY', 'attempt to violate hierarchy constraints', field.name));
  }
}

function setParent(parents: Map<string, string>, id: string, parent: unknown): void {
  if (parent === null) parents.delete(id);
  else parents.set(id, String(parent));
}

/** Each record's parent, for the records named and all above them. */
function storedAncestors(
  object: ObjectSchema,
  field: FieldSchema,
  ids: readonly string[],
  parts: DmlParts,
): Map<string, string> {
  const [table, column] = [parts.store.table(object), parts.store.column(field)];
  const sql = `WITH RECURSIVE above(id, parent) AS (
    SELECT "Id", ${column} FROM ${table} WHERE "Id" IN (SELECT value FROM json_each(?))
    UNION SELECT t."Id", t.${column} FROM ${table} t JOIN above ON t."Id" = above.parent)
    SELECT id, parent FROM above WHERE parent IS NOT NULL`;
  return new Map(parts.store.all(sql, [JSON.stringify(ids)]).map(([id, parent]) => [String(id), String(parent)]));
}

function isAboveItself(id: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(id); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
