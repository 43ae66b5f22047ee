/** Currencies of users and records. Source: Salesforce Help, "Manage Multiple Currencies"; SOQL and SOSL Reference, "convertCurrency()". */
import { Decimal, currentFrame } from '../runtime/index.ts';
import type { Currency } from '../schema/org-shape.ts';
import { corporateCurrency } from '../schema/org-shape.ts';
import type { SqliteStore } from './store/index.ts';

export class Currencies {
  readonly #store: SqliteStore;
  readonly #all: readonly Currency[];
  #ofUsers = new Map<string, string>();
  #version = -1;

  constructor(store: SqliteStore) {
    this.#store = store;
    this.#all = store.schema.currencies;
  }

  get areSeveral(): boolean {
    return this.#all.length > 0;
  }

  /** ISO code of what the running user's new records and converted amounts are in. */
  ofUser(): string {
    if (!this.areSeveral) return corporateCurrency;
    if (this.#version !== this.#store.setupVersion) {
      this.#ofUsers = new Map();
      this.#version = this.#store.setupVersion;
    }
    const { id } = currentFrame().user;
    let code = this.#ofUsers.get(id);
    if (code === undefined) {
      const [row] = this.#store.all('SELECT "DefaultCurrencyIsoCode" FROM "User" WHERE "Id" = ?', [id]);
      this.#ofUsers.set(id, (code = typeof row?.[0] === 'string' ? row[0] : corporateCurrency));
    }
    return code;
  }

  /** An amount of a record in the running user's currency. */
  converted(amount: Decimal, from: string | null, scale: number): Decimal {
    const of = this.#rate(from ?? corporateCurrency);
    const wanted = this.#rate(this.ofUser());
    return amount.multiply(wanted).divide(of, scale, 'HALF_UP');
  }

  #rate(isoCode: string): Decimal {
    const found = this.#all.find((currency) => currency.isoCode === isoCode);
    if (found === undefined) throw new Error(`the org has no currency ${isoCode}`);
    return Decimal.parse(String(found.rate));
  }
}
