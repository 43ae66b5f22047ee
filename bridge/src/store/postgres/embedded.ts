import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { describeError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/log.ts';
import { pause } from '../../shared/time.ts';
import { childAccount, isReachable, type Account } from './account.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { EmbeddedDatabaseError, USE_DATABASE_URL } from './errors.ts';
import { readPostmaster, waitForEnd } from './postmaster.ts';

const run = promisify(execFile);
const START_MS = 60_000;
const STOP_MS = 30_000;
const WATCH_MS = 500;
/** A unix socket's whole path may have about 107 bytes. */
const MAX_SOCKET_DIR = 80;
const USER = 'bridge';

/** A PostgreSQL of our own, reachable over its unix socket only. */
export interface EmbeddedDatabase {
  /** Connection settings for `pg`; a database of another name can be used too. */
  readonly connection: { host: string; port: number; user: string; database: string };
  /** Ends the server; its data stays. */
  stop(): Promise<void>;
  /** Leaves the server alone, as it is somebody else's. */
  leave(): Promise<void>;
}

/**
 * Starts PostgreSQL on `<dataDir>/cluster`, or adopts the one that still runs there after a crash of the bridge. There
 * is never a second one on the same data.
 *
 * @throws EmbeddedDatabaseError with the reason and the remedy
 */
export async function startEmbedded(dataDir: string, log: Logger): Promise<EmbeddedDatabase> {
  if (process.platform === 'win32') {
    throw new EmbeddedDatabaseError(
      'NO_UNIX_SOCKETS',
      'The embedded database needs unix sockets, which PostgreSQL does not offer here.',
      'Set DATABASE_URL to a PostgreSQL server.',
    );
  }
  const root = resolve(dataDir);
  const cluster = join(root, 'cluster');
  const account = childAccount();
  prepareFolder(root, account);
  const binaries = findBinaries(root, clusterMajor(cluster), account);
  if (!existsSync(cluster)) await initialise(binaries, cluster, account);
  const socketDir = prepareSocketFolder(root, account);
  const running = readPostmaster(cluster);
  const connection = connectionOf(typeof running === 'object' ? running.socketDir : socketDir);
  if (typeof running === 'object') await waitUntilAnswers(connection, () => undefined, cluster);
  else await launch(binaries, cluster, socketDir, account);
  const watch = supervise(cluster, () => launch(binaries, cluster, socketDir, account), log);
  return {
    connection,
    stop: async () => {
      await watch.end();
      await stop(cluster);
    },
    leave: () => watch.end(),
  };
}

/** Starts the server again whenever it is gone, until told to end. */
function supervise(cluster: string, relaunch: () => Promise<void>, log: Logger): { end(): Promise<void> } {
  let starting: Promise<void> | undefined;
  const check = (): void => {
    if (starting || typeof readPostmaster(cluster) === 'object') return;
    log.error('the embedded database ended by itself and is started again');
    const report = (error: unknown): void => log.error({ err: error }, 'the embedded database does not start');
    starting = relaunch()
      .catch(report)
      .finally(() => (starting = undefined));
  };
  const timer = setInterval(check, WATCH_MS).unref();
  return {
    async end() {
      clearInterval(timer);
      await starting;
    },
  };
}

function clusterMajor(cluster: string): string | undefined {
  const file = join(cluster, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function prepareFolder(root: string, account?: Account): void {
  const isNew = !existsSync(root);
  mkdirSync(root, { recursive: true });
  if (!account) return;
  // Only the folder itself is ours to open; those above belong to somebody else.
  if (isNew || lstatSync(root).uid === process.getuid?.()) chmodSync(root, 0o711);
  if (isReachable(root, account)) return;
  throw new EmbeddedDatabaseError(
    'DATA_DIR_UNREACHABLE',
    `PostgreSQL runs as ${account.name} because the bridge runs as root, and ${account.name} cannot reach ${root}.`,
    `Set BRIDGE_DATA_DIR to a folder below folders that everybody may enter, as /var/lib/reverse-sync. ${USE_DATABASE_URL}`,
  );
}

function prepareSocketFolder(root: string, account?: Account): string {
  const near = join(root, 'socket');
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const folder = Buffer.byteLength(near) <= MAX_SOCKET_DIR ? near : join(tmpdir(), `reverse-sync-${hash}`);
  const owner = account?.uid ?? process.getuid?.() ?? 0;
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 });
    if (account) chownSync(folder, account.uid, account.gid);
  }
  const { uid, mode } = lstatSync(folder);
  if (lstatSync(folder).isDirectory() && uid === owner && (mode & 0o077) === 0) return folder;
  throw new EmbeddedDatabaseError(
    'SOCKET_DIR_NOT_PRIVATE',
    `${folder} exists and is not a private folder of the database's account.`,
    `Remove ${folder} and start again. ${USE_DATABASE_URL}`,
  );
}

