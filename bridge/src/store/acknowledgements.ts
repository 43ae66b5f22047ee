import type pg from 'pg';

/** Where a published event stands in its contract's order. */
export interface Place {
  readonly eventKey: string;
  readonly contractKey: string;
  readonly sequence: number;
}

/** Up to 200 published events whose state the org is to be asked for, those asked longest ago first. */
export async function takePublished(pool: pg.Pool, connectionKey: string): Promise<Place[]> {
  const { rows } = await pool.query<{ event_key: string; contract_key: string; sequence: string }>(
    `with asked as (
       select event_key from inbox where connection_key = $1 and state = 'published'
        order by asked_at nulls first, published_at limit 200 for update skip locked)
     update inbox set asked_at = now() from asked where inbox.event_key = asked.event_key
     returning inbox.event_key, contract_key, sequence`,
    [connectionKey],
  );
  return rows.map((row) => ({
    eventKey: row.event_key,
    contractKey: row.contract_key,
    sequence: Number(row.sequence),
  }));
}

/** What the org's ledger says of one event. */
export interface Acknowledgement {
  readonly eventKey: string;
  readonly state: string;
  readonly reasonCode?: string | null | undefined;
}

/** The ledger has these events, so the bridge's part is done; what became of them is kept for display. */
export async function saveAcknowledged(pool: pg.Pool, found: readonly Acknowledgement[]): Promise<void> {
  if (found.length === 0) return;
  await pool.query(
    `update inbox set state = 'done', acknowledged_at = now(), finished_at = now(), ledger_state = a.state
       from unnest($1::text[], $2::text[]) as a(event_key, state)
      where inbox.event_key = a.event_key and inbox.state in ('published', 'enriched')`,
    [found.map((item) => item.eventKey), found.map((item) => item.state)],
  );
}

/** Events that the ledger lacks although it holds ones published well after them. */
export interface Overdue {
  readonly eventKey: string;
  readonly publishCount: number;
}

/**
 * Of the missing keys, those published so long ago, and before one that has been acknowledged, that they must have got
 * lost. A ledger that does not advance at all proves nothing: its trigger may be suspended.
 */
export async function findOverdue(
  pool: pg.Pool,
  connectionKey: string,
  missing: readonly string[],
  afterMs: number,
): Promise<Overdue[]> {
  if (missing.length === 0) return [];
  const { rows } = await pool.query<Overdue>(
    `select event_key as "eventKey", publish_count as "publishCount" from inbox
      where event_key = any($2) and state = 'published'
        and published_at < now() - $3 * interval '1 millisecond'
        and published_at < (select max(published_at) from inbox
                             where connection_key = $1 and acknowledged_at is not null)`,
    [connectionKey, missing, afterMs],
  );
  return rows;
}

/** Puts an event back in front of publishing; it keeps its number. */
export async function republish(pool: pg.Pool, eventKey: string): Promise<void> {
  await pool.query(
    `update inbox set state = 'enriched', wake_at = now() where event_key = $1 and state = 'published'`,
    [eventKey],
  );
}

/** How many events wait for the ledger, and since when the newest of them. */
export async function countUnacknowledged(
  pool: pg.Pool,
  connectionKey: string,
): Promise<{ count: number; newest: Date | null }> {
  const { rows } = await pool.query<{ count: number; newest: Date | null }>(
    `select count(*)::int as count, max(published_at) as newest from inbox where connection_key = $1 and state = 'published'`,
    [connectionKey],
  );
  return rows[0] ?? { count: 0, newest: null };
}

/** A number that will never come. */
export interface VoidSequence {
  readonly contractKey: string;
  readonly sequence: number;
}

/** Numbers of dead events that the org has not been told of. */
export async function pendingVoids(pool: pg.Pool, connectionKey: string): Promise<VoidSequence[]> {
  const { rows } = await pool.query<{ contractKey: string; sequence: string }>(
    `select contract_key as "contractKey", sequence from void_sequence where connection_key = $1 and not told limit 200`,
    [connectionKey],
  );
  return rows.map(({ contractKey, sequence }) => ({ contractKey, sequence: Number(sequence) }));
}

/** The org has been told of these. */
export async function saveVoidsTold(pool: pg.Pool, told: readonly VoidSequence[]): Promise<void> {
  await pool.query(
    `update void_sequence v set told = true from unnest($1::text[], $2::bigint[]) as t(contract_key, sequence)
      where v.contract_key = t.contract_key and v.sequence = t.sequence`,
    [told.map((item) => item.contractKey), told.map((item) => item.sequence)],
  );
}

/**
 * The org waits for these numbers. Events that were published are published again, a few times and not at once; numbers
 * of events that are dead, were published often enough or are not known are declared void. What is on its way stays.
 */
export async function fillGaps(
  pool: pg.Pool,
  connectionKey: string,
  gaps: readonly VoidSequence[],
  limits: { readonly afterMs: number; readonly times: number },
): Promise<{ republished: number; voided: number }> {
  if (gaps.length === 0) return { republished: 0, voided: 0 };
  const places = [gaps.map((gap) => gap.contractKey), gaps.map((gap) => gap.sequence), connectionKey];
  const republished = await pool.query(
    `update inbox set state = 'enriched', wake_at = now()
       from unnest($1::text[], $2::bigint[]) as gap(contract_key, sequence)
      where inbox.contract_key = gap.contract_key and inbox.sequence = gap.sequence and inbox.connection_key = $3
        and inbox.state in ('published', 'done') and inbox.payload is not null and inbox.publish_count <= $5
        and inbox.published_at < now() - $4 * interval '1 millisecond'`,
    [...places, limits.afterMs, limits.times],
  );
  const voided = await pool.query(
    `insert into void_sequence (contract_key, sequence, connection_key)
     select gap.contract_key, gap.sequence, $3 from unnest($1::text[], $2::bigint[]) as gap(contract_key, sequence)
      where gap.contract_key like $5 and not exists (
        select 1 from inbox where inbox.contract_key = gap.contract_key and inbox.sequence = gap.sequence
           and (inbox.state in ('received', 'enriched')
             or inbox.state in ('published', 'done') and inbox.payload is not null and inbox.publish_count <= $4))
     on conflict (contract_key, sequence) do update set told = false`,
    [...places, limits.times, `${connectionKey.replace(/[\\%_]/g, '\\$&')}|%`],
  );
  return { republished: republished.rowCount ?? 0, voided: voided.rowCount ?? 0 };
}
