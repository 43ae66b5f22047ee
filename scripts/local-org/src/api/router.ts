/**
 * One request of the REST API, from path to reply, inside an Apex worker. Each request is one transaction as the
 * signed-in user; a failure rolls it back and is answered in Salesforce's shape.
 */
import type { FrameUser } from '../runtime/frame.ts';
import { ApexException } from '../runtime/index.ts';
import type { ApiContext } from './context.ts';
import { handleCollections } from './collections.ts';
import type { ApiRequest, ApiResponse } from './messages.ts';
import { localRoute, notifications } from './mailbox.ts';
import { ApiError, errorResponse, json } from './messages.ts';
import { apiPath, apiVersion, dataSegments } from './paths.ts';
import { handleQuery, handleQueryMore, queryError } from './query.ts';
import { authenticate, introspectToken, issueToken, revokeToken, userInfo } from './sessions.ts';
import { handleSObjects } from './sobjects.ts';
import { handleTooling } from './tooling.ts';
import { handleUi } from './ui/index.ts';

/** API calls an org of this size may make in 24 hours. */
const dailyApiRequests = 100_000;

/** Calls of Apex by components: the class and the method follow. */
const componentPath = '/lightning/apex/';

/** Answers a request; never throws. */
export function handleRequest(context: ApiContext, request: ApiRequest): ApiResponse {
  try {
    return dispatch(context, request);
  } catch (error) {
    return errorResponse(toApiError(error));
  }
}

function dispatch(context: ApiContext, request: ApiRequest): ApiResponse {
  const open = context.write(() => openRoute(context, request));
  if (open !== null) return open;
  const user = authenticate(context, request);
  context.write(() => countCall(context));
  if (request.path === '/services/oauth2/userinfo' || request.path.startsWith('/id/'))
    return userInfo(context, request, user);
  if (request.path.startsWith('/services/apexrest/')) return apexRest(context, request, user);
  if (request.path.startsWith(componentPath)) return componentCall(context, request, user);
  const local = localRoute(context, request);
  if (local !== null) return local;
  const segments = dataSegments(request.path);
  if (segments === null) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (segments[0] === 'tooling') return handleTooling(context, request, segments.slice(1), user);
  return inTransaction(context, user, () => dataRoute(context, request, segments, user));
}

function openRoute(context: ApiContext, request: ApiRequest): ApiResponse | null {
  switch (request.path) {
    case '/services/oauth2/token':
      return issueToken(context, request);
    case '/services/oauth2/revoke':
      return revokeToken(context, request);
    case '/services/oauth2/introspect':
      return introspectToken(context, request);
    case '/services/data':
      return json([{ label: "Summer '26", url: apiPath, version: apiVersion }]);
    default:
      return null;
  }
}

