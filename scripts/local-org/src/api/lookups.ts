/** Single records for the REST API, read through the query engine with the signed-in user's rights. */
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';
import type { QueryOptions } from '../runtime/ports.ts';
import { SObjectValue } from '../runtime/index.ts';
import type { ApiContext } from './context.ts';
import { ApiError } from './messages.ts';

export const apiQueryOptions: QueryOptions = { access: 'user', sharing: true, namespace: null };

/** A record with the given fields, or all that the user may read; null when there is none or it is not visible. */
export function findById(
  context: ApiContext,
  object: ObjectSchema,
  id: string,
  fields?: readonly string[],
): SObjectValue | null {
  return findWhere(context, object, 'Id', id, fields);
}

export function findByField(
  context: ApiContext,
  object: ObjectSchema,
  field: FieldSchema,
  value: string,
): SObjectValue | null {
  return findWhere(context, object, field.name, value);
}

function findWhere(
  context: ApiContext,
  object: ObjectSchema,
  field: string,
  value: string,
  fields?: readonly string[],
): SObjectValue | null {
  const names = fields ?? readableFields(context, object);
  for (const name of names) {
    if (!name.includes('.') && object.field(name, null) === undefined) {
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
    }
  }
  const text = `SELECT ${names.join(', ')} FROM ${object.name} WHERE ${field} = :value LIMIT 2`;
  const { query, binds } = context.data.parse(text, () => value, apiQueryOptions);
  const rows = context.data.query(query, binds, apiQueryOptions).filter((row) => row instanceof SObjectValue);
  return rows[0] ?? null;
}

/** Kinds of fields that are no part of a whole record: blobs are read on their own. */
const unread: ReadonlySet<string> = new Set(['BASE64', 'LOCATION']);

function readableFields(context: ApiContext, object: ObjectSchema): string[] {
  return [...object.fields.values()]
    .filter((field) => !unread.has(field.type) && context.data.fieldAccess(field, object).read)
    .map((field) => field.name);
}
