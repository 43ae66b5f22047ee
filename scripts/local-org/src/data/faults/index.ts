/**
 * Faults that a program around the org puts into it, to try what Apex does when the platform fails. Apex cannot reach them.
 * `lockRow` makes records look locked by another transaction, which the local org, with its one worker, never has by itself;
 * `fillStorage` lets no new record in.
 */

import type { ObjectSchema, OrgSchema } from '../../schema/model.ts';

/** Which statements fail: FOR UPDATE queries that find the records, and DML that changes them or details of them. */
export interface LockFault {
  /** API name of the object whose records are locked, with or without the project's namespace. */
  readonly object: string;
  /** These records; all when not given. 15 or 18 characters. */
  readonly ids?: readonly string[];
  /** Every n-th statement that touches them; each when not given. */
  readonly every?: number;
  /** How often in all; without end when not given. */
  readonly times?: number;
}

/** A fault that was put in. */
export interface InjectedFault {
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

/** Ids of records by object that a statement would lock. */
export type Touched = ReadonlyMap<ObjectSchema, readonly string[]>;

const comparedLength = 15;

class Lock implements InjectedFault {
  hits = 0;
  readonly #spec: LockFault;
  readonly #object: ObjectSchema;
  readonly #ids: ReadonlySet<string> | null;
  readonly #onRemove: () => void;
  #statements = 0;

  constructor(spec: LockFault, object: ObjectSchema, onRemove: (lock: Lock) => void) {
    this.#spec = spec;
    this.#object = object;
    this.#ids = spec.ids === undefined ? null : new Set(spec.ids.map(shortened));
    this.#onRemove = () => onRemove(this);
  }

  remove(): void {
    this.#onRemove();
  }

  /** The records that the statement does not get. */
  strike(touched: Touched): readonly string[] {
    const { every = 1, times = Number.POSITIVE_INFINITY } = this.#spec;
    const ids = (touched.get(this.#object) ?? []).filter((id) => this.#ids?.has(shortened(id)) ?? true);
    if (ids.length === 0 || this.hits >= times) return [];
    this.#statements++;
    if (this.#statements % every !== 0) return [];
    this.hits++;
    return ids;
  }
}

export class Faults {
  readonly #schema: OrgSchema;
  readonly #locks = new Set<Lock>();
  #full: { hits: number; remove(): void } | null = null;
  #struck = 0;

  constructor(schema: OrgSchema) {
    this.#schema = schema;
  }

  /** @throws Error for an unknown object and for numbers below one */
  lockRow(spec: LockFault): InjectedFault {
    const object = this.#schema.object(spec.object);
    if (object === undefined) throw new Error(`The org has no object ${spec.object}.`);
    for (const name of ['every', 'times'] as const) {
      const value = spec[name];
      if (value !== undefined && !(Number.isInteger(value) && value >= 1))
        throw new Error(`A fault's "${name}" is a whole number from 1: ${value}.`);
    }
    const lock = new Lock(spec, object, (removed) => this.#locks.delete(removed));
    this.#locks.add(lock);
    return lock;
  }

  /** From now on the org's data storage is used up: no record can be created until the fault is removed. */
  fillStorage(): InjectedFault {
    const full = { hits: 0, remove: () => void (this.#full = null) };
    this.#full = full;
    return full;
  }

  /** Whether a statement that creates records fails for want of storage. */
  storageIsFull(): boolean {
    if (this.#full === null) return false;
    this.#full.hits++;
    this.#struck++;
    return true;
  }

  /** Takes all faults out. */
  clear(): void {
    this.#locks.clear();
    this.#full = null;
  }

  /** How many statements have failed by faults so far. */
  get struck(): number {
    return this.#struck;
  }

  get isEmpty(): boolean {
    return this.#locks.size === 0 && this.#full === null;
  }

  /** The records that a statement cannot lock; none when nothing is to go wrong. */
  locked(touched: Touched): readonly string[] {
    for (const lock of this.#locks) {
      const ids = lock.strike(touched);
      if (ids.length === 0) continue;
      this.#struck++;
      return ids;
    }
    return [];
  }
}

function shortened(id: string): string {
  return id.slice(0, comparedLength);
}
