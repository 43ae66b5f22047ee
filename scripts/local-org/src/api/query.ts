/** `/query`, `/queryAll` and their further pages. Source: REST API Developer Guide, "Query" and "QueryAll". */
import { randomBytes } from 'node:crypto';
import type { QueryOptions } from '../runtime/ports.ts';
import type { ApexException } from '../runtime/index.ts';
import type { ApiContext } from './context.ts';
import type { ApiRequest, ApiResponse } from './messages.ts';
import { ApiError, json } from './messages.ts';
import { apiPath } from './paths.ts';
import { rowToJson } from './records.ts';
import { apiQueryOptions } from './lookups.ts';

/** Rows on one page, the platform's default. */
const pageSize = 2000;
/** Open cursors that one worker keeps; the oldest goes first. */
const maximumCursors = 20;

const cursors = new Map<string, unknown[]>();

/** The first page of a query. */
export function handleQuery(context: ApiContext, request: ApiRequest, allRows: boolean): ApiResponse {
  const text = request.query['q'];
  if (text === undefined || text.trim() === '')
    throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  const { totalSize, rows } = runQuery(context, text, allRows);
  if (rows.length === 0) return json({ totalSize, done: true, records: [] });
  return page(rows, 0, null, batchSize(request));
}

/** All rows of a query as the API shows them; `SELECT COUNT()` has a size and no rows. */
export function runQuery(
  context: ApiContext,
  text: string,
  allRows: boolean,
): { readonly totalSize: number; readonly rows: readonly unknown[] } {
  const options: QueryOptions = { ...apiQueryOptions, allRows };
  const { query, binds } = parseQuery(context, text, options);
  const only = query.select[0];
  if (
    query.select.length === 1 &&
    only?.kind === 'function' &&
    only.name.toLowerCase() === 'count' &&
    only.arguments.length === 0
  ) {
    return { totalSize: context.data.count(query, binds, options), rows: [] };
  }
  const rows = context.data.query(query, binds, options).map((row) => rowToJson(row));
  return { totalSize: rows.length, rows };
}

/** `/query/<cursor>-<offset>`. */
export function handleQueryMore(locator: string): ApiResponse {
  const [id, offset] = locator.split('-');
  const rows = id === undefined ? undefined : cursors.get(id);
  if (rows === undefined || id === undefined) throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return page(rows, Number(offset ?? 0), id, pageSize);
}

function parseQuery(context: ApiContext, text: string, options: QueryOptions): ReturnType<ApiContext['data']['parse']> {
  return context.data.parse(
    text,
    (name) => {
      throw new ApiError(400, 'MALFORMED_QUERY', `Bind variables only allowed in Apex code: ${name}`);
    },
    options,
  );
}

function page(rows: readonly unknown[], offset: number, cursor: string | null, size: number): ApiResponse {
  const records = rows.slice(offset, offset + size);
  const next = offset + records.length;
  if (next >= rows.length) return json({ totalSize: rows.length, done: true, records });
  const id = cursor ?? keep(rows);
  return json({ totalSize: rows.length, done: false, nextRecordsUrl: `${apiPath}/query/${id}-${next}`, records });
}

function keep(rows: readonly unknown[]): string {
  const id = `01g${randomBytes(9).toString('hex')}`;
  cursors.set(id, [...rows]);
  const oldest = cursors.keys().next().value;
  if (cursors.size > maximumCursors && oldest !== undefined) cursors.delete(oldest);
  return id;
}

function batchSize(request: ApiRequest): number {
  const match = /batchSize=(\d+)/.exec(request.headers['sforce-query-options'] ?? '');
  return match === null ? pageSize : Math.min(Math.max(Number(match[1]), 200), pageSize);
}

/** Apex exceptions of the query engine as the API words them. */
export function queryError(error: ApexException): ApiError {
  const message = error.message;
  if (/^No such column|Didn't understand relationship|inaccessible/.test(message))
    return new ApiError(400, 'INVALID_FIELD', message);
  if (/sObject type '.*' is not supported/.test(message)) return new ApiError(400, 'INVALID_TYPE', message);
  return new ApiError(400, 'MALFORMED_QUERY', message);
}
