/** Records that hang on others. Source: Object Reference, "Relationships Among Objects". */
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts } from './parts.ts';

export interface Child {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  readonly onDelete: 'cascade' | 'restrict' | 'setNull';
}

export function childrenOf(object: ObjectSchema, parts: DmlParts): Child[] {
  return object.childRelationships.flatMap((relationship) => {
    const child = parts.schema.object(relationship.childObject, null);
    const field = child?.field(relationship.field);
    if (child === undefined || field === undefined || child.kind === 'event' || !parts.store.isStored(field)) return [];
    return [{ object: child, field, onDelete: relationship.cascadeDelete ? 'cascade' : field.onDelete }];
  });
}

/** Ids of the children outside of the recycle bin, by parent. */
export function liveChildren(child: Child, parents: readonly string[], parts: DmlParts): Map<string, string[]> {
  const column = parts.store.column(child.field);
  const deleted = child.object.fields.has('isdeleted') ? 'AND "IsDeleted" = 0' : '';
  const sql = `SELECT ${column}, "Id" FROM ${parts.store.table(child.object)} WHERE ${column} IN (SELECT value FROM json_each(?)) ${deleted}`;
  const found = new Map<string, string[]>();
  for (const [parent, id] of parts.store.all(sql, [JSON.stringify(parents)])) {
    const ids = found.get(String(parent));
    if (ids === undefined) found.set(String(parent), [String(id)]);
    else ids.push(String(id));
  }
  return found;
}
