import type pg from 'pg';
import { isObject, type JsonObject } from '../shared/json.ts';

/** What became of a request; reported by the next exchange. */
export interface Outcome {
  readonly outcome: 'done' | 'retry' | 'failed';
  readonly contentVersionId?: string | undefined;
  readonly sha256?: string | undefined;
  readonly size?: number | undefined;
  readonly reasonCode?: string | undefined;
  readonly message?: string | undefined;
  /** Other members of the result, by the kind of the request. */
  readonly detail?: JsonObject | undefined;
}

/** An outcome with the request it belongs to; `detail` has become members of it. */
export interface StoredOutcome extends Omit<Outcome, 'detail'> {
  readonly id: string;
  readonly lease: string;
}

/** Something to tell of a request that is still being worked on. */
export interface Report {
  readonly arrival: string;
  readonly id: string;
  readonly lease: string;
  readonly body: JsonObject;
}

/** A lease as the org gave it. */
export interface Lease {
  readonly id: string;
  readonly lease: string;
  readonly leaseUntil: string;
  readonly kind: string;
}

/** Kinds that leave a file in the org, and another one if they are done again. */
const UPLOADS: ReadonlySet<string> = new Set(['DELIVER_FILE', 'DELIVER_PAYLOAD']);

/**
 * Notes a leased request. When an earlier lease of a file or payload ended in an outcome the org has not heard of, that outcome
 * moves to the new lease and nothing is done twice: returns false. Other kinds may be done again.
 */
export async function takeRequest(
  pool: pg.Pool,
  connectionKey: string,
  lease: Lease,
  holder: string,
): Promise<boolean> {
  await pool.query('delete from org_report where request_id = $1', [lease.id]);
  const { rows } = await pool.query<{ state: string }>(
    `insert into org_request (id, connection_key, lease, lease_until, holder, state)
     values ($1, $2, $3, $4, $5, 'leased')
     on conflict (id) do update set lease = $3, lease_until = $4, holder = $5, changed_at = now(),
       state = case when org_request.state = 'finished' and org_request.outcome <> 'retry' and $6 then 'finished' else 'leased' end
     returning state`,
    [lease.id, connectionKey, lease.lease, lease.leaseUntil, holder, UPLOADS.has(lease.kind)],
  );
  return rows[0]?.state === 'leased';
}

/** Keeps an outcome before it is reported, so that a crash does not forget what was uploaded. */
export async function saveOutcome(pool: pg.Pool, id: string, lease: string, result: Outcome): Promise<void> {
  await pool.query(
    `update org_request set state = 'finished', outcome = $3, content_version_id = $4, sha256 = $5, size = $6,
       reason_code = $7, message = $8, detail = $9, changed_at = now()
      where id = $1 and (lease = $2 or $3 = 'done')`,
    [
      id,
      lease,
      result.outcome,
      result.contentVersionId ?? null,
      result.sha256 ?? null,
      result.size ?? null,
      result.reasonCode ?? null,
      result.message ?? null,
      result.detail ?? null,
    ],
  );
}

/** Outcomes to report, at most 100; those of requests with reports that the org has not heard of come later. */
export async function pendingOutcomes(pool: pg.Pool, connectionKey: string): Promise<StoredOutcome[]> {
  const { rows } = await pool.query<Record<string, string | null> & { detail: unknown }>(
    `select id, lease, outcome, content_version_id, sha256, size, reason_code, message, detail from org_request
      where connection_key = $1 and state = 'finished'
        and not exists (select 1 from org_report where request_id = org_request.id)
      order by changed_at limit 100`,
    [connectionKey],
  );
  return rows.map((row) => ({
    id: row.id ?? '',
    lease: row.lease ?? '',
    outcome: row.outcome as Outcome['outcome'],
    ...(row.content_version_id && { contentVersionId: row.content_version_id }),
    ...(row.sha256 && { sha256: row.sha256 }),
    ...(row.size && { size: Number(row.size) }),
    ...(row.reason_code && { reasonCode: row.reason_code }),
    ...(row.message && { message: row.message }),
    ...(isObject(row.detail) && row.detail),
  }));
}