function dataRoute(
  context: ApiContext,
  request: ApiRequest,
  segments: readonly string[],
  user: FrameUser,
): ApiResponse {
  const [first, second, ...rest] = segments;
  switch (first) {
    case undefined:
      return json({
        sobjects: `${apiPath}/sobjects`,
        query: `${apiPath}/query`,
        queryAll: `${apiPath}/queryAll`,
        composite: `${apiPath}/composite`,
        limits: `${apiPath}/limits`,
        tooling: `${apiPath}/tooling`,
        'ui-api': `${apiPath}/ui-api`,
      });
    case 'sobjects':
      return handleSObjects(context, request, segments.slice(1));
    case 'query':
      return second === undefined ? handleQuery(context, request, false) : handleQueryMore(second);
    case 'queryAll':
      return second === undefined ? handleQuery(context, request, true) : handleQueryMore(second);
    case 'composite':
      if (second === 'sobjects') return handleCollections(context, request, rest);
      break;
    case 'limits':
      return limits(context);
    case 'ui-api':
      return handleUi(context, request, user, segments.slice(1));
    case 'connect':
      if (second === 'notifications' && rest.length === 0) return notifications(context, request);
      break;
    default:
  }
  throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

function limits(context: ApiContext): ApiResponse {
  const used = callsToday(context);
  const mail = context.outbox.limits();
  return json({
    DailyApiRequests: { Max: dailyApiRequests, Remaining: Math.max(0, dailyApiRequests - used) },
    SingleEmail: { Max: mail.maximum, Remaining: mail.remaining },
    HourlyPublishedPlatformEvents: { Max: 250_000, Remaining: 250_000 },
  });
}

function apexRest(context: ApiContext, request: ApiRequest, user: FrameUser): ApiResponse {
  const reply = context.transactions.run({ entryPoint: 'rest', user }, () =>
    context.apexRest({
      method: request.method,
      path: request.path.slice('/services/apexrest'.length),
      query: request.query,
      headers: request.headers,
      body: request.body.kind === 'bytes' ? request.body.bytes : new Uint8Array(),
      remoteAddress: request.remoteAddress,
      origin: request.origin,
    }),
  );
  if (reply === null)
    throw new ApiError(
      404,
      'NOT_FOUND',
      `Could not find a match for URL ${request.path.slice('/services/apexrest'.length)}`,
    );
  return { status: reply.status, headers: reply.headers, body: { kind: 'bytes', bytes: reply.body } };
}

function componentCall(context: ApiContext, request: ApiRequest, user: FrameUser): ApiResponse {
  if (request.method !== 'POST') throw new ApiError(405, 'METHOD_NOT_ALLOWED', 'Calls of Apex methods are posted');
  const names = request.path.slice(componentPath.length).split('/').map(decodeURIComponent);
  const [className, method] = names;
  const body = request.body.kind === 'bytes' ? new TextDecoder().decode(request.body.bytes) : '';
  const { params, cacheable } = componentBody(body);
  if (className === undefined || method === undefined || names.length !== 2)
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  const reply = context.componentCall({ user, className, method, params, cacheable });
  return json(reply.status === 200 ? { result: reply.value } : reply.value, reply.status);
}

function componentBody(text: string): { params: Record<string, unknown>; cacheable: boolean } {
  let body: unknown = null;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    // Told below, with what is needed.
  }
  const { params = {}, cacheable = false } = (body ?? {}) as { params?: unknown; cacheable?: unknown };
  if (typeof body !== 'object' || body === null || typeof params !== 'object' || params === null)
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The body must be JSON: {"params": {...}, "cacheable": false}');
  return { params: params as Record<string, unknown>, cacheable: cacheable === true };
}

/** A failed reply must not leave half of its work behind: its transaction is rolled back. */
function inTransaction(context: ApiContext, user: FrameUser, body: () => ApiResponse): ApiResponse {
  return context.transactions.run({ entryPoint: 'api', user }, body);
}

function countCall(context: ApiContext): void {
  const day = new Date(context.now()).toISOString().slice(0, 10);
  if (callsToday(context) >= dailyApiRequests)
    throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  context.tables.run(
    'INSERT INTO _api_usage (day, calls) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET calls = calls + 1',
    day,
  );
}

function callsToday(context: ApiContext): number {
  const day = new Date(context.now()).toISOString().slice(0, 10);
  return Number(context.tables.get('SELECT calls FROM _api_usage WHERE day = ?', day)?.['calls'] ?? 0);
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof ApexException) {
    const name = error.$type.name;
    if (name === 'QueryException') return queryError(error);
    if (name === 'LimitException') return new ApiError(400, 'LIMIT_EXCEEDED', error.message);
    return new ApiError(
      500,
      'APEX_ERROR',
      `${error.$type.namespace ?? ''}${error.$type.namespace === null ? '' : '.'}${name}: ${error.message}\n\n${error.stackTraceString}`,
    );
  }
  return new ApiError(
    500,
    'UNKNOWN_EXCEPTION',
    error instanceof Error ? error.message : 'An unexpected error occurred.',
  );
}
