/** Maps that describe gives: keys are API names in lower case, and looking up ignores case. */
import { ApexMap } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';

export class DescribeNameMap<V> extends ApexMap<string, V> {
  readonly #resolve: (name: string) => string | null;

  /** @param resolve the key of a name as the author may write it; null when there is none */
  constructor(type: Type, entries: Iterable<[string, V]>, resolve: (name: string) => string | null) {
    super(type, entries);
    this.#resolve = resolve;
  }

  override get(key: string): V | null {
    return key === null ? null : super.get(this.keyFor(key));
  }

  override has(key: string): boolean {
    return key !== null && super.has(this.keyFor(key));
  }

  private keyFor(name: string): string {
    return this.#resolve(name) ?? name.toLowerCase();
  }
}
