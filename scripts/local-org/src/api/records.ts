/** Records between JSON and Apex, with attributes, parents and child lists. Source: REST API Developer Guide, "Query" and "sObject Rows". */
import type { ObjectSchema, OrgSchema } from '../schema/model.ts';
import type { AggregateResultValue } from '../runtime/index.ts';
import { SObjectValue } from '../runtime/index.ts';
import { apiPath } from './paths.ts';
import { ApiError } from './messages.ts';
import { fromJson, toJson } from './values.ts';

/** A row of a query result. */
export function rowToJson(row: SObjectValue | AggregateResultValue): Record<string, unknown> {
  return row instanceof SObjectValue ? recordToJson(row) : aggregateToJson(row);
}

/** A record with what was queried of it. */
export function recordToJson(record: SObjectValue): Record<string, unknown> {
  const object = record.object;
  const id = record.id?.value;
  const attributes: Record<string, unknown> = { type: object.name };
  if (id !== undefined) attributes['url'] = `${apiPath}/sobjects/${object.name}/${id}`;
  const out: Record<string, unknown> = { attributes };
  const names = record.queriedFields ?? new Set([...record.populated()].map(([name]) => name.toLowerCase()));
  for (const key of names) {
    const field = object.fields.get(key);
    if (field === undefined) {
      // `Owner.Type` is asked of objects that have no such field.
      if (key === 'type') out['Type'] = toJson(record.getField(key));
      continue;
    }
    out[field.name] =
      field.type === 'BASE64' && id !== undefined
        ? `${apiPath}/sobjects/${object.name}/${id}/${field.name}`
        : toJson(record.getField(key));
  }
  for (const [name, parent] of record.parents()) {
    const relationship = [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === name);
    out[relationship?.relationshipName ?? name] = parent === null ? null : recordToJson(parent);
  }
  for (const [name, list] of record.childLists()) {
    const relationship = object.childRelationships.find((child) => child.relationshipName?.toLowerCase() === name);
    const records = list.items.map((child) => recordToJson(child));
    out[relationship?.relationshipName ?? name] =
      records.length === 0 ? null : { totalSize: records.length, done: true, records };
  }
  return out;
}

function aggregateToJson(row: AggregateResultValue): Record<string, unknown> {
  const out: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
  for (const [alias, value] of row.entries()) out[alias] = toJson(value);
  return out;
}

/** A record to be written. `attributes` are ignored; unknown fields are refused as the platform does. */
export function recordFromJson(object: ObjectSchema, body: unknown, schema: OrgSchema): SObjectValue {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The body must be one JSON object with the fields of the record.');
  }
  const record = new SObjectValue(object);
  for (const [name, value] of Object.entries(body)) {
    if (name === 'attributes') continue;
    setMember(record, object, name, value, schema);
  }
  return record;
}

function setMember(record: SObjectValue, object: ObjectSchema, name: string, value: unknown, schema: OrgSchema): void {
  const field = object.field(name);
  if (field !== undefined) {
    record.setField(field.name.toLowerCase(), fromJson(field, value));
    return;
  }
  const parent = object.parent(name);
  const target = parent?.referenceTo[0] === undefined ? undefined : schema.object(parent.referenceTo[0]);
  if (parent !== undefined && target !== undefined && typeof value === 'object' && value !== null) {
    record.setParent(name.toLowerCase(), recordFromJson(target, value, schema));
    return;
  }
  throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
}
