/** Apex List. Its methods live in `library/System/List.ts`; here is the storage, with the rules that emitted code needs. */
import type { Type } from '../../types/symbols.ts';
import { throwApex } from '../exceptions.ts';
import { allocate } from '../heap.ts';
import { IterationGuard } from './iteration.ts';

export class ApexList<T = unknown> extends IterationGuard {
  /** List<E>. */
  readonly type: Type;
  /** For reading, and for writing elements in place; to add or remove use `mutableItems`. */
  readonly items: T[];

  constructor(type: Type, items: T[] = []) {
    super();
    this.type = type;
    this.items = items;
    allocate(32 + 8 * items.length);
  }

  /**
   * The elements, for a change of size.
   * @throws System.FinalException inside a loop over the list
   */
  mutableItems(): T[] {
    this.checkNotIterated();
    allocate(8);
    return this.items;
  }

  /** @throws System.ListException "List index out of bounds: 5" */
  at(index: number): T {
    this.checkIndex(index);
    return this.items[index]!;
  }

  /** @throws System.ListException "List index out of bounds: 5" */
  put(index: number, value: T): void {
    this.checkIndex(index);
    this.items[index] = value;
  }

  /** @throws System.ListException when there is no element at the index */
  checkIndex(index: number): void {
    if (index < 0 || index >= this.items.length)
      throwApex('System.ListException', `List index out of bounds: ${index}`);
  }
}