/**
 * Adds something to tell of a request that goes on; with `instead`, what the org has not heard yet need not be told.
 */
export async function addReport(pool: pg.Pool, requestId: string, body: JsonObject, instead: boolean): Promise<void> {
  await pool.query(
    `with gone as (delete from org_report where request_id = $1 and $3)
     insert into org_report (request_id, body) select id, $2 from org_request where id = $1`,
    [requestId, body, instead],
  );
}

/** Reports in their order, at most 50 and at most so many characters, but at least one. */
export async function pendingReports(pool: pg.Pool, connectionKey: string, characters: number): Promise<Report[]> {
  const { rows } = await pool.query<Report & { before: string }>(
    `select * from (
       select arrival, request_id as id, lease, body,
         coalesce(sum(length(body::text)) over (order by arrival rows unbounded preceding), 0) - length(body::text) as before
         from org_report join org_request on org_request.id = request_id
        where connection_key = $1 order by arrival limit 50) as r
      where before < $2 order by arrival`,
    [connectionKey, characters],
  );
  return rows.map(({ arrival, id, lease, body }) => ({ arrival, id, lease, body }));
}

/** The org has heard of these reports. */
export async function dropReports(pool: pg.Pool, told: readonly Report[]): Promise<void> {
  await pool.query('delete from org_report where arrival = any($1::bigint[])', [told.map(({ arrival }) => arrival)]);
}

/** The org has heard of these outcomes. */
export async function saveReported(pool: pg.Pool, reported: readonly StoredOutcome[]): Promise<void> {
  await pool.query(
    `update org_request r set state = 'reported', changed_at = now()
       from unnest($1::text[], $2::text[]) as t(id, lease) where r.id = t.id and r.lease = t.lease and r.state = 'finished'`,
    [reported.map((item) => item.id), reported.map((item) => item.lease)],
  );
}

/**
 * Requests that a process left behind are given back to the org, which leases them anew with a fresh list of the files
 * it has: only that list shows whether the upload had succeeded. `exclusive`: no other process can be at them.
 */
export async function giveBackAbandoned(
  pool: pg.Pool,
  connectionKey: string,
  holder: string,
  exclusive: boolean,
): Promise<void> {
  await pool.query(
    `update org_request set state = 'finished', outcome = 'retry', reason_code = 'BRIDGE_RESTARTED',
       message = 'The bridge was restarted while it worked on the request.', changed_at = now()
      where connection_key = $1 and state = 'leased' and holder <> $2 and ($3 or lease_until < now())`,
    [connectionKey, holder, exclusive],
  );
}

/** How many leased requests are being worked on. */
export async function countLeased(pool: pg.Pool, connectionKey: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from org_request where connection_key = $1 and state = 'leased'`,
    [connectionKey],
  );
  return rows[0]?.count ?? 0;
}

/**
 * One process exchanges with an org at a time; true when it is this one, for the next `ms`. `exclusive`: whoever else
 * holds it is a dead predecessor.
 */
export async function holdExchange(
  pool: pg.Pool,
  connectionKey: string,
  holder: string,
  ms: number,
  exclusive: boolean,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into exchange_lease values ($1, $2, now() + $3 * interval '1 millisecond')
     on conflict (connection_key) do update set holder = $2, until = now() + $3 * interval '1 millisecond'
      where exchange_lease.holder = $2 or exchange_lease.until < now() or $4`,
    [connectionKey, holder, ms, exclusive],
  );
  return (rowCount ?? 0) > 0;
}

/** Lets another process exchange at once. */
export async function releaseExchange(pool: pg.Pool, connectionKey: string, holder: string): Promise<void> {
  await pool.query('delete from exchange_lease where connection_key = $1 and holder = $2', [connectionKey, holder]);
}
