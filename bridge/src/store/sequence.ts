import type pg from 'pg';
import { inTransaction } from './database.ts';

/**
 * The event's place among its contract's events, from 1 without gaps. Given once and kept with the event, in one
 * transaction, so that a crash neither loses nor repeats a number.
 */
export async function assignSequence(pool: pg.Pool, eventKey: string, contractKey: string): Promise<string> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ sequence: string | null }>(
      'select sequence from inbox where event_key = $1 for update',
      [eventKey],
    );
    const existing = rows[0]?.sequence;
    if (existing) return existing;
    const { rows: numbered } = await client.query<{ sequence: string }>(
      `insert into contract_sequence (contract_key, last_sequence) values ($1, 1)
       on conflict (contract_key) do update set last_sequence = contract_sequence.last_sequence + 1
       returning last_sequence as sequence`,
      [contractKey],
    );
    const sequence = numbered[0]?.sequence ?? '1';
    await client.query('update inbox set sequence = $2 where event_key = $1', [eventKey, sequence]);
    return sequence;
  });
}

/** The composite id found earlier for an integer contract id. */
export async function findIdentity(pool: pg.Pool, connectionKey: string, number: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ composite_id: string }>(
    'select composite_id from contract_identity where connection_key = $1 and contract_number = $2',
    [connectionKey, number],
  );
  return rows[0]?.composite_id;
}

/** Remembers a composite id; the first answer stays, so that a contract never changes its key. */
export async function saveIdentity(pool: pg.Pool, connectionKey: string, number: string, id: string): Promise<void> {
  await pool.query('insert into contract_identity values ($1, $2, $3) on conflict do nothing', [
    connectionKey,
    number,
    id,
  ]);
}
