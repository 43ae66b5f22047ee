/** What handlers of the User Interface API get: the request, the signed-in user, and what both have in common. */
import { createHash } from 'node:crypto';
import type { FrameUser } from '../../runtime/frame.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import type { ApiContext } from '../context.ts';
import type { ApiRequest } from '../messages.ts';
import { ApiError } from '../messages.ts';

export interface UiRequest {
  readonly context: ApiContext;
  readonly request: ApiRequest;
  readonly user: FrameUser;
}

/** Set-up objects that the User Interface API serves. Source: User Interface API Developer Guide, "Supported Objects". */
const servedSetup: ReadonlySet<string> = new Set(['User', 'Group']);

function isServed({ kind, name, setup }: ObjectSchema): boolean {
  if (kind === 'custom') return true;
  return kind === 'standard' && (!setup || servedSetup.has(name)) && !/(Share|History|Feed)$/.test(name);
}

/**
 * An object by its API name that the user may read; without a namespace the org's own comes first.
 * @throws ApiError when there is none, the API does not serve it, or the user may not read it
 */
export function requireUiObject({ context }: UiRequest, name: string): ObjectSchema {
  const object = context.schema.object(name);
  if (object === undefined) throw notFound();
  if (!isServed(object)) throw new ApiError(400, 'INVALID_TYPE', `Object ${object.name} is not supported in UI API`);
  if (!context.data.objectAccess(object).read) throw noObjectAccess();
  return object;
}

export function notFound(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** There is such a record, but the user may not see it. */
export function noRecordAccess(): ApiError {
  return new ApiError(
    403,
    'INSUFFICIENT_ACCESS',
    "You don't have access to this record. Ask your administrator for help or to request access.",
  );
}

function noObjectAccess(): ApiError {
  return new ApiError(
    403,
    'INSUFFICIENT_ACCESS',
    'You do not have the level of access necessary to perform the operation you requested. Please contact the owner of the record or your administrator if access is necessary.',
  );
}

export function methodNotAllowed(request: ApiRequest, allowed: string): ApiError {
  return new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed. Allowed are ${allowed}`);
}

export function notImplementedHere(what: string): ApiError {
  return new ApiError(501, 'NOT_IMPLEMENTED', `not implemented: ${what}`);
}

/** Entries of a parameter with commas; none when it is not given. */
export function listParameter({ request }: UiRequest, name: string): string[] {
  return (request.query[name] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** @throws ApiError for what is no number of the range */
export function numberParameter({ request }: UiRequest, name: string, fallback: number, maximum: number): number {
  const given = request.query[name];
  if (given === undefined) return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > maximum)
    throw new ApiError(
      400,
      'ILLEGAL_QUERY_PARAMETER_VALUE',
      `The value of the parameter ${name} must be a whole number from 1 to ${maximum}.`,
    );
  return value;
}

/** One of several words. @throws ApiError for another one */
export function wordParameter<T extends string>(
  { request }: UiRequest,
  name: string,
  words: readonly T[],
  fallback: T,
): T {
  const given = request.query[name];
  if (given === undefined || given === '') return fallback;
  const found = words.find((word) => word.toLowerCase() === given.toLowerCase());
  if (found === undefined)
    throw new ApiError(
      400,
      'ILLEGAL_QUERY_PARAMETER_VALUE',
      `The value of the parameter ${name} must be one of ${words.join(', ')}.`,
    );
  return found;
}

/** The body with a tag that changes when the body does. */
export function tagged<T extends object>(body: T): T & { eTag: string } {
  return { ...body, eTag: createHash('md5').update(JSON.stringify(body)).digest('hex') };
}

/** Several results of one request, each with its own status. Source: "Batch Results". */
export function batch(parts: readonly (() => unknown)[]): { hasErrors: boolean; results: unknown[] } {
  const results = parts.map((part) => {
    try {
      return { result: part(), statusCode: 200 };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return {
        result: [{ ...error.more, errorCode: error.errorCode, message: error.message }],
        statusCode: error.status,
      };
    }
  });
  return { hasErrors: results.some(({ statusCode }) => statusCode !== 200), results };
}
