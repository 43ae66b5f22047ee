import type pg from 'pg';

const DELIVERY = `event_key as "eventKey", connection_key as "connectionKey", activity,
  coalesce(contract_key, connection_key || '|' || coalesce(contract_number::text, '-')) as "contractKey",
  state, ledger_state as "ledgerState", sequence::float8 as sequence, attempts, publish_count as "publishCount",
  occurred_text as "occurredAt", received_at as "receivedAt", enriched_at as "enrichedAt",
  published_at as "publishedAt", acknowledged_at as "acknowledgedAt", finished_at as "finishedAt",
  next_attempt_at as "nextAttemptAt", error_code as "errorCode", error_message as "errorMessage"`;

/** An event for display: no payload, no personal data. */
export interface Delivery {
  readonly eventKey: string;
  readonly connectionKey: string;
  readonly activity: string;
  readonly contractKey: string;
  readonly state: string;
  readonly ledgerState: string | null;
  readonly sequence: number | null;
  readonly attempts: number;
  readonly publishCount: number;
  readonly occurredAt: string;
  readonly receivedAt: Date;
  readonly enrichedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

/** How many events are in each state. */
export async function countByState(pool: pg.Pool, connectionKey: string): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ state: string; count: number }>(
    'select state, count(*)::int as count from inbox where connection_key = $1 group by state order by state',
    [connectionKey],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** The newest events first. */
export async function listDeliveries(pool: pg.Pool, limit: number): Promise<Delivery[]> {
  const { rows } = await pool.query<Delivery>(`select ${DELIVERY} from inbox order by arrival desc limit $1`, [limit]);
  return rows;
}

/** One event by its key. */
export async function findDelivery(pool: pg.Pool, eventKey: string): Promise<Delivery | undefined> {
  const { rows } = await pool.query<Delivery>(`select ${DELIVERY} from inbox where event_key = $1`, [eventKey]);
  return rows[0];
}

/** True while the database answers. */
export async function ping(pool: pg.Pool): Promise<boolean> {
  try {
    await pool.query('select 1');
    return true;
  } catch {
    return false;
  }
}
