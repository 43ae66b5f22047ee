/** System.Iterator and System.Iterable. Source: Apex Developer Guide, Custom Iterators (apex_classes_iterable). */
import { throwApex } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { PlatformIterator } from '../iteration.ts';
import { platformSymbol } from '../support.ts';

export const IteratorType = platformType({
  name: 'System.Iterator<T>',
  kind: 'interface',
  page: 'apex_classes_iterable',
  members: { 'Boolean hasNext()': null, 'T next()': null },
});

export const IterableType = platformType({
  name: 'System.Iterable<T>',
  kind: 'interface',
  page: 'apex_classes_iterable',
  members: { 'Iterator<T> iterator()': null },
});

/** Walks an array, also while it grows. */
export class ArrayIterator extends PlatformIterator {
  private readonly items: readonly unknown[];
  private position = 0;

  constructor(items: readonly unknown[], element: Type) {
    super({ symbol: platformSymbol('System.Iterator'), args: [element] });
    this.items = items;
  }

  hasNext(): boolean {
    return this.position < this.items.length;
  }

  next(): unknown {
    if (!this.hasNext()) throwApex('System.NoSuchElementException', 'Iterator has no more elements');
    return this.items[this.position++];
  }
}
