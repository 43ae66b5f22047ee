/**
 * The org's own tables: bus, subscriptions, jobs, sessions, settings. They live in the same database as the records, so
 * that publishing after commit and enqueueing roll back with the transaction that did them.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

const ddl = `
CREATE TABLE IF NOT EXISTS _event (
  replay_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  topic TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS _event_topic ON _event (topic, replay_id);
CREATE TABLE IF NOT EXISTS _subscription (
  consumer TEXT PRIMARY KEY,
  topic TEXT NOT NULL,
  last_processed INTEGER NOT NULL,
  status TEXT NOT NULL,
  retries INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  not_before INTEGER NOT NULL DEFAULT 0,
  user_id TEXT,
  batch_size INTEGER NOT NULL DEFAULT 2000
) STRICT;
CREATE TABLE IF NOT EXISTS _job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  class_name TEXT NOT NULL,
  state TEXT NOT NULL,
  status TEXT NOT NULL,
  user_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  depth INTEGER NOT NULL,
  maximum_depth INTEGER,
  signature TEXT,
  error TEXT,
  retries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS _job_due ON _job (status, due_at);
CREATE TABLE IF NOT EXISTS _batch (
  job_id TEXT PRIMARY KEY,
  scope INTEGER NOT NULL,
  phase TEXT NOT NULL,
  query TEXT,
  total INTEGER NOT NULL DEFAULT 0,
  processed INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  first_error TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS _batch_chunk (
  job_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (job_id, position)
) STRICT;
CREATE TABLE IF NOT EXISTS _schedule (
  id TEXT PRIMARY KEY,
  job_id TEXT NOT NULL,
  detail_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  cron TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  class_name TEXT NOT NULL,
  state TEXT NOT NULL,
  scope INTEGER,
  user_id TEXT NOT NULL,
  next_fire INTEGER,
  times_triggered INTEGER NOT NULL DEFAULT 0,
  is_tested INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS _schedule_due ON _schedule (next_fire);
CREATE TABLE IF NOT EXISTS _publish_callback (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL,
  uuids TEXT NOT NULL,
  outcome TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS _mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sent_at INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  external INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS _notification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sent_at INTEGER NOT NULL,
  recipient_id TEXT NOT NULL,
  type TEXT NOT NULL,
  sender_id TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  target_id TEXT,
  target_page_ref TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS _notification_recipient ON _notification (recipient_id, sent_at);
CREATE TABLE IF NOT EXISTS _session (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS _setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS _api_usage (day TEXT PRIMARY KEY, calls INTEGER NOT NULL) STRICT;
`;

/** A thin reader and writer over `node:sqlite` with prepared statements kept by their text. */
export class SystemTables {
  readonly #database: DatabaseSync;
  readonly #beforeWrite: () => void;
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  /** `beforeWrite` makes the running transaction a writing one (token, BEGIN IMMEDIATE). */
  constructor(database: DatabaseSync, beforeWrite: () => void) {
    this.#database = database;
    this.#beforeWrite = beforeWrite;
  }

  /** Creates the tables that are not there yet. */
  static create(database: DatabaseSync): void {
    database.exec(ddl);
  }

  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.#prepare(sql).all(...values);
  }

  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#prepare(sql).get(...values);
  }

  /** Returns how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    this.#beforeWrite();
    return Number(this.#prepare(sql).run(...values).changes);
  }

  setting(name: string): string | null {
    return (this.get('SELECT value FROM _setting WHERE name = ?', name)?.['value'] as string | undefined) ?? null;
  }

  saveSetting(name: string, value: string): void {
    this.run(
      'INSERT INTO _setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    );
  }

  #prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
