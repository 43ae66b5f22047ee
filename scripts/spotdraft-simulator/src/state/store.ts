import type { Contract, Instant } from '../model/contract.ts';
import type { Workspace } from '../model/workspace.ts';
import { DataFileWriter, readDataFile } from './data-file.ts';
import { emptyState } from './state.ts';
import type { SimulatorState } from './state.ts';

/** Tells the time; tests replace it. */
export type Clock = () => Date;

/** First value of each sequence; the contract and version numbers are those of the documented samples. */
const firstValues = {
  contract: 48213,
  counterparty: 90517,
  event: 1,
  delivery: 1,
  webhook: 511,
  recipient: 143476,
  person: 25567,
  keyPointer: 9001,
  approval: 501,
  version: 7731,
} as const;
export type Sequence = keyof typeof firstValues;

export interface StoreOptions {
  readonly clock: Clock;
  readonly workspace: Workspace;
  /** Key for a workspace that has none yet; a data file's own key wins unless `forceHmacKey`. */
  readonly hmacKey: string;
  readonly forceHmacKey: boolean;
  readonly dataFile?: string;
}

/** The simulator's memory: state, sequences and time, and the file they are kept in. */
export class Store {
  readonly workspace: Workspace;
  readonly #clock: Clock;
  readonly #file: DataFileWriter | undefined;
  #state: SimulatorState;

  /** @throws when the data file exists and cannot be used */
  constructor(options: StoreOptions) {
    this.workspace = options.workspace;
    this.#clock = options.clock;
    const { dataFile } = options;
    this.#state = (dataFile === undefined ? undefined : readDataFile(dataFile)) ?? emptyState(options.hmacKey);
    if (options.forceHmacKey) this.#state.hmacKey = options.hmacKey;
    this.#file = dataFile === undefined ? undefined : new DataFileWriter(dataFile, () => JSON.stringify(this.#state));
    this.changed();
  }

  get state(): SimulatorState {
    return this.#state;
  }

  /** Must be called after every change of the state. */
  changed(): void {
    this.#file?.schedule();
  }

  /** Forgets contracts, registrations and deliveries; the key and the sequences go on, so that no id comes twice. */
  reset(): void {
    const { hmacKey, counters, lastMicros } = this.#state;
    this.#state = { ...emptyState(hmacKey), counters, lastMicros };
    this.changed();
  }

  /** Writes what is not yet written to the data file. */
  async flush(): Promise<void> {
    await this.#file?.flush();
  }

  next(sequence: Sequence): number {
    const value = this.#state.counters[sequence] ?? firstValues[sequence];
    this.#state.counters[sequence] = value + 1;
    return value;
  }

  /** The present time. */
  now(): Date {
    return this.#clock();
  }

  /** The present time with microseconds, later than every instant given out before. */
  instant(): Instant {
    const micros = Math.max(this.#clock().getTime() * 1000, this.#state.lastMicros + 1);
    this.#state.lastMicros = micros;
    const milliseconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
    return `${milliseconds}${String(micros % 1000).padStart(3, '0')}Z`;
  }

  /** The id of a person: fixed for users of the workspace, given out on first sight for others. */
  personId(email: string): number {
    const user = this.workspace.users.find((candidate) => candidate.email === email);
    if (user !== undefined) return user.id;
    const known = this.#state.people[email];
    if (known !== undefined) return known;
    const id = this.next('person');
    this.#state.people[email] = id;
    return id;
  }

  /** Contracts that are not deleted, newest first. */
  contracts(): Contract[] {
    return this.#state.contracts.filter((contract) => !contract.deleted).reverse();
  }

  /** A contract by `T-123`, `H-123` or its number; deleted ones are found too. */
  find(id: string | number): Contract | undefined {
    const text = String(id);
    return this.#state.contracts.find(
      (contract) => text === `${contract.series}-${contract.number}` || text === String(contract.number),
    );
  }
}
