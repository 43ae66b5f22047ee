/** Lengths of the pauses between turns. */
export interface PaceLimits {
  readonly firstMs: number;
  readonly busyMaxMs: number;
  readonly idleMaxMs: number;
}

/**
 * Repeats a turn: at once when woken, then with pauses that double, up to a short limit while news is expected and up
 * to a long one when not.
 */
export class Pace {
  readonly #limits: PaceLimits;
  readonly #turn: () => Promise<boolean>;
  #delayMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #woken = false;
  #stopped = true;

  constructor(limits: PaceLimits, turn: () => Promise<boolean>) {
    this.#limits = limits;
    this.#turn = turn;
    this.#delayMs = limits.firstMs;
  }

  start(): void {
    this.#stopped = false;
    this.#schedule(0);
  }

  /** The next turn comes at once, or right after the present one. */
  wake(): void {
    this.#delayMs = this.#limits.firstMs;
    if (this.#stopped || this.#woken) return;
    this.#woken = true;
    // A short wait gathers what is published at the same moment.
    if (!this.#running) this.#schedule(this.#limits.firstMs / 10);
  }

  /** Resolves when the present turn has ended; there is no next one. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#running = this.#run().finally(() => (this.#running = undefined));
    }, ms);
  }

  async #run(): Promise<void> {
    this.#woken = false;
    const isBusy = await this.#turn();
    if (this.#isStopped()) return;
    const limit = isBusy ? this.#limits.busyMaxMs : this.#limits.idleMaxMs;
    const pauseMs = this.#wasWoken() ? this.#limits.firstMs / 10 : Math.min(this.#delayMs, limit);
    this.#delayMs = Math.min(this.#delayMs * 2, limit);
    this.#schedule(pauseMs);
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  #wasWoken(): boolean {
    return this.#woken;
  }
}
