/**
 * Requests and replies between the HTTP server and the Apex workers. Both cross a thread border, so they are plain data;
 * large bodies travel as files.
 */

/** A part of a multipart body: small ones as text, the binary one as a file that the receiver removes. */
export interface RequestPart {
  readonly name: string;
  readonly filename: string | null;
  readonly contentType: string;
  readonly text: string | null;
  readonly file: string | null;
  readonly size: number;
}

export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly contentType: string }
  | { readonly kind: 'parts'; readonly parts: readonly RequestPart[] };

export interface ApiRequest {
  readonly method: string;
  /** Path without query, repeated slashes folded. */
  readonly path: string;
  /** Query parameters; the last of equal names counts. */
  readonly query: Readonly<Record<string, string>>;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
  /** `http://127.0.0.1:8080`, for the URLs in replies. */
  readonly origin: string;
  readonly remoteAddress: string;
}

export type ResponseBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Sent in pieces from the org's blob store. */
  | { readonly kind: 'blob'; readonly blobId: string; readonly size: number };

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ResponseBody;
}

/** A failure in Salesforce's shape: `[{errorCode, message, fields}]` with its HTTP status. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[];
  /** What the reply tells beside. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    errorCode: string,
    message: string,
    fields: readonly string[] = [],
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
    this.more = more;
  }
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): ApiResponse {
  return { status, headers, body: { kind: 'json', value } };
}

export function noContent(): ApiResponse {
  return { status: 204, headers: {}, body: { kind: 'none' } };
}

export function errorResponse(error: ApiError): ApiResponse {
  const entry: { errorCode: string; message: string; fields?: readonly string[] } = {
    ...error.more,
    message: error.message,
    errorCode: error.errorCode,
  };
  if (error.fields.length > 0) entry.fields = error.fields;
  return json([entry], error.status);
}

/** The request's JSON body. */
export function jsonBody(request: ApiRequest): unknown {
  if (request.body.kind !== 'bytes' || request.body.bytes.length === 0) {
    throw new ApiError(
      400,
      'JSON_PARSER_ERROR',
      'The HTTP entity body is required, but this request has no entity body.',
    );
  }
  try {
    return JSON.parse(Buffer.from(request.body.bytes).toString('utf8'));
  } catch (error) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : 'The body is not JSON.');
  }
}

/** The request's `application/x-www-form-urlencoded` body. */
export function formBody(request: ApiRequest): URLSearchParams {
  return new URLSearchParams(request.body.kind === 'bytes' ? Buffer.from(request.body.bytes).toString('utf8') : '');
}
