/** Apex REST from the side of the server: the request that RestContext gives, and the reply that the method left there. */
import type { ApexMap } from '../../runtime/index.ts';
import { ApexBlob, type Frame } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { newMap } from '../support.ts';
import { deserialize } from './json/deserialize.ts';
import { serialize } from './json/serialize.ts';
import { RestRequestObject, RestResponseObject, restContextOf } from './RestContext.ts';

/** A request as it came, with the paths that its mapping gives it. */
export interface RestCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Behind `/services/apexrest` and the namespace. */
  readonly requestURI: string;
  /** The mapping, `/services/apexrest/v1/exchange/*`. */
  readonly resourcePath: string;
  readonly remoteAddress?: string;
}

/** What RestContext.response holds after the call; asked for when it ended. */
export interface RestReplyState {
  status(): number | null;
  headers(): Record<string, string>;
  body(): Uint8Array;
}

/** Gives the frame of an Apex REST call its RestContext. */
export function beginRestContext(frame: Frame, call: RestCall): RestReplyState {
  const context = restContextOf(frame);
  const request = new RestRequestObject();
  request.httpMethod = call.method;
  request.headers = textMap(call.headers);
  request.params = textMap(call.query);
  request.requestBody = new ApexBlob(call.body);
  request.requestURI = call.requestURI;
  request.resourcePath = call.resourcePath;
  request.remoteAddress = call.remoteAddress ?? null;
  context.request = request;
  context.response = new RestResponseObject();
  return {
    status: () => context.response?.statusCode ?? null,
    headers: () => Object.fromEntries(context.response?.headers?.entries() ?? []),
    body: () => context.response?.responseBody?.bytes ?? new Uint8Array(),
  };
}

/** JSON of a parameter into a value of its type. */
export function deserializeValue(text: string, type: Type): unknown {
  return deserialize(text, type, false);
}

/** What a REST method returned, as JSON. */
export function serializeValue(value: unknown): string {
  return serialize(value, { pretty: false, suppressNulls: false });
}

function textMap(entries: Readonly<Record<string, string>>): ApexMap<string, string> {
  return newMap('String', 'String', Object.entries(entries));
}
