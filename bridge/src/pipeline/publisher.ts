import { isPublishedAsFile } from '../contract/index.ts';
import {
  MAX_PER_CALL,
  publishEvents,
  type OutgoingEvent,
  type PublishResult,
  type Session,
} from '../salesforce/index.ts';

interface Waiting {
  readonly event: OutgoingEvent;
  readonly resolve: (result: PublishResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Keeps a call well below what the org takes in one request. */
const MAX_CALL_LENGTH = 3_000_000;

/**
 * Publishes events of many contracts in few calls: whatever comes while a call is under way goes into the next. A
 * contract has at most one event here at a time, so batches keep its order.
 */
export class Publisher {
  readonly #session: Session;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Resolves with the org's answer to this event.
   *
   * @throws ConnectionFailure or OrgRefusal of the whole call
   */
  publish(event: OutgoingEvent): Promise<PublishResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) await this.#call(this.#takeBatch());
    this.#running = false;
  }

  async #call(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await publishEvents(
        this.#session,
        batch.map(({ event }) => event),
      );
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result) resolve(result);
        else reject(new Error('The org gave no result.'));
      });
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  #takeBatch(): Waiting[] {
    let length = 0;
    const tooFar = this.#waiting.findIndex(({ event }, index) => {
      length += isPublishedAsFile(event.payload) ? 0 : event.payload.length;
      return index > 0 && (index >= MAX_PER_CALL || length > MAX_CALL_LENGTH);
    });
    return this.#waiting.splice(0, tooFar < 0 ? this.#waiting.length : tooFar);
  }
}
