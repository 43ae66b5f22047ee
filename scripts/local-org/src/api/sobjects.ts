/** `/sobjects`: rows, external ids, describe, blobs. Source: REST API Developer Guide, "sObject Rows", "sObject Rows by External ID", "Insert or Update Blob Data". */
import type { DmlRowResult } from '../runtime/ports.ts';
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';
import { ApexId, SObjectValue } from '../runtime/index.ts';
import type { ApiContext } from './context.ts';
import { requireObject } from './context.ts';
import { apiDmlOptions, duplicateResult } from './dml.ts';
import { describeObject, summarizeObject } from './describe.ts';
import type { ApiRequest, ApiResponse, RequestPart } from './messages.ts';
import { ApiError, json, jsonBody, noContent } from './messages.ts';
import { recordFromJson, recordToJson } from './records.ts';
import { findById, findByField } from './lookups.ts';

/** Dispatches everything under `/services/data/vXX.X/sobjects`. Runs inside the request's transaction. */
export function handleSObjects(context: ApiContext, request: ApiRequest, segments: readonly string[]): ApiResponse {
  const [name, second, third, fourth] = segments;
  if (name === undefined)
    return json({
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: [...context.schema.objects.values()].map(summarizeObject),
    });
  const object = requireObject(context, name);
  if (second === undefined)
    return request.method === 'POST'
      ? create(context, request, object)
      : json({ objectDescribe: summarizeObject(object), recentItems: [] });
  if (second === 'describe') return json(describeObject(object, context));
  if (fourth === undefined && third !== undefined) {
    const field = object.field(third, null);
    if (field?.type === 'BASE64') return readBlob(context, object, second, field);
    return byExternalId(context, request, object, second, third);
  }
  if (third === undefined) return byId(context, request, object, second);
  throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** The first error of a row as the API's failure. */
function rowError(result: DmlRowResult, request: ApiRequest): ApiError {
  const first = result.errors[0];
  // A fault of a field is one of the values, not of the record that was named.
  const notFound =
    (first?.statusCode === 'ENTITY_IS_DELETED' || first?.statusCode === 'INVALID_CROSS_REFERENCE_KEY') &&
    first.fields.length === 0;
  return new ApiError(
    notFound ? 404 : 400,
    first?.statusCode ?? 'UNKNOWN_EXCEPTION',
    first?.message ?? 'The record was not saved.',
    first?.fields ?? [],
    first === undefined ? {} : duplicateResult(first, request),
  );
}

function create(context: ApiContext, request: ApiRequest, object: ObjectSchema): ApiResponse {
  const record =
    request.body.kind === 'parts'
      ? recordFromParts(context, request.body.parts, object)
      : recordFromJson(object, jsonBody(request), context.schema);
  if (object.kind === 'event') return publishOne(context, record);
  const [result] = context.data.save([record], apiDmlOptions(request, 'insert', true));
  if (result === undefined || !result.success)
    throw rowError(result ?? { id: null, success: false, created: false, errors: [] }, request);
  return json({ id: result.id?.value, success: true, errors: [] }, 201, {
    location: `/services/data/v67.0/sobjects/${object.name}/${result.id?.value}`,
  });
}

function publishOne(context: ApiContext, record: SObjectValue): ApiResponse {
  const [result] = context.publish([record]);
  if (result === undefined || !result.success) {
    const first = result?.errors[0];
    throw new ApiError(
      400,
      first?.statusCode ?? 'PLATFORM_EVENT_PUBLISH_FAILED',
      first?.message ?? 'The event was not published.',
      first?.fields ?? [],
    );
  }
  const enqueued = { statusCode: 'OPERATION_ENQUEUED', message: result.eventUuid, fields: [] };
  return json({ id: 'e00xx0000000001AAA', success: true, errors: [enqueued] }, 201);
}

function recordFromParts(context: ApiContext, parts: readonly RequestPart[], object: ObjectSchema): SObjectValue {
  const entity = parts.find((part) => part.text !== null && part.contentType.startsWith('application/json'));
  if (entity?.text === null || entity === undefined) {
    throw new ApiError(
      400,
      'INVALID_MULTIPART_REQUEST',
      'A multipart request needs one part with the JSON of the record.',
    );
  }
  let body: unknown;
  try {
    body = JSON.parse(entity.text);
  } catch (error) {
    throw new ApiError(
      400,
      'JSON_PARSER_ERROR',
      error instanceof Error ? error.message : 'The JSON part cannot be read.',
    );
  }
  const record = recordFromJson(object, body, context.schema);
  const binary = parts.find((part) => part.file !== null);
  if (binary?.file === null || binary === undefined) {
    throw new ApiError(
      400,
      'INVALID_MULTIPART_REQUEST',
      'A multipart request needs one part with the file and a filename.',
    );
  }
  const field = object.field(binary.name, null);
  if (field?.type !== 'BASE64')
    throw new ApiError(400, 'INVALID_FIELD', `${binary.name} is no blob field of ${object.name}`);
  record.setField(field.name.toLowerCase(), context.adoptFile(binary.file, binary.size));
  return record;
}

function byId(context: ApiContext, request: ApiRequest, object: ObjectSchema, id: string): ApiResponse {
  if (!/^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(id))
    throw new ApiError(
      404,
      'NOT_FOUND',
      'Provided external ID field does not exist or is not accessible: ' + object.name,
    );
  switch (request.method) {
    case 'GET': {
      const fields = request.query['fields']?.split(',').map((field) => field.trim());
      const record = findById(context, object, id, fields);
      if (record === null) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
      return json(recordToJson(record));
    }
    case 'PATCH': {
      const record = recordFromJson(object, jsonBody(request), context.schema);
      record.setField('id', ApexId.of(id));
      return saved(context.data.save([record], apiDmlOptions(request, 'update', true))[0], request);
    }
    case 'DELETE': {
      const record = new SObjectValue(object);
      record.setField('id', ApexId.of(id));
      return saved(context.data.save([record], apiDmlOptions(request, 'delete', true))[0], request);
    }
    default:
      throw new ApiError(
        405,
        'METHOD_NOT_ALLOWED',
        `HTTP Method '${request.method}' not allowed. Allowed are GET,PATCH,DELETE`,
      );
  }
}

function saved(result: DmlRowResult | undefined, request: ApiRequest): ApiResponse {
  if (result === undefined || !result.success)
    throw rowError(result ?? { id: null, success: false, created: false, errors: [] }, request);
  return noContent();
}

function byExternalId(
  context: ApiContext,
  request: ApiRequest,
  object: ObjectSchema,
  fieldName: string,
  value: string,
): ApiResponse {
  const field = object.field(fieldName, null);
  if (field === undefined || !(field.externalId || field.idLookup)) {
    throw new ApiError(
      404,
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${fieldName}`,
    );
  }
  switch (request.method) {
    case 'GET': {
      const record = findByField(context, object, field, value);
      if (record === null) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
      return json(recordToJson(record));
    }
    case 'PATCH': {
      const body = jsonBody(request) as Record<string, unknown>;
      const record = recordFromJson(object, { ...body, [field.name]: value }, context.schema);
      const [result] = context.data.save([record], apiDmlOptions(request, 'upsert', true, field));
      if (result === undefined || !result.success) return saved(result, request);
      return json(
        { id: result.id?.value, success: true, errors: [], created: result.created },
        result.created ? 201 : 200,
      );
    }
    case 'DELETE': {
      const record = findByField(context, object, field, value);
      if (record === null) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
      return saved(context.data.save([record], apiDmlOptions(request, 'delete', true))[0], request);
    }
    default:
      throw new ApiError(
        405,
        'METHOD_NOT_ALLOWED',
        `HTTP Method '${request.method}' not allowed. Allowed are GET,PATCH,DELETE`,
      );
  }
}

function readBlob(context: ApiContext, object: ObjectSchema, id: string, field: FieldSchema): ApiResponse {
  // Through the query engine first, so that the reader's rights and sharing decide.
  if (findById(context, object, id, ['Id']) === null)
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  const blob = context.blobOf(object, id, field.name);
  if (blob === null) throw new ApiError(404, 'NOT_FOUND', 'The record has no content.');
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: { kind: 'blob', ...blob } };
}
