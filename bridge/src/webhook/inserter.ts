import type pg from 'pg';
import { BridgeError } from '../shared/errors.ts';
import { inTransaction } from '../store/database.ts';
import { insertEvents, type NewEvent } from '../store/inbox.ts';
import type { Queue } from '../store/queue.ts';

/** What the sender is told. */
export interface Accepted {
  readonly eventKey: string;
  readonly duplicate: boolean;
}

interface Waiting {
  readonly event: NewEvent;
  readonly resolve: (accepted: Accepted) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_WAITING = 5_000;
const MAX_BATCH = 256;

/**
 * Stores events durably, together with the job that works on them. Whatever arrives while one transaction is under way
 * goes into the next, so that many deliveries share one write to disk and a single one does not wait.
 */
export class GroupInserter {
  readonly #pool: pg.Pool;
  readonly #queue: Queue;
  readonly #rescueMs: number;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;

  constructor(pool: pg.Pool, queue: Queue, rescueMs: number) {
    this.#pool = pool;
    this.#queue = queue;
    this.#rescueMs = rescueMs;
  }

  /**
   * Resolves after the commit.
   *
   * @throws BridgeError STORE_BUSY when too much is waiting, or the database's error
   */
  add(event: NewEvent): Promise<Accepted> {
    if (this.#waiting.length >= MAX_WAITING) {
      return Promise.reject(
        new BridgeError('STORE_BUSY', 'Too many deliveries wait to be stored.', 'Send it again later.'),
      );
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    });
  }

  /** Resolves when nothing is waiting any more. */
  async idle(): Promise<void> {
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_BATCH);
      await this.#store(batch).catch(async (error: unknown) => {
        if (batch.length === 1 || !isDataError(error)) return batch.forEach(({ reject }) => reject(error));
        // One delivery the database refuses must not turn its neighbours away.
        for (const item of batch) await this.#store([item]).catch((single: unknown) => item.reject(single));
      });
    }
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    const fresh = await inTransaction(this.#pool, async (client) => {
      const inserted = await insertEvents(
        client,
        batch.map(({ event }) => event),
        this.#rescueMs,
      );
      const work = batch.filter(({ event }) => event.state === 'received' && inserted.has(event.eventKey));
      await this.#queue.add(
        work.map(({ event }) => event),
        client,
      );
      return inserted;
    });
    for (const { event, resolve } of batch) {
      // Of two equal deliveries in one batch, the first is the new one.
      resolve({ eventKey: event.eventKey, duplicate: !fresh.delete(event.eventKey) });
    }
  }
}

function isDataError(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code.startsWith('22');
}
