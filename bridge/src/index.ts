import { parseConfig, type BridgeConfigInput } from './config/index.ts';
import { createConnection, type LiveConnection } from './pipeline/connection.ts';
import { Sweep } from './pipeline/sweep.ts';
import { createApp } from './server/app.ts';
import { listen, type Listener } from './server/listener.ts';
import { createLog } from './shared/log.ts';
import { openDatabase, type Database } from './store/database.ts';
import { openQueue, type Queue } from './store/queue.ts';

export { loadConfig, type BridgeConfig, type BridgeConfigInput } from './config/index.ts';
export { createLog } from './shared/log.ts';
export { BridgeError } from './shared/errors.ts';

/** A bridge between one SpotDraft workspace and one org. */
export interface Bridge {
  /** Where it listens; only after `start`. */
  readonly url: string;
  /** Address for SpotDraft's webhook; only after `start`. */
  readonly webhookUrl: string;
  /** Opens the store, listens and begins to work; throws BridgeError with a remedy. */
  start(): Promise<void>;
  /** Ends what has begun, and nothing is lost; may be called more than once. */
  stop(): Promise<void>;
}

interface Running {
  readonly database: Database;
  readonly queue: Queue;
  readonly sweep: Sweep;
  readonly connection: LiveConnection;
  readonly listener: Listener;
}

/**
 * Makes a bridge; nothing happens before `start`.
 *
 * @throws BridgeError CONFIG_INVALID
 */
export function createBridge(input: BridgeConfigInput): Bridge {
  const config = parseConfig(input);
  const log = createLog(config.logLevel);
  let running: Running | undefined;
  let stopping: Promise<void> | undefined;

  async function start(): Promise<void> {
    const database = await openDatabase(config, log);
    let queue: Queue | undefined;
    try {
      queue = await openQueue(database, log);
      const sweep = new Sweep(database, queue, config.timing.rescueMs, log);
      const shared = { database, queue, timing: config.timing, log, sweep: () => sweep.now() };
      const connection = createConnection(config.connection, shared);
      const access = { token: config.statusToken, remote: config.statusRemote };
      const app = createApp({ database, connection, access, isStopping: () => stopping !== undefined, log });
      const listener = await listen(app, config.host, config.port);
      running = { database, queue, sweep, connection, listener };
    } catch (error) {
      await queue?.stop().catch(() => undefined);
      await database.stop();
      throw error;
    }
    await work(running);
    log.info({ address: running.listener.url, connection: config.connection.key }, 'the bridge is ready');
  }

  async function work({ queue, connection, sweep }: Running): Promise<void> {
    await connection.start();
    await queue.work((item) => (item.connectionKey === connection.key ? connection.work(item) : Promise.resolve()));
    sweep.start(config.timing.sweepMs);
    sweep.now();
  }

  /** From the outside in: no new deliveries, no new work, then the store. */
  async function shutDown(): Promise<void> {
    if (!running) return;
    const { database, queue, sweep, connection, listener } = running;
    log.info('the bridge stops');
    await listener.close(config.shutdownMs);
    await sweep.stop();
    await connection.stop();
    await queue.stop();
    await database.stop();
    running = undefined;
  }

  return {
    get url() {
      if (!running) throw new Error('The bridge has no address before it is started.');
      return running.listener.url;
    },
    get webhookUrl() {
      return `${this.url}/webhooks/spotdraft/${config.connection.key}`;
    },
    start,
    stop: () => (stopping ??= shutDown()),
  };
}
