/** Apex Map: entries in the order their keys were first put, keys by Apex equality. */
import type { Type } from '../../types/symbols.ts';
import { allocate } from '../heap.ts';
import { IterationGuard } from './iteration.ts';
import { forget, keyOf, type Buckets } from './key.ts';

interface Entry<K, V> {
  readonly key: K;
  value: V;
}

export class ApexMap<K = unknown, V = unknown> extends IterationGuard {
  /** Map<K, V>. */
  readonly type: Type;
  readonly #entries = new Map<unknown, Entry<K, V>>();
  #buckets: Buckets | null = null;

  constructor(type: Type, entries: Iterable<readonly [K, V]> = []) {
    super();
    this.type = type;
    for (const [key, value] of entries) this.set(key, value);
    allocate(48);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | null {
    return this.#entries.get(keyOf(key, this.buckets, false))?.value ?? null;
  }

  has(key: K): boolean {
    return this.#entries.has(keyOf(key, this.buckets, false));
  }

  /** Returns the value the key had before, or null. */
  set(key: K, value: V): V | null {
    const found = keyOf(key, this.buckets, true);
    const entry = this.#entries.get(found);
    if (entry !== undefined) {
      const previous = entry.value;
      entry.value = value;
      return previous;
    }
    this.checkNotIterated();
    this.#entries.set(found, { key, value });
    allocate(40);
    return null;
  }

  /** Returns the value the key had, or null. */
  delete(key: K): V | null {
    this.checkNotIterated();
    const found = keyOf(key, this.buckets, false);
    const entry = this.#entries.get(found);
    if (entry === undefined) return null;
    this.#entries.delete(found);
    if (this.#buckets !== null) forget(found, this.#buckets);
    return entry.value;
  }

  clear(): void {
    this.checkNotIterated();
    this.#entries.clear();
    this.#buckets = null;
  }

  *keys(): IterableIterator<K> {
    for (const entry of this.#entries.values()) yield entry.key;
  }

  *values(): IterableIterator<V> {
    for (const entry of this.#entries.values()) yield entry.value;
  }

  *entries(): IterableIterator<[K, V]> {
    for (const entry of this.#entries.values()) yield [entry.key, entry.value];
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries();
  }

  private readonly buckets = (): Buckets => (this.#buckets ??= new Map<number, object[]>());
}
