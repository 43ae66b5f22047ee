/** Fields by path, from a record over its parents, and the globals of formulas. Parents that are not at hand are read from the store. */
import { ApexId, SObjectValue, currentFrame, notImplemented } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';

export interface FormulaParts {
  readonly store: SqliteStore;
  readonly now: () => number;
  readonly customPermission: (name: string) => boolean;
}

/** A record, and the field of it that a path ends at. */
export interface Located {
  readonly record: SObjectValue;
  readonly field: FieldSchema;
}

/**
 * Where the last name of a path is a field; null where a reference on the way is empty.
 * @throws Error when there is no such field or relationship
 */
export function locate(record: SObjectValue, path: readonly string[], parts: FormulaParts): Located | null {
  const [name = '', ...rest] = path;
  const { object } = record;
  if (rest.length === 0) return { record, field: requireField(object, name) };
  const reference = object.parent(name);
  if (reference === undefined)
    throw new Error(`a formula names the relationship ${name}, which ${object.name} does not have`);
  const parent = record.parentOf(reference.relationshipName?.toLowerCase() ?? '');
  if (parent !== null) return locate(parent, rest, parts);
  const id = record.getField(reference.name.toLowerCase());
  return id instanceof ApexId ? locateParent(reference, id, rest, parts) : null;
}

/** A reference to several objects may point to one without the field: that is blank. */
function locateParent(
  reference: FieldSchema,
  id: ApexId,
  path: readonly string[],
  parts: FormulaParts,
): Located | null {
  const { schema } = parts.store;
  const [only = ''] = reference.referenceTo;
  if (reference.referenceTo.length === 1) return locateRow(only, id.value, path, parts);
  const object = schema.byKeyPrefix(id.keyPrefix());
  const [first = ''] = path;
  const known = path.length === 1 ? object?.field(first) : object?.parent(first);
  return object === undefined || known === undefined ? null : locateRow(object.name, id.value, path, parts);
}

function locateRow(objectName: string, id: string, path: readonly string[], parts: FormulaParts): Located | null {
  const object = parts.store.schema.object(objectName, null);
  const values = object === undefined ? undefined : parts.store.readRows(object, [id]).get(id);
  if (object === undefined || values === undefined) return null;
  const record = new SObjectValue(object);
  for (const [key, value] of values) record.setField(key, value);
  return locate(record, path, parts);
}

/**
 * What `$User.…` and its kin stand for: a field of a record, or a value.
 * @throws NotImplementedError for a global that the local org does not know
 */
export function locateGlobal(
  path: readonly string[],
  parts: FormulaParts,
): Located | { readonly value: unknown } | null {
  const [first = '', ...rest] = path;
  const { user } = currentFrame();
  switch (first.toLowerCase()) {
    case '$permission':
      return { value: parts.customPermission(rest[0] ?? '') };
    case '$user':
      return locateRow('User', user.id, rest, parts);
    case '$profile':
      return user.profileId === null ? null : locateRow('Profile', user.profileId, rest, parts);
    case '$userrole':
      return locateRow('User', user.id, ['UserRole', ...rest], parts);
    default:
      return notImplemented(`${first} in formulas`);
  }
}

function requireField(object: ObjectSchema, name: string): FieldSchema {
  const field = object.field(name);
  if (field === undefined) throw new Error(`a formula names the field ${name}, which ${object.name} does not have`);
  return field;
}
