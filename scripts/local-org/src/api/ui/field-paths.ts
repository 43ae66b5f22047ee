/**
 * Fields that requests ask for, from `Account.Owner.Name` to what is read.
 * Source: User Interface API Developer Guide, "Get a Record", fields and optionalFields.
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { ApiContext } from '../context.ts';
import { ApiError } from '../messages.ts';

/** A field of an object or, through references, of its parents. */
export interface FieldPath {
  /** References on the way. */
  readonly through: readonly FieldSchema[];
  readonly field: FieldSchema;
  /** `Owner.Name`, as describe writes it. */
  readonly text: string;
}

/** Levels of parents that may be asked for. */
const maximumLevels = 5;

/**
 * Fields of a record by their full names, `Account.Name`.
 * @throws ApiError for a name of another object, and for a field that is not there or that the user may not read
 */
export function requiredFields(context: ApiContext, object: ObjectSchema, names: readonly string[]): FieldPath[] {
  return names.map((name) => {
    const path = qualifiedPath(context, object, name);
    if (path === null)
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${unqualified(name)}' on entity '${object.name}'.`);
    return path;
  });
}

/** As `requiredFields`, without what the user cannot have. */
export function optionalFields(context: ApiContext, object: ObjectSchema, names: readonly string[]): FieldPath[] {
  return names.flatMap((name) => qualifiedPath(context, object, name) ?? []);
}

function unqualified(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

function qualifiedPath(context: ApiContext, object: ObjectSchema, name: string): FieldPath | null {
  const [first = '', ...rest] = name.split('.');
  if (context.schema.object(first) !== object) return null;
  return readablePath(context, object, rest);
}

/** A path without the name of the object; null when there is no such field, or the user may not read it. */
export function readablePath(context: ApiContext, object: ObjectSchema, names: readonly string[]): FieldPath | null {
  const [first, ...rest] = names;
  if (first === undefined || names.length > maximumLevels + 1) return null;
  if (rest.length === 0) {
    const field = object.field(first);
    if (field === undefined || !context.data.fieldAccess(field, object).read) return null;
    return { through: [], field, text: field.name };
  }
  const reference = object.parent(first);
  if (reference === undefined || !context.data.fieldAccess(reference, object).read) return null;
  for (const name of reference.referenceTo) {
    const target = context.schema.object(name);
    if (target === undefined || !context.data.objectAccess(target).read) continue;
    const found = readablePath(context, target, rest);
    if (found === null) continue;
    return {
      through: [reference, ...found.through],
      field: found.field,
      text: `${reference.relationshipName ?? ''}.${found.text}`,
    };
  }
  return null;
}

/** All fields of an object that the user may read and that are part of a whole record. */
export function wholeRecord(context: ApiContext, object: ObjectSchema): FieldPath[] {
  return [...object.fields.values()]
    .filter((field) => field.type !== 'BASE64' && field.type !== 'LOCATION' && field.type !== 'ADDRESS')
    .filter((field) => context.data.fieldAccess(field, object).read)
    .map((field) => ({ through: [], field, text: field.name }));
}

/** Each path once. */
export function distinctPaths(paths: readonly FieldPath[]): FieldPath[] {
  return [...new Map(paths.map((path) => [path.text.toLowerCase(), path])).values()];
}
