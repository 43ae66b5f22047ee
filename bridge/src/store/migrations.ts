import type pg from 'pg';
import { BridgeError } from '../shared/errors.ts';

/** Steps from an empty database to the present one; never edited once released, only added to. */
const MIGRATIONS: readonly string[] = [
  `
  create table inbox (
    event_key text primary key,
    arrival bigint generated always as identity,
    connection_key text not null,
    contract_number bigint,
    contract_key text,
    activity text not null,
    occurred_at timestamptz not null,
    occurred_text text not null,
    origin text not null default 'webhook',
    raw bytea not null,
    state text not null,
    payload text,
    snapshot_ms bigint,
    sequence bigint,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    wake_at timestamptz,
    error_code text,
    error_message text,
    ledger_state text,
    publish_count int not null default 0,
    received_at timestamptz not null default now(),
    enriched_at timestamptz,
    published_at timestamptz,
    asked_at timestamptz,
    acknowledged_at timestamptz,
    finished_at timestamptz
  );
  create index inbox_work on inbox (connection_key, contract_number, occurred_at, arrival)
    where state in ('received', 'enriched');
  create index inbox_wake on inbox (wake_at) where state in ('received', 'enriched');
  create index inbox_published on inbox (connection_key, asked_at nulls first) where state = 'published';
  create index inbox_arrival on inbox (arrival desc);

  create table contract_sequence (contract_key text primary key, last_sequence bigint not null);

  create table contract_identity (
    connection_key text not null,
    contract_number bigint not null,
    composite_id text not null,
    primary key (connection_key, contract_number)
  );

  create table void_sequence (
    contract_key text not null,
    sequence bigint not null,
    connection_key text not null,
    told boolean not null default false,
    primary key (contract_key, sequence)
  );

  create table org_request (
    id text primary key,
    connection_key text not null,
    lease text not null,
    lease_until timestamptz not null,
    holder text not null,
    state text not null,
    outcome text,
    content_version_id text,
    sha256 text,
    size bigint,
    reason_code text,
    message text,
    changed_at timestamptz not null default now()
  );

  create table exchange_lease (connection_key text primary key, holder text not null, until timestamptz not null);
  `,
  `
  alter table org_request add column detail jsonb;

  create table org_report (
    arrival bigint generated always as identity primary key,
    request_id text not null references org_request (id) on delete cascade,
    body jsonb not null
  );
  create index org_report_request on org_report (request_id);

  create index inbox_contract on inbox (connection_key, contract_number, occurred_at desc);
  create index inbox_place on inbox (contract_key, sequence) where sequence is not null;
  `,
];

/** One at a time when several processes start together. */
const LOCK = 7_303_001;

/**
 * Brings the database up to date, in one transaction.
 *
 * @throws BridgeError DATABASE_IS_NEWER when a later version of the bridge has been here
 */
export async function migrate(client: pg.ClientBase): Promise<void> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('create table if not exists bridge_version (version int not null)');
    const { rows } = await client.query<{ version: number }>('select max(version) as version from bridge_version');
    const version = rows[0]?.version ?? 0;
    if (version > MIGRATIONS.length) throw newer(version);
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (index < version) continue;
      await client.query(sql);
      await client.query('insert into bridge_version values ($1)', [index + 1]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function newer(version: number): BridgeError {
  return new BridgeError(
    'DATABASE_IS_NEWER',
    `The database has version ${version}; this bridge knows ${MIGRATIONS.length}.`,
    'Run the newer bridge, or restore a backup from before its start.',
  );
}
