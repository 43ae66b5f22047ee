/** Subscriptions as rows that Apex can read. Source: Object Reference, "EventBusSubscriber". */
import type { SystemRecords } from '../data/system-records.ts';
import type { Subscription } from './subscriptions.ts';
import type { SystemTables } from './system-tables.ts';

const object = 'EventBusSubscriber';

export class SubscriberRows {
  readonly #tables: SystemTables;
  readonly #records: SystemRecords;
  readonly #author: () => string;

  /** @param author id of the user that is noted as their creator */
  constructor(tables: SystemTables, records: SystemRecords, author: () => string) {
    this.#tables = tables;
    this.#records = records;
    this.#author = author;
  }

  /** The row says what the subscription is. */
  keep(subscription: Subscription): void {
    const known = this.#idOf(subscription.consumer);
    const values = {
      ExternalId: this.#triggerId(subscription.consumer),
      Name: subscription.consumer,
      Type: 'ApexTrigger',
      Topic: subscription.topic,
      Position: subscription.lastProcessed,
      LastProcessed: String(subscription.lastProcessed),
      // High-volume events do not tell what was published last.
      Tip: -1,
      LastPublished: 'Not Available',
      Retries: subscription.retries,
      LastError: subscription.lastError,
      Status: subscription.status,
    };
    if (known === null) this.#records.insert(object, this.#records.nextId(object), this.#author(), values);
    else this.#records.update(object, known, values);
  }

  remove(consumer: string): void {
    const known = this.#idOf(consumer);
    if (known !== null) this.#records.remove(object, known);
  }

  #idOf(consumer: string): string | null {
    const id = this.#tables.get('SELECT "Id" FROM "EventBusSubscriber" WHERE "Name" = ?', consumer)?.['Id'];
    return typeof id === 'string' ? id : null;
  }

  #triggerId(consumer: string): string | null {
    const id = this.#tables.get('SELECT "Id" FROM "ApexTrigger" WHERE "Name" = ?', consumer)?.['Id'];
    return typeof id === 'string' ? id : null;
  }
}
