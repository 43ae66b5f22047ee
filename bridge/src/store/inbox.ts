import type pg from 'pg';
import type { ContractWork } from './queue.ts';

/**
 * Stages of an event. `unneeded`: no enabled automation uses the activity; `quarantined`: signed but not readable;
 * `dead`: given up, with the reason.
 */
export type EventState = 'received' | 'enriched' | 'published' | 'done' | 'quarantined' | 'unneeded' | 'dead';

/** An event as the accept path hands it over. */
export interface NewEvent {
  readonly eventKey: string;
  readonly connectionKey: string;
  readonly contractNumber: string | null;
  readonly activity: string;
  readonly occurredAt: string;
  readonly occurredText: string;
  readonly raw: Buffer;
  readonly state: 'received' | 'quarantined';
  /** Who reported it; a webhook unless told otherwise. */
  readonly origin?: 'manual' | 'backfill';
}

/** A stored event, as the pipeline works on it. */
export interface StoredEvent {
  readonly eventKey: string;
  readonly connectionKey: string;
  readonly contractNumber: string | null;
  readonly contractKey: string | null;
  readonly activity: string;
  readonly occurredText: string;
  readonly origin: string;
  readonly raw: Buffer;
  readonly state: EventState;
  readonly payload: string | null;
  readonly snapshotMs: string | null;
  readonly sequence: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly publishCount: number;
  readonly publishedAt: Date | null;
  readonly receivedAt: Date;
}

const COLUMNS = `event_key as "eventKey", connection_key as "connectionKey", contract_number as "contractNumber",
  contract_key as "contractKey", activity, occurred_text as "occurredText", origin, raw, state, payload,
  snapshot_ms as "snapshotMs", sequence, attempts, next_attempt_at as "nextAttemptAt",
  publish_count as "publishCount", published_at as "publishedAt", received_at as "receivedAt"`;

/** Stores events that are not there yet; returns the keys of those that were new. */
export async function insertEvents(
  client: pg.ClientBase,
  events: readonly NewEvent[],
  rescueMs: number,
): Promise<Set<string>> {
  const column = <T>(pick: (event: NewEvent) => T): T[] => events.map(pick);
  const { rows } = await client.query<{ event_key: string }>(
    `insert into inbox (event_key, connection_key, contract_number, activity, occurred_at, occurred_text, raw, state, origin, wake_at)
     select e.*, now() + $10 * interval '1 millisecond'
       from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[], $7::bytea[], $8::text[], $9::text[]) as e
     on conflict (event_key) do nothing
     returning event_key`,
    [
      column((e) => e.eventKey),
      column((e) => e.connectionKey),
      column((e) => e.contractNumber),
      column((e) => e.activity),
      column((e) => e.occurredAt),
      column((e) => e.occurredText),
      column((e) => e.raw),
      column((e) => e.state),
      column((e) => e.origin ?? 'webhook'),
      rescueMs,
    ],
  );
  return new Set(rows.map((row) => row.event_key));
}

/**
 * The contract's next event: numbered ones first, as their place is fixed, then by the time SpotDraft gives, then by
 * arrival. Undefined when there is none or the next one waits for its time; events of no contract do not wait for
 * each other.
 */
export async function nextEvent(pool: pg.Pool, work: ContractWork): Promise<StoredEvent | undefined> {
  const due = work.contractNumber === null ? 'and (next_attempt_at is null or next_attempt_at <= now())' : '';
  const { rows } = await pool.query<StoredEvent & { waits: boolean }>(
    `select ${COLUMNS}, coalesce(next_attempt_at > now(), false) as waits from inbox
      where connection_key = $1 and contract_number is not distinct from $2::bigint
        and state in ('received', 'enriched') ${due}
      order by sequence nulls last, occurred_at, arrival limit 1`,
    [work.connectionKey, work.contractNumber],
  );
  const row = rows[0];
  return row && !row.waits ? row : undefined;
}

/** Keeps what was read from SpotDraft; from here a crash does not read again. */
export async function saveEnriched(
  pool: pg.Pool,
  eventKey: string,
  result: { contractKey: string; payload: string; snapshotMs: number },
): Promise<void> {
  await pool.query(
    `update inbox set state = 'enriched', contract_key = $2, payload = $3, snapshot_ms = $4, enriched_at = now(),
       attempts = 0, next_attempt_at = null, error_code = null, error_message = null
      where event_key = $1 and state = 'received'`,
    [eventKey, result.contractKey, result.payload, result.snapshotMs],
  );
}

