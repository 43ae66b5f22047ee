/**
 * Creating, changing and deleting records. Source: User Interface API Developer Guide, "Create a Record", "Update a Record",
 * "Delete a Record", "Record Input".
 */
import { z } from 'zod';
import type { DmlOptions } from '../../runtime/ports.ts';
import { ApexDatetime, ApexId, SObjectValue } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import { apiDmlOptions } from '../dml.ts';
import type { ApiRequest } from '../messages.ts';
import { ApiError, jsonBody } from '../messages.ts';
import { recordFromJson } from '../records.ts';
import { wholeRecord } from './field-paths.ts';
import { recordBody } from './record.ts';
import { recordError } from './record-errors.ts';
import { objectOfId, requireRecord } from './records.ts';
import type { UiRequest } from './request.ts';
import { requireUiObject } from './request.ts';

const inputSchema = z.looseObject({
  apiName: z.string().optional(),
  fields: z.record(z.string(), z.unknown()),
  allowSaveOnDuplicate: z.boolean().default(false),
});

type RecordInput = z.infer<typeof inputSchema>;

export function createRecord(ui: UiRequest): Record<string, unknown> {
  const input = readInput(ui.request);
  if (input.apiName === undefined) throw new ApiError(400, 'INVALID_INPUT', 'apiName must be given.');
  const object = requireUiObject(ui, input.apiName);
  const record = inputRecord(ui, object, input, 'create');
  const [result] = ui.context.data.save([record], writeOptions(ui.request, 'insert', input));
  if (result?.success !== true || result.id === null) throw recordError(ui, object, result?.errors ?? [], 'create');
  return savedBody(ui, object, result.id.value);
}

export function updateRecord(ui: UiRequest, idText: string): Record<string, unknown> {
  const input = readInput(ui.request);
  const { object, id } = objectOfId(ui, idText);
  checkUnmodified(ui.request, requireRecord(ui, object, id, []));
  const record = inputRecord(ui, object, input, 'update');
  record.id = ApexId.of(id);
  const [result] = ui.context.data.save([record], writeOptions(ui.request, 'update', input));
  if (result?.success !== true) throw recordError(ui, object, result?.errors ?? [], 'update');
  return savedBody(ui, object, id);
}

export function deleteRecord(ui: UiRequest, idText: string): void {
  const { object, id } = objectOfId(ui, idText);
  requireRecord(ui, object, id, []);
  const record = new SObjectValue(object);
  record.id = ApexId.of(id);
  const [result] = ui.context.data.save([record], apiDmlOptions(ui.request, 'delete', true));
  if (result?.success !== true) throw recordError(ui, object, result?.errors ?? [], 'delete');
}

function readInput(request: ApiRequest): RecordInput {
  const body = inputSchema.safeParse(jsonBody(request));
  if (body.success) return body.data;
  const [issue] = body.error.issues;
  throw new ApiError(400, 'JSON_PARSER_ERROR', `The body is no record: ${issue?.path.join('.')} ${issue?.message}`);
}

/** The record of an input; a value that does not fit its field is told as the field's error. */
function inputRecord(
  ui: UiRequest,
  object: ObjectSchema,
  { fields }: RecordInput,
  done: 'create' | 'update',
): SObjectValue {
  const values = Object.entries(fields).map(([name, value]) => [name, blankAsNull(object.field(name), value)] as const);
  try {
    return recordFromJson(object, Object.fromEntries(values), ui.context.schema);
  } catch (error) {
    if (!(error instanceof ApiError) || error.fields.length === 0) throw error;
    const { errorCode, message, fields: names } = error;
    throw recordError(ui, object, [{ statusCode: errorCode, message, fields: names }], done);
  }
}

/** Emptied inputs of forms are blank texts. */
function blankAsNull(field: FieldSchema | undefined, value: unknown): unknown {
  return value === '' && field?.type !== 'BOOLEAN' ? null : value;
}

function writeOptions(request: ApiRequest, operation: 'insert' | 'update', input: RecordInput): DmlOptions {
  const options = apiDmlOptions(request, operation, true);
  if (!input.allowSaveOnDuplicate) return options;
  return {
    ...options,
    duplicateRule: { allowSave: true, runAsCurrentUser: options.duplicateRule?.runAsCurrentUser ?? null },
  };
}

/** `If-Modified-Since` keeps a change from overwriting a later one. Source: "Update a Record", request headers. */
function checkUnmodified(request: ApiRequest, record: SObjectValue): void {
  const given = Date.parse(request.headers['if-modified-since'] ?? '');
  const modified = record.getField('lastmodifieddate');
  if (Number.isNaN(given) || !(modified instanceof ApexDatetime)) return;
  // The header has no fractions of a second.
  if (Math.floor(modified.ms / 1000) > Math.floor(given / 1000))
    throw new ApiError(412, 'PRECONDITION_FAILED', 'The record was changed after the time that the request names.');
}

function savedBody(ui: UiRequest, object: ObjectSchema, id: string): Record<string, unknown> {
  const paths = wholeRecord(ui.context, object);
  return recordBody(ui, requireRecord(ui, object, id, paths), paths);
}
