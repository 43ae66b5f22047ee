import type { Contract } from '../model/contract.ts';
import type { Activity } from '../model/vocabulary.ts';

export type WebhookStatus = 'ACTIVE' | 'DISABLED_BY_USER' | 'DISABLED_BY_ERROR';

/** A registration made with `POST …/webhooks/`. */
export interface Webhook {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly activities: readonly Activity[];
  /** May hold secrets of the receiver: sent with every delivery, never logged. */
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly createdBy: string;
  status: WebhookStatus;
  /** Failed deliveries since the last good one. */
  consecutiveFailures: number;
}

/**
 * - `queued`: waits for its turn; sent at the next start if the simulator stops before
 * - `held`: an armed fault keeps it back until the contract's next delivery
 * - `delivered`: answered with 2xx
 * - `failed`: any other answer, a time-out or no connection
 * - `dropped`: an armed fault lost it
 */
export type DeliveryState = 'queued' | 'held' | 'delivered' | 'failed' | 'dropped';

/** Why a delivery was made. */
export type DeliveryCause = 'event' | 'duplicate' | 'redelivery' | 're-trigger';

/** One POST to one webhook. The body is the event's and is not repeated here. */
export interface Delivery {
  readonly id: number;
  readonly webhookId: number;
  readonly contractId: string;
  readonly eventId: number;
  readonly activity: Activity;
  readonly cause: DeliveryCause;
  /** The value of the signature header. */
  readonly signature: string;
  readonly createdAt: string;
  state: DeliveryState;
  finishedAt?: string;
  durationMs?: number;
  statusCode?: number;
  error?: string;
}

/** Everything the simulator remembers; plain JSON. */
export interface SimulatorState {
  readonly schema: 1;
  hmacKey: string;
  previousHmacKey?: string;
  readonly contracts: Contract[];
  readonly webhooks: Webhook[];
  readonly deliveries: Delivery[];
  /** User ids of people who are not in the workspace, by e-mail. */
  readonly people: Record<string, number>;
  readonly counters: Record<string, number>;
  /** Microseconds since 1970 of the newest instant given out. */
  lastMicros: number;
}

/** A workspace in which nothing has happened yet. */
export function emptyState(hmacKey: string): SimulatorState {
  return { schema: 1, hmacKey, contracts: [], webhooks: [], deliveries: [], people: {}, counters: {}, lastMicros: 0 };
}
