import { pause } from '../shared/time.ts';

/** Lets a number of calls through per second, with bursts of as many; the others wait their turn. */
export class TokenBucket {
  readonly #perSecond: number;
  #tokens: number;
  #filledAt = performance.now();
  #line: Promise<void> = Promise.resolve();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
  }

  /** Resolves when the caller may go. */
  take(): Promise<void> {
    this.#line = this.#line.then(() => this.#next());
    return this.#line;
  }

  async #next(): Promise<void> {
    this.#fill();
    if (this.#tokens < 1) {
      await pause(Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1000));
      this.#fill();
    }
    this.#tokens = Math.max(0, this.#tokens - 1);
  }

  #fill(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#perSecond, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
  }
}
