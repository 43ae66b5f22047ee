import type { Requirements } from '../contract/index.ts';

/** How long an answer is good for. */
export interface RequirementsAges {
  readonly requirementsMs: number;
  /** When the answer is that an activity is not needed, as an admin may just have enabled an automation. */
  readonly requirementsMissMs: number;
}

/** What the org needs, kept for a while; every exchange tells whether it has changed. */
export class RequirementsCache {
  readonly #fetch: () => Promise<Requirements>;
  readonly #ages: RequirementsAges;
  #value: Requirements | undefined;
  #readAt = -Infinity;
  #pending: Promise<Requirements> | undefined;

  constructor(fetch: () => Promise<Requirements>, ages: RequirementsAges) {
    this.#fetch = fetch;
    this.#ages = ages;
  }

  /**
   * The requirements, asked for again when they are old, or not so young and without use for this activity.
   *
   * @throws ConnectionFailure when the org does not answer
   */
  async forActivity(activity: string): Promise<Requirements> {
    const age = performance.now() - this.#readAt;
    const value = this.#value;
    if (value && age < this.#ages.requirementsMs) {
      if (value.activities.includes(activity) || age < this.#ages.requirementsMissMs) return value;
    }
    return this.refresh();
  }

  /** Asks the org now; callers at the same time share one call. */
  refresh(): Promise<Requirements> {
    this.#pending ??= this.#read().finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  /** The org's present version; another one than ours makes the next reader ask. */
  noteVersion(version: string): void {
    if (this.#value && this.#value.version !== version) this.#readAt = -Infinity;
  }

  async #read(): Promise<Requirements> {
    const startedAt = performance.now();
    this.#value = await this.#fetch();
    this.#readAt = startedAt;
    return this.#value;
  }
}
