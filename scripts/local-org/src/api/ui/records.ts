/** `/ui-api/records/{id}` and `/ui-api/records/batch/{ids}`. Source: User Interface API Developer Guide, "Get a Record". */
import type { ObjectSchema } from '../../schema/model.ts';
import { ApexId } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import { ApiError } from '../messages.ts';
import type { FieldPath } from './field-paths.ts';
import { optionalFields, requiredFields } from './field-paths.ts';
import { recordBody, selectedNames } from './record.ts';
import type { UiRequest } from './request.ts';
import { listParameter, noRecordAccess, notFound, requireUiObject } from './request.ts';
import { Binds, recordExists, selectRecords } from './soql.ts';

/** The record of an id with what the request's parameters ask for. */
export function readRecord(ui: UiRequest, idText: string): Record<string, unknown> {
  const { object, id } = objectOfId(ui, idText);
  const paths = askedFields(ui, object);
  return recordBody(ui, requireRecord(ui, object, id, paths), paths);
}

/** @throws ApiError for what is no id of an object, and for an object that the user may not read */
export function objectOfId(ui: UiRequest, text: string): { readonly object: ObjectSchema; readonly id: string } {
  if (!ApexId.isValid(text)) throw notFound();
  const id = ApexId.of(text).value;
  const object = ui.context.schema.byKeyPrefix(id.slice(0, 3));
  if (object === undefined) throw notFound();
  return { object: requireUiObject(ui, object.name), id };
}

function askedFields(ui: UiRequest, object: ObjectSchema): FieldPath[] {
  const fields = listParameter(ui, 'fields');
  const optional = listParameter(ui, 'optionalFields');
  if (fields.length + optional.length === 0)
    throw new ApiError(
      400,
      'ILLEGAL_QUERY_PARAMETER_VALUE',
      'At least one of the parameters fields, optionalFields and layoutTypes must be given.',
    );
  return [...requiredFields(ui.context, object, fields), ...optionalFields(ui.context, object, optional)];
}

/** @throws ApiError when there is no such record, or the user may not see it */
export function requireRecord(
  ui: UiRequest,
  object: ObjectSchema,
  id: string,
  paths: readonly FieldPath[],
): SObjectValue {
  const record = readRecords(ui, object, [id], paths).get(id);
  if (record === undefined) throw missing(ui, object, id);
  return record;
}

/** Records that the user may see, by id. */
export function readRecords(
  ui: UiRequest,
  object: ObjectSchema,
  ids: readonly string[],
  paths: readonly FieldPath[],
): Map<string, SObjectValue> {
  if (ids.length === 0) return new Map();
  const binds = new Binds();
  const names = selectedNames(ui, object, paths).join(', ');
  const rows = selectRecords(ui.context, `SELECT ${names} FROM ${object.name} WHERE Id IN ${binds.addAll(ids)}`, binds);
  return new Map(rows.map((row) => [row.id?.value ?? '', row]));
}

function missing(ui: UiRequest, object: ObjectSchema, id: string): ApiError {
  const binds = new Binds();
  const isThere = recordExists(ui.context, `SELECT Id FROM ${object.name} WHERE Id = ${binds.add(id)}`, binds);
  return isThere ? noRecordAccess() : notFound();
}
