/** Runs what is due in an org that is up: events to their triggers, then jobs; sleeps until there is more. */
import type { EventBus } from '../platform/event-bus.ts';
import type { PublishCallbacks } from '../platform/publish-callbacks.ts';
import type { Jobs } from '../platform/jobs/index.ts';

const pruneEveryMs = 3_600_000;
/** Longest sleep, so that a changed clock is noticed. */
const longestSleepMs = 60_000;

export interface SchedulerParts {
  readonly bus: EventBus;
  readonly callbacks: PublishCallbacks;
  readonly jobs: Jobs;
  readonly now: () => number;
  /** Told of faults that are no Apex exceptions: defects of the local org. */
  readonly onFault: (error: unknown) => void;
}

export class Scheduler {
  readonly #parts: SchedulerParts;
  #timer: NodeJS.Timeout | null = null;
  #immediate: NodeJS.Immediate | null = null;
  #stopped = false;
  #prunedAt: number;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#prunedAt = parts.now();
  }

  /** Something may be due: looks as soon as the running request has been answered. */
  wake(): void {
    if (this.#stopped || this.#immediate !== null) return;
    this.#immediate = setImmediate(() => {
      this.#immediate = null;
      this.#round();
    });
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#immediate !== null) clearImmediate(this.#immediate);
  }

  /** Whether nothing is due at this moment. */
  isIdle(): boolean {
    const { bus, callbacks, jobs } = this.#parts;
    return bus.due().length === 0 && callbacks.due().length === 0 && jobs.due().length === 0;
  }

  /** One step, then room for requests before the next. */
  #round(): void {
    let more = false;
    try {
      more = this.#step();
    } catch (error) {
      this.#parts.onFault(error);
    }
    if (more) this.wake();
    else this.#sleep();
  }

  #step(): boolean {
    const { bus, callbacks, jobs, now } = this.#parts;
    if (now() - this.#prunedAt > pruneEveryMs) {
      bus.prune();
      this.#prunedAt = now();
    }
    const [consumer] = bus.due();
    if (consumer !== undefined) return bus.deliverBatch(consumer);
    const [callback] = callbacks.due();
    if (callback !== undefined) {
      callbacks.run(callback);
      return true;
    }
    const [job] = jobs.due();
    return job !== undefined && jobs.run(job);
  }

  #sleep(): void {
    if (this.#stopped) return;
    const { bus, jobs, now } = this.#parts;
    const next = [bus.nextDue(), jobs.nextDue()].filter((at) => at !== null);
    const wait = Math.min(longestSleepMs, ...next.map((at) => Math.max(1, at - now())));
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), wait);
    this.#timer.unref();
  }
}
