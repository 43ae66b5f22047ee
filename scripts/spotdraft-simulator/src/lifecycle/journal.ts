import { compositeId } from '../model/contract.ts';
import type { Contract, ContractEvent, Instant, Person } from '../model/contract.ts';
import type { Activity } from '../model/vocabulary.ts';
import type { Store } from '../state/store.ts';
import { webhookBody } from '../webhook/payload.ts';

/** Who acts when nobody does. */
export const systemActor: Person = { name: 'SYSTEM' };

/** Takes an event on its way to the registered webhooks. */
export type Publish = (contractId: string, event: ContractEvent) => void;

/** Writes down what happens to contracts, in the order it happens, and hands every event on for delivery. */
export class Journal {
  readonly #store: Store;
  readonly #publish: Publish;

  constructor(store: Store, publish: Publish) {
    this.#store = store;
    this.#publish = publish;
  }

  /**
   * Records an activity on a contract and fixes its webhook body from the contract as it is now.
   *
   * @param extras members of `activity_data` beyond who and when
   * @param at when it happened; now by default
   */
  record(
    contract: Contract,
    activity: Activity,
    performedBy: Person,
    extras: Readonly<Record<string, unknown>> = {},
    at: Instant = this.#store.instant(),
  ): ContractEvent {
    contract.updatedAt = at;
    const body = webhookBody(contract, this.#store.workspace, activity, {
      performed_by: performedBy,
      timestamp: at,
      ...extras,
    });
    const event: ContractEvent = { id: this.#store.next('event'), activity, timestamp: at, body };
    contract.events.push(event);
    this.#store.changed();
    this.#publish(compositeId(contract), event);
    return event;
  }
}