/** No enabled automation uses the activity: kept, not published. */
export async function markUnneeded(pool: pg.Pool, eventKey: string): Promise<void> {
  await pool.query(
    `update inbox set state = 'unneeded', finished_at = now(), wake_at = null where event_key = $1 and state = 'received'`,
    [eventKey],
  );
}

/** The event is in the org's hands; what remains is the acknowledgement. */
export async function markPublished(pool: pg.Pool, eventKey: string): Promise<void> {
  await pool.query(
    `update inbox set state = 'published', published_at = now(), publish_count = publish_count + 1, asked_at = null,
       wake_at = null, attempts = 0, next_attempt_at = null, error_code = null, error_message = null
      where event_key = $1 and state = 'enriched'`,
    [eventKey],
  );
}

/** Counts a failed attempt and says when to try again. */
export async function postpone(
  pool: pg.Pool,
  eventKey: string,
  failure: { code: string; message: string; delayMs: number },
): Promise<void> {
  await pool.query(
    `update inbox set attempts = attempts + 1, error_code = $2, error_message = $3,
       next_attempt_at = now() + $4 * interval '1 millisecond', wake_at = now() + $4 * interval '1 millisecond'
      where event_key = $1 and state in ('received', 'enriched')`,
    [eventKey, failure.code, failure.message, failure.delayMs],
  );
}

/** Gives an event up. Its number, if it has one, is declared void by the next exchange so that later events go on. */
export async function bury(pool: pg.Pool, eventKey: string, reason: { code: string; message: string }): Promise<void> {
  await pool.query(
    `with dead as (
       update inbox set state = 'dead', finished_at = now(), wake_at = null, error_code = $2, error_message = $3
        where event_key = $1 and state in ('received', 'enriched', 'published')
        returning contract_key, sequence, connection_key)
     insert into void_sequence (contract_key, sequence, connection_key)
     select contract_key, sequence, connection_key from dead where sequence is not null
     on conflict do nothing`,
    [eventKey, reason.code, reason.message],
  );
}

/**
 * Contracts whose work nobody is known to be doing: retries that are due, and events without progress. Each is named
 * once per `rescueMs`.
 */
export async function claimDueWork(client: pg.ClientBase, rescueMs: number): Promise<ContractWork[]> {
  const { rows } = await client.query<ContractWork>(
    `with due as (
       select event_key from inbox where state in ('received', 'enriched') and wake_at <= now()
        order by wake_at limit 1000 for update skip locked),
     woken as (
       update inbox set wake_at = now() + $1 * interval '1 millisecond'
         from due where inbox.event_key = due.event_key
       returning inbox.connection_key, inbox.contract_number)
     select distinct connection_key as "connectionKey", contract_number as "contractNumber" from woken`,
    [rescueMs],
  );
  return rows;
}

/** Makes every unfinished event due at once, as at start and when a parked connection resumes. */
export async function wakeAll(pool: pg.Pool, connectionKey: string): Promise<void> {
  await pool.query(
    `update inbox set wake_at = now() where connection_key = $1 and state in ('received', 'enriched')
       and (next_attempt_at is null or next_attempt_at <= now())`,
    [connectionKey],
  );
}

/** The newest webhook of each of these contracts: what only webhooks tell is taken from it when an event is made. */
export async function lastDeliveries(
  pool: pg.Pool,
  connectionKey: string,
  contractNumbers: readonly string[],
): Promise<Map<string, Buffer>> {
  const { rows } = await pool.query<{ contract_number: string; raw: Buffer }>(
    `select distinct on (contract_number) contract_number, raw from inbox
      where connection_key = $1 and contract_number = any($2::bigint[]) and origin = 'webhook' and state <> 'quarantined'
      order by contract_number, occurred_at desc, arrival desc`,
    [connectionKey, contractNumbers],
  );
  return new Map(rows.map((row) => [row.contract_number, row.raw]));
}

/** The payload of an event, as it was published; undefined when there is none. */
export async function findPayload(pool: pg.Pool, connectionKey: string, eventKey: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ payload: string | null }>(
    'select payload from inbox where connection_key = $1 and event_key = $2',
    [connectionKey, eventKey],
  );
  return rows[0]?.payload ?? undefined;
}

/** How many events of a backfill are still to be published. */
export async function countWaitingBackfill(pool: pg.Pool, connectionKey: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from inbox
      where connection_key = $1 and state in ('received', 'enriched') and origin = 'backfill'`,
    [connectionKey],
  );
  return rows[0]?.count ?? 0;
}
