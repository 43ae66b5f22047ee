/** Apex Set: elements in the order they were added, by Apex equality (strings by case, records by their fields). */
import type { Type } from '../../types/symbols.ts';
import { allocate } from '../heap.ts';
import { IterationGuard } from './iteration.ts';
import { forget, keyOf, type Buckets } from './key.ts';

export class ApexSet<T = unknown> extends IterationGuard {
  /** Set<E>. */
  readonly type: Type;
  readonly #elements = new Map<unknown, T>();
  #buckets: Buckets | null = null;

  constructor(type: Type, items: Iterable<T> = []) {
    super();
    this.type = type;
    for (const item of items) this.add(item);
    allocate(48);
  }

  get size(): number {
    return this.#elements.size;
  }

  /** Whether the set changed. */
  add(value: T): boolean {
    this.checkNotIterated();
    const key = keyOf(value, this.buckets, true);
    if (this.#elements.has(key)) return false;
    this.#elements.set(key, value);
    allocate(24);
    return true;
  }

  has(value: T): boolean {
    return this.#elements.has(keyOf(value, this.buckets, false));
  }

  /** Whether the set changed. */
  delete(value: T): boolean {
    this.checkNotIterated();
    const key = keyOf(value, this.buckets, false);
    if (!this.#elements.delete(key)) return false;
    if (this.#buckets !== null) forget(key, this.#buckets);
    return true;
  }

  clear(): void {
    this.checkNotIterated();
    this.#elements.clear();
    this.#buckets = null;
  }

  values(): IterableIterator<T> {
    return this.#elements.values();
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#elements.values();
  }

  private readonly buckets = (): Buckets => (this.#buckets ??= new Map<number, object[]>());
}
