import pg from 'pg';
import { BridgeError } from '../shared/errors.ts';
import type { Logger } from '../shared/log.ts';
import { pause } from '../shared/time.ts';
import { migrate } from './migrations.ts';
import { startEmbedded, type EmbeddedDatabase } from './postgres/embedded.ts';

/** What `pg` needs to connect. */
export type ConnectionSettings =
  { connectionString: string } | { host: string; port: number; user: string; database: string };

/** The database of the bridge: its pools and, when embedded, the server itself. */
export interface Database {
  readonly settings: ConnectionSettings;
  /** For the accept path only, so that no other work keeps a webhook waiting. */
  readonly accepting: pg.Pool;
  readonly working: pg.Pool;
  /** True when no other bridge process can be using the database. */
  readonly exclusive: boolean;
  stop(): Promise<void>;
}

/** Where the data is: a server, or a folder for the embedded one; `database` names another one there. */
export interface DatabaseOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
}

const EXCLUSIVE_LOCK = 7_303_002;
const IN_USE = 'DATA_DIR_IN_USE';

/**
 * Opens the database, starting the embedded one when no server is configured, and brings its tables up to date.
 *
 * @throws EmbeddedDatabaseError, or BridgeError DATA_DIR_IN_USE when another bridge works on the same data
 */
export async function openDatabase(options: DatabaseOptions, log: Logger): Promise<Database> {
  const embedded = options.databaseUrl === undefined ? await startEmbedded(options.dataDir, log) : undefined;
  const settings = embedded?.connection ?? { connectionString: options.databaseUrl ?? '' };
  try {
    const owner = embedded && (await keepClaim(embedded, options.dataDir, log));
    const accepting = createPool(settings, 4, 5_000, log);
    const working = createPool(settings, 12, 20_000, log);
    const client = await working.connect();
    await migrate(client).finally(() => client.release());
    const stop = async (): Promise<void> => {
      await Promise.all([accepting.end(), working.end(), owner?.release()]);
      await embedded?.stop();
    };
    return { settings, accepting, working, exclusive: embedded !== undefined, stop };
  } catch (error) {
    const isOthers = error instanceof BridgeError && error.code === IN_USE;
    await (isOthers ? embedded?.leave() : embedded?.stop());
    throw error;
  }
}

function createPool(settings: ConnectionSettings, max: number, timeoutMs: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    max,
    connectionTimeoutMillis: 3_000,
    statement_timeout: timeoutMs,
    // The server cannot time out a statement when it hangs itself.
    query_timeout: timeoutMs + 1_000,
    application_name: 'reverse-sync-bridge',
  });
  // An idle connection that breaks is replaced by the pool; without a listener the process would end.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'));
  return pool;
}

/** Claims the data for this process, and again after the server was restarted. */
async function keepClaim(
  embedded: EmbeddedDatabase,
  dataDir: string,
  log: Logger,
): Promise<{ release(): Promise<void> }> {
  let isReleased = false;
  let client = await claim(embedded, dataDir);
  const watch = (): void => {
    client.once('end', () => {
      if (!isReleased) void reclaim();
    });
  };
  const reclaim = async (): Promise<void> => {
    for (let attempt = 0; attempt < 60 && !isReleased; attempt += 1) {
      try {
        client = await claim(embedded, dataDir);
        return watch();
      } catch {
        await pause(1_000); // The server is starting again.
      }
    }
    if (!isReleased) log.fatal({ dataDir }, 'the claim on the data directory is lost; stop this bridge');
  };
  watch();
  return {
    async release() {
      isReleased = true;
      await client.end().catch(() => undefined);
    },
  };
}

/** Holds a lock for as long as this process lives; the server lets go of it when the process dies. */
async function claim(embedded: EmbeddedDatabase, dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ ...embedded.connection, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [EXCLUSIVE_LOCK]);
    if (rows[0]?.mine) return client;
    await pause(100); // The server notices a killed predecessor within moments.
  }
  await client.end();
  throw new BridgeError(
    IN_USE,
    `Another bridge works on ${dataDir}.`,
    'Stop it, or give this one another BRIDGE_DATA_DIR; several processes need DATABASE_URL.',
  );
}

/** Runs the work in a transaction of its own connection. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements says so by an event, which would end the process.
  const note = (error: Error): void => void (broken = error);
  client.on('error', note);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.off('error', note);
    client.release(broken);
  }
}
