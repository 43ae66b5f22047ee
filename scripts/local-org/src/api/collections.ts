/** `/composite/sobjects`: up to 200 records in one call, platform events too. Source: REST API Developer Guide, "sObject Collections". */
import { z } from 'zod';
import type { DmlOptions, DmlRowResult, PublishResult } from '../runtime/ports.ts';
import { ApexId, SObjectValue } from '../runtime/index.ts';
import type { ApiContext } from './context.ts';
import { requireObject } from './context.ts';
import type { ApiRequest, ApiResponse } from './messages.ts';
import { ApiError, json, jsonBody } from './messages.ts';
import { recordFromJson } from './records.ts';
import { apiDmlOptions, rowErrorBody } from './dml.ts';
import type { RowErrorBody } from './dml.ts';

const maximumRecords = 200;

const bodySchema = z.object({
  allOrNone: z.boolean().default(false),
  records: z.array(z.looseObject({ attributes: z.looseObject({ type: z.string() }) })),
});

interface RowAnswer {
  id?: string | undefined;
  success: boolean;
  errors: RowErrorBody[];
  created?: boolean;
}

/** Creates, updates, upserts or deletes a collection; each row has its own result. */
export function handleCollections(context: ApiContext, request: ApiRequest, segments: readonly string[]): ApiResponse {
  if (request.method === 'DELETE') return deleteMany(context, request);
  const body = bodySchema.safeParse(jsonBody(request));
  if (!body.success)
    throw new ApiError(
      400,
      'JSON_PARSER_ERROR',
      `The body is not a collection: ${body.error.issues[0]?.path.join('.')} ${body.error.issues[0]?.message}`,
    );
  if (body.data.records.length > maximumRecords) {
    throw new ApiError(
      400,
      'EXCEEDED_MAX_SIZE_REQUEST',
      `The number of records is ${body.data.records.length}; at most ${maximumRecords} are allowed.`,
    );
  }
  switch (request.method) {
    case 'POST':
      return createMany(context, request, body.data);
    case 'PATCH':
      return segments.length === 0
        ? write(context, request, body.data, 'update')
        : upsertMany(context, request, body.data, segments);
    default:
      throw new ApiError(
        405,
        'METHOD_NOT_ALLOWED',
        `HTTP Method '${request.method}' not allowed. Allowed are POST,PATCH,DELETE`,
      );
  }
}

type Body = z.infer<typeof bodySchema>;

function createMany(context: ApiContext, request: ApiRequest, body: Body): ApiResponse {
  const events = body.records.filter((record) => requireObject(context, record.attributes.type).kind === 'event');
  if (events.length === 0) return write(context, request, body, 'insert');
  if (events.length < body.records.length) {
    throw new ApiError(400, 'INVALID_INPUT', 'Platform events and records cannot be in one collection.');
  }
  return json(publishMany(context, body));
}

function publishMany(context: ApiContext, body: Body): RowAnswer[] {
  const parsed = body.records.map((record) => parseRow(context, record));
  const results = context.publish(parsed.filter((row) => row instanceof SObjectValue));
  let next = 0;
  return parsed.map((row) => {
    if (row instanceof SObjectValue) return publishAnswer(results[next++]);
    return row;
  });
}

function publishAnswer(result: PublishResult | undefined): RowAnswer {
  if (result === undefined || !result.success) return { success: false, errors: [...(result?.errors ?? [])] };
  return {
    id: 'e00xx0000000001AAA',
    success: true,
    errors: [{ statusCode: 'OPERATION_ENQUEUED', message: result.eventUuid ?? '', fields: [] }],
  };
}

function parseRow(context: ApiContext, record: Body['records'][number]): SObjectValue | RowAnswer {
  try {
    return recordFromJson(requireObject(context, record.attributes.type), record, context.schema);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { success: false, errors: [{ statusCode: error.errorCode, message: error.message, fields: error.fields }] };
  }
}

function write(context: ApiContext, request: ApiRequest, body: Body, operation: 'insert' | 'update'): ApiResponse {
  const parsed = body.records.map((record) => parseRow(context, record));
  return json(saveParsed(context, request, parsed, apiDmlOptions(request, operation, body.allOrNone)));
}

function upsertMany(context: ApiContext, request: ApiRequest, body: Body, segments: readonly string[]): ApiResponse {
  const object = requireObject(context, segments[0] ?? '');
  const field = object.field(segments[1] ?? 'Id', null);
  if (field === undefined)
    throw new ApiError(
      404,
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${segments[1]}`,
    );
  const parsed = body.records.map((record) => parseRow(context, record));
  return json(
    saveParsed(
      context,
      request,
      parsed,
      apiDmlOptions(request, 'upsert', body.allOrNone, field.type === 'ID' ? null : field),
    ),
  );
}

function saveParsed(
  context: ApiContext,
  request: ApiRequest,
  parsed: readonly (SObjectValue | RowAnswer)[],
  options: DmlOptions,
): RowAnswer[] {
  const records = parsed.filter((row) => row instanceof SObjectValue);
  const broken = records.length < parsed.length;
  if (broken && options.allOrNone) return parsed.map((row) => (row instanceof SObjectValue ? rolledBack() : row));
  const results = context.data.save(records, options);
  let next = 0;
  return parsed.map((row) => {
    if (!(row instanceof SObjectValue)) return row;
    return saveAnswer(results[next++], options, request);
  });
}

function rolledBack(): RowAnswer {
  const message = 'Record rolled back because not all records were valid and the request was using AllOrNone header';
  return { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message, fields: [] }] };
}

function saveAnswer(result: DmlRowResult | undefined, options: DmlOptions, request: ApiRequest): RowAnswer {
  if (result === undefined) return { success: false, errors: [] };
  const answer: RowAnswer = {
    id: result.id?.value,
    success: result.success,
    errors: result.errors.map((error) => rowErrorBody(error, request)),
  };
  if (options.operation === 'upsert') answer.created = result.created;
  return answer;
}

function deleteMany(context: ApiContext, request: ApiRequest): ApiResponse {
  const ids = (request.query['ids'] ?? '').split(',').filter((id) => id !== '');
  const records = ids.map((id) => {
    const object = context.schema.byKeyPrefix(id.slice(0, 3));
    if (object === undefined) throw new ApiError(400, 'INVALID_ID_FIELD', `invalid record id: ${id}`);
    const record = new SObjectValue(object);
    record.setField('id', ApexId.of(id));
    return record;
  });
  return json(
    saveParsed(context, request, records, apiDmlOptions(request, 'delete', request.query['allOrNone'] === 'true')),
  );
}