async function initialise(binaries: Binaries, cluster: string, account?: Account): Promise<void> {
  // Made aside and renamed, so that a crash half-way does not leave a cluster that cannot start.
  const partial = `${cluster}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  if (account) chownSync(partial, account.uid, account.gid);
  const options = [
    '-U',
    USER,
    '-E',
    'UTF8',
    '--locale=C',
    '--data-checksums',
    '--auth-local=trust',
    '--auth-host=reject',
  ];
  try {
    await run(binaries.initdb, ['-D', partial, ...options], { ...childOptions(partial, account), timeout: START_MS });
  } catch (error) {
    throw new EmbeddedDatabaseError(
      'INITDB_FAILED',
      `PostgreSQL could not make its data directory: ${describeError(error).message}`,
      `Check the free space and rights of ${dirname(cluster)}. ${USE_DATABASE_URL}`,
      error,
    );
  }
  renameSync(partial, cluster);
}

async function launch(binaries: Binaries, cluster: string, socketDir: string, account?: Account): Promise<void> {
  // Left over from a crash; a live server has been ruled out.
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  const settings = [
    'listen_addresses=',
    'shared_buffers=32MB',
    'max_connections=40',
    `unix_socket_directories=${socketDir}`,
  ];
  const log = openSync(join(dirname(cluster), 'postgres.log'), 'a', 0o600);
  // Detached: an interrupt from the terminal must not end the database before the bridge has finished with it.
  const child = spawn(binaries.postgres, ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])], {
    ...childOptions(cluster, account),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let failure: unknown;
  child.once('error', (error) => (failure = error));
  child.once('exit', (code) => (failure ??= new Error(`postgres ended with code ${code}`)));
  child.unref();
  await waitUntilAnswers(connectionOf(socketDir), () => failure, cluster);
}

function childOptions(
  cwd: string,
  account?: Account,
): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  // A clean environment: PGDATA, LC_ALL and the like of the caller would change what the server does.
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  return { cwd, env, ...(account && { uid: account.uid, gid: account.gid }) };
}

function connectionOf(socketDir: string): EmbeddedDatabase['connection'] {
  return { host: socketDir, port: 5432, user: USER, database: 'postgres' };
}

async function waitUntilAnswers(
  connection: EmbeddedDatabase['connection'],
  failure: () => unknown,
  cluster: string,
): Promise<void> {
  let last: unknown;
  for (const end = Date.now() + START_MS; Date.now() < end && !failure(); await pause(40)) {
    const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      last = error; // 57P03 while it starts up or recovers, ENOENT before the socket is there.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  const reason = failure() ?? last;
  throw new EmbeddedDatabaseError(
    'POSTGRES_DOES_NOT_ANSWER',
    `The embedded PostgreSQL does not answer: ${describeError(reason).message}`,
    `Read ${join(dirname(cluster), 'postgres.log')}. ${USE_DATABASE_URL}`,
    reason,
  );
}

async function stop(cluster: string): Promise<void> {
  const running = readPostmaster(cluster);
  if (typeof running !== 'object') return;
  try {
    process.kill(running.pid, 'SIGINT'); // PostgreSQL's fast shutdown.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  if (await waitForEnd(running.pid, cluster, STOP_MS)) return;
  throw new EmbeddedDatabaseError(
    'POSTGRES_DOES_NOT_STOP',
    `The embedded PostgreSQL (process ${running.pid}) did not end in time.`,
    'Nothing is lost; the next start adopts it.',
  );
}
