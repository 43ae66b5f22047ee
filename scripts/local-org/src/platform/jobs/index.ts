/** Asynchronous Apex: Queueables, future methods, batches and schedules behind one door. */
import type { EnqueueOptions } from '../../runtime/ports.ts';
import type { ApexId } from '../../runtime/index.ts';
import { throwApex } from '../../runtime/index.ts';
import type { MethodSymbol } from '../../types/symbols.ts';
import { Batches } from './batches.ts';
import type { BatchParts } from './batches.ts';
import { Futures } from './futures.ts';
import { JobQueue } from './queue.ts';
import { Queueables } from './queueables.ts';
import type { RunningJob } from './queueables.ts';
import { Schedules } from './schedules.ts';

const keyPrefixes = { job: '707', schedule: '08e' };

export type { RunningJob };

export class Jobs {
  readonly #queue: JobQueue;
  readonly #queueables: Queueables;
  readonly #futures: Futures;
  readonly #batches: Batches;
  readonly #schedules: Schedules;

  constructor(given: Omit<BatchParts, 'queue'>) {
    this.#queue = new JobQueue(given.tables, given.records, given.now);
    const parts = { ...given, queue: this.#queue };
    this.#queueables = new Queueables(parts);
    this.#futures = new Futures(parts);
    this.#batches = new Batches(parts);
    this.#schedules = new Schedules(parts, this.#batches);
  }

  enqueue(job: object, options: EnqueueOptions): ApexId {
    return this.#queueables.enqueue(job, options);
  }

  attachFinalizer(finalizer: object): void {
    this.#queueables.attachFinalizer(finalizer);
  }

  /** A call of a method with @future. */
  future(method: MethodSymbol, args: readonly unknown[]): void {
    this.#futures.call(method, args);
  }

  executeBatch(batch: object, scope: number): ApexId {
    return this.#batches.submit(batch, scope);
  }

  schedule(name: string, cron: string, job: object): ApexId {
    return this.#schedules.schedule(name, cron, job);
  }

  scheduleBatch(name: string, minutes: number, batch: object, scope: number): ApexId {
    return this.#schedules.scheduleBatch(name, minutes, batch, scope);
  }

  /** System.abortJob. Jobs that have ended stay as they are. */
  abort(id: ApexId): void {
    if (id.keyPrefix() === keyPrefixes.schedule) return this.#schedules.abort(id.value);
    const job = id.keyPrefix() === keyPrefixes.job ? this.#queue.find(id.value) : null;
    if (job === null) throwApex('System.StringException', `Only batch and scheduled jobs are supported: ${id.value}`);
    if (!this.#queue.isActive(id.value)) return;
    if (job.kind === 'batch') this.#batches.abort(id.value);
    else if (this.#queue.isQueued(id.value)) this.#queue.end(id.value, 'Aborted', null);
  }

  /** The Queueable or Finalizer that runs; null in other transactions. */
  current(): RunningJob | null {
    return this.#queueables.current();
  }

  /** What is to be run now: schedules, then jobs, oldest first. */
  due(): string[] {
    return [...this.#schedules.due(), ...this.#queue.due()];
  }

  /** When the next of them is due; null when there is none. */
  nextDue(): number | null {
    const times = [this.#schedules.nextDue(), this.#queue.nextDue()].filter((at) => at !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Fires a schedule, runs a job, or one transaction of a batch. False when it is not queued any more. */
  run(id: string): boolean {
    if (id.startsWith(keyPrefixes.schedule)) this.#schedules.fire(id);
    else if (!this.#queue.isQueued(id)) return false;
    else this.#runOne(id, (batch) => this.#batches.step(batch));
    return true;
  }

  /**
   * Test.stopTest(): schedules and jobs as they are now, each once and to its end. What they start in turn stays queued. An
   * exception comes out of stopTest, as on the platform.
   */
  runInTest(): void {
    for (const id of this.#schedules.untested()) rethrow(this.#schedules.fire(id));
    for (const id of this.#queue.due()) rethrow(this.#runOne(id, (batch) => this.#batches.runInTest(batch)));
  }

  /** Queueables that were running when the process died. */
  failInterrupted(): void {
    this.#queueables.failInterrupted();
  }

  /** Returns the job's error. */
  #runOne(id: string, runBatch: (id: string) => unknown): unknown {
    switch (this.#queue.find(id)?.kind) {
      case 'batch':
        return runBatch(id);
      case 'future':
        return this.#futures.run(id);
      default:
        return this.#queueables.run(id);
    }
  }
}

function rethrow(error: unknown): void {
  if (error !== null) throw error as Error;
}
