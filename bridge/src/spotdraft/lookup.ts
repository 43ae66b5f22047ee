import type { JsonObject } from '../shared/json.ts';

interface Waiting {
  readonly number: string;
  readonly resolve: (rows: JsonObject[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Each number can mean two contracts, and a page of the list has at most 100 rows. */
const MAX_NUMBERS = 50;

/**
 * Looks contracts up by number, many in one call: SpotDraft allows ten calls a second, and the first event of every
 * contract needs a look. Whatever is asked while a call is under way goes into the next.
 */
export class ContractLookup {
  readonly #list: (ids: readonly string[]) => Promise<JsonObject[]>;
  #waiting: Waiting[] = [];
  #running = false;

  /** `list` returns the rows of the contracts with these composite ids. */
  constructor(list: (ids: readonly string[]) => Promise<JsonObject[]>) {
    this.#list = list;
  }

  /** The rows whose composite id is `T-` or `H-` and this number. */
  find(number: string): Promise<JsonObject[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ number, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) await this.#call(this.#waiting.splice(0, MAX_NUMBERS));
    this.#running = false;
  }

  async #call(batch: readonly Waiting[]): Promise<void> {
    try {
      const numbers = [...new Set(batch.map(({ number }) => number))];
      const rows = await this.#list(numbers.flatMap((number) => [`T-${number}`, `H-${number}`]));
      for (const { number, resolve } of batch) resolve(rows.filter((row) => numberOf(row) === number));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
}

/** Some answers hold plain integers where the composite id is documented. */
function numberOf(row: JsonObject): string {
  const { id } = row;
  return typeof id === 'string' || typeof id === 'number' ? String(id).replace(/^[TH]-/, '') : '';
}
