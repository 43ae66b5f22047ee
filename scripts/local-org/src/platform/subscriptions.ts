/** Subscriptions of event triggers, and what a trigger knows of its own. */
import type { EventTriggerContext } from '../runtime/ports.ts';
import type { SObjectValue } from '../runtime/index.ts';
import { throwApex } from '../runtime/index.ts';

export interface Subscription {
  readonly consumer: string;
  readonly topic: string;
  readonly lastProcessed: number;
  readonly status: 'Running' | 'Suspended' | 'Error';
  readonly retries: number;
  readonly lastError: string | null;
  readonly notBefore: number;
  readonly userId: string | null;
  readonly batchSize: number;
}

export function toSubscription(row: Record<string, unknown>): Subscription {
  return {
    consumer: row['consumer'] as string,
    topic: row['topic'] as string,
    lastProcessed: Number(row['last_processed']),
    status: row['status'] as Subscription['status'],
    retries: Number(row['retries']),
    lastError: row['last_error'] as string | null,
    notBefore: Number(row['not_before']),
    userId: row['user_id'] as string | null,
    batchSize: Number(row['batch_size']),
  };
}

/** EventBus.TriggerContext of one run. */
export class TriggerContextState implements EventTriggerContext {
  readonly retries: number;
  readonly lastError: string | null;
  resumeCheckpoint: string | null = null;
  readonly #replayIds: ReadonlySet<string>;

  constructor(subscription: Subscription, events: readonly SObjectValue[]) {
    this.retries = subscription.retries;
    this.lastError = subscription.retries > 0 ? subscription.lastError : null;
    this.#replayIds = new Set(events.map((event) => String(event.getField('replayid'))));
  }

  setResumeCheckpoint(replayId: string): void {
    if (!this.#replayIds.has(replayId)) {
      throwApex(
        'EventBus.InvalidReplayIdException',
        `The replay ID ${replayId} is not in the batch of the running trigger.`,
      );
    }
    this.resumeCheckpoint = replayId;
  }
}
