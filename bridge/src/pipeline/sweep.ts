import { describeError } from '../shared/errors.ts';
import type { Logger } from '../shared/log.ts';
import { inTransaction, type Database } from '../store/database.ts';
import { claimDueWork } from '../store/inbox.ts';
import type { Queue } from '../store/queue.ts';

/**
 * Enqueues contracts whose retry is due, and those whose job was lost in whatever way: the inbox is the truth and the
 * queue only a hint.
 */
export class Sweep {
  readonly #database: Database;
  readonly #queue: Queue;
  readonly #rescueMs: number;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(database: Database, queue: Queue, rescueMs: number, log: Logger) {
    this.#database = database;
    this.#queue = queue;
    this.#rescueMs = rescueMs;
    this.#log = log;
  }

  start(everyMs: number): void {
    this.#timer = setInterval(() => this.now(), everyMs);
  }

  /** Looks now; a look that is under way counts. */
  now(): void {
    this.#running ??= this.#sweep().finally(() => (this.#running = undefined));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #sweep(): Promise<void> {
    try {
      await inTransaction(this.#database.working, async (client) => {
        await this.#queue.add(await claimDueWork(client, this.#rescueMs), client);
      });
    } catch (error) {
      this.#log.warn({ err: error, ...describeError(error) }, 'due events could not be looked for');
    }
  }
}
