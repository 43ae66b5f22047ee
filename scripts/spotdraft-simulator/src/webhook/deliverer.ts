import type { ContractEvent } from '../model/contract.ts';
import type { Delivery, DeliveryCause, Webhook } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import type { Faults } from './faults.ts';
import { signBody, signatureHeader } from './signature.ts';

/** An endpoint that answers later than this has failed. */
const timeoutMs = 5000;
/** A webhook that failed so often in a row is switched off. SpotDraft does not publish its own number. */
const disableAfter = 20;

/** Sends events to the registered webhooks, one after the other for each webhook, and keeps the log. */
export class Deliverer {
  readonly #store: Store;
  readonly #faults: Faults;
  readonly #queues = new Map<number, Promise<void>>();
  readonly #held = new Map<string, Delivery[]>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(store: Store, faults: Faults) {
    this.#store = store;
    this.#faults = faults;
  }

  /** Hands an event to every active webhook that wants its activity. */
  publish(contractId: string, event: ContractEvent): void {
    for (const webhook of this.#store.state.webhooks) {
      if (webhook.status === 'ACTIVE' && webhook.activities.includes(event.activity))
        this.#plan(webhook, contractId, event, 'event');
    }
  }

  /** Sends a logged delivery once more, byte for byte. */
  redeliver(delivery: Delivery): Promise<Delivery> {
    return this.#repeat(delivery, 'redelivery');
  }

  /** Sends the last delivery of a contract once more; false when it has none. */
  async reTriggerLatest(contractId: string): Promise<boolean> {
    const last = this.#store.state.deliveries.findLast((delivery) => delivery.contractId === contractId);
    if (last === undefined) return false;
    await this.#repeat(last, 're-trigger');
    return true;
  }

  /** Sends what a former run left queued. */
  resume(): void {
    for (const delivery of this.#store.state.deliveries)
      if (delivery.state === 'queued' || delivery.state === 'held') void this.#enqueue(delivery);
  }

  /** Ends when nothing is on its way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#queues.values());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.settled();
  }

  #plan(webhook: Webhook, contractId: string, event: ContractEvent, cause: DeliveryCause): void {
    const faults = this.#faults.forDelivery(event.activity);
    const has = (kind: string): boolean => faults.some((fault) => fault.kind === kind);
    const delivery = this.#log(webhook, contractId, event, cause, has('oldKey'));
    if (has('drop')) {
      delivery.state = 'dropped';
      return;
    }
    if (has('duplicate')) void this.#enqueue(this.#log(webhook, contractId, event, 'duplicate', false));
    if (has('outOfOrder')) {
      delivery.state = 'held';
      this.#held.set(contractId, [...(this.#held.get(contractId) ?? []), delivery]);
      return;
    }
    const delay = faults.find((fault) => fault.kind === 'delay');
    if (delay?.kind === 'delay') this.#later(delay.ms, () => void this.#enqueue(delivery));
    else void this.#enqueue(delivery);
    for (const held of this.#held.get(contractId) ?? []) void this.#enqueue(held);
    this.#held.delete(contractId);
  }

  #log(webhook: Webhook, contractId: string, event: ContractEvent, cause: DeliveryCause, oldKey: boolean): Delivery {
    const { hmacKey, previousHmacKey } = this.#store.state;
    const delivery: Delivery = {
      id: this.#store.next('delivery'),
      webhookId: webhook.id,
      contractId,
      eventId: event.id,
      activity: event.activity,
      cause,
      signature: signBody(event.body, oldKey ? (previousHmacKey ?? hmacKey) : hmacKey),
      createdAt: this.#store.now().toISOString(),
      state: 'queued',
    };
    this.#store.state.deliveries.push(delivery);
    this.#store.changed();
    return delivery;
  }

  async #repeat(delivery: Delivery, cause: DeliveryCause): Promise<Delivery> {
    const repeated: Delivery = {
      id: this.#store.next('delivery'),
      webhookId: delivery.webhookId,
      contractId: delivery.contractId,
      eventId: delivery.eventId,
      activity: delivery.activity,
      cause,
      signature: delivery.signature,
      createdAt: this.#store.now().toISOString(),
      state: 'queued',
    };
    this.#store.state.deliveries.push(repeated);
    await this.#enqueue(repeated);
    return repeated;
  }

  #enqueue(delivery: Delivery): Promise<void> {
    const before = this.#queues.get(delivery.webhookId) ?? Promise.resolve();
    const after = before.then(() => (this.#stopped ? undefined : this.#send(delivery)));
    this.#queues.set(delivery.webhookId, after);
    return after;
  }

  #later(ms: number, body: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      body();
    }, ms);
    this.#timers.add(timer);
  }

  async #send(delivery: Delivery): Promise<void> {
    const webhook = this.#store.state.webhooks.find((candidate) => candidate.id === delivery.webhookId);
    const event = this.#store.find(delivery.contractId)?.events.find((candidate) => candidate.id === delivery.eventId);
    if (webhook === undefined || event === undefined)
      return this.#finish(delivery, undefined, { error: 'the webhook or the contract is gone' });
    const started = performance.now();
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          ...webhook.customHeaders,
          'content-type': 'application/json',
          [signatureHeader]: delivery.signature,
        },
        body: event.body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      delivery.durationMs = Math.round(performance.now() - started);
      this.#finish(delivery, webhook, { statusCode: response.status });
    } catch (error) {
      delivery.durationMs = Math.round(performance.now() - started);
      this.#finish(delivery, webhook, { error: reason(error) });
    }
  }

  #finish(
    delivery: Delivery,
    webhook: Webhook | undefined,
    result: { readonly statusCode?: number; readonly error?: string },
  ): void {
    const good = result.statusCode !== undefined && result.statusCode >= 200 && result.statusCode < 300;
    delivery.state = good ? 'delivered' : 'failed';
    delivery.finishedAt = this.#store.now().toISOString();
    if (result.statusCode !== undefined) delivery.statusCode = result.statusCode;
    if (result.error !== undefined) delivery.error = result.error;
    if (webhook !== undefined) {
      webhook.consecutiveFailures = good ? 0 : webhook.consecutiveFailures + 1;
      if (webhook.consecutiveFailures >= disableAfter) webhook.status = 'DISABLED_BY_ERROR';
    }
    this.#store.changed();
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === 'string' ? `no connection: ${cause.code}` : error.message;
}
