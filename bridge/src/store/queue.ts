import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { describeError } from '../shared/errors.ts';
import { orderedUuid } from '../shared/ids.ts';
import type { Logger } from '../shared/log.ts';
import type { Database } from './database.ts';

/** "This contract has work": the job says nothing more, the inbox rows are the truth. */
export interface ContractWork {
  readonly connectionKey: string;
  /** SpotDraft's integer id; null for events that belong to no contract. */
  readonly contractNumber: string | null;
}

/** All calls to pg-boss are behind this. */
export interface Queue {
  /** Adds jobs inside the transaction of `client`. */
  add(work: readonly ContractWork[], client: pg.ClientBase): Promise<void>;
  /** Starts working; one job of a contract at a time, contracts in parallel. */
  work(handler: (work: ContractWork) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const QUEUE = 'contract-work';
const YEARS = 10 * 365 * 24 * 3600;

/** Opens the queue in the database's schema `pgboss`. */
export async function openQueue(database: Database, log: Logger): Promise<Queue> {
  const boss = new PgBoss({
    ...database.settings,
    application_name: 'reverse-sync-bridge-queue',
    max: 8,
    useListenNotify: true,
    monitorIntervalSeconds: 5,
    superviseIntervalSeconds: 5,
    schedule: false,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the queue reports an error'));
  await boss.start();
  await boss.createQueue(QUEUE, {
    policy: 'key_strict_fifo',
    notify: true,
    heartbeatSeconds: 15,
    expireInSeconds: 3600,
    retryLimit: 1000,
    retryDelay: 1,
    retryDelayMax: 60,
    retryBackoff: true,
    // pg-boss deletes old work by itself, even work not yet done.
    retentionSeconds: YEARS,
    deleteAfterSeconds: 60,
  });
  // Nobody else works here, so what is active belonged to a process that died; the sweep adds the work again at once
  // instead of waiting for heartbeats to lapse.
  if (database.exclusive) await boss.deleteAllJobs(QUEUE);
  return {
    add: (work, client) => add(boss, work, client),
    work: (handler) => startWork(boss, handler, log),
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: true }),
  };
}

async function add(boss: PgBoss, work: readonly ContractWork[], client: pg.ClientBase): Promise<void> {
  if (work.length === 0) return;
  const jobs = work.map(({ connectionKey, contractNumber }) => {
    const data = { connectionKey, contractNumber };
    return { id: orderedUuid(), data, singletonKey: keyOf(data) };
  });
  const db = { executeSql: (text: string, values?: unknown[]) => client.query<Record<string, unknown>>(text, values) };
  await boss.insert(QUEUE, jobs, { db });
}

function keyOf({ connectionKey, contractNumber }: ContractWork): string {
  return `${connectionKey}|${contractNumber ?? '-'}`;
}

async function startWork(boss: PgBoss, handler: (work: ContractWork) => Promise<void>, log: Logger): Promise<void> {
  const options = {
    localConcurrency: 4,
    batchSize: 16,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 1,
    perJobResults: true,
  } as const;
  await boss.work<ContractWork, void, typeof options>(QUEUE, options, async (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        // A failed job would block its contract in the queue; the inbox row carries retries and reasons instead.
        await handler(data).catch((error: unknown) =>
          log.error({ err: error, ...describeError(error) }, 'work failed'),
        );
        return { id, status: 'completed' as const };
      }),
    ),
  );
}
