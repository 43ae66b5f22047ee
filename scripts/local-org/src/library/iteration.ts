/** Walking what Apex can iterate: lists, sets, and objects of classes that implement Iterable or Iterator. */
import { ApexList, ApexSet, PlatformObject, callMethod, throwApex } from '../runtime/index.ts';

/** What `List.iterator()` and other platform iterators give. Apex code calls them by the keys of Iterator's methods. */
export abstract class PlatformIterator extends PlatformObject {
  abstract hasNext(): boolean;
  abstract next(): unknown;

  hasnext$(): boolean {
    return this.hasNext();
  }

  next$(): unknown {
    return this.next();
  }
}

/** All items in order. Platform objects that can be iterated (Database.QueryLocator …) offer JavaScript's iterator. */
export function* iterate(iterable: unknown): Generator<unknown> {
  if (iterable instanceof ApexList) yield* iterable.items;
  else if (iterable instanceof ApexSet) yield* iterable.values();
  else if (iterable instanceof PlatformIterator) yield* remaining(iterable);
  else if (iterable instanceof PlatformObject && Symbol.iterator in iterable)
    yield* iterable as unknown as Iterable<unknown>;
  else if (typeof iterable === 'object' && iterable !== null) yield* iterateObject(iterable);
  else throwApex('System.TypeException', 'Value is not iterable');
}

/** An Iterable of the program, or its Iterator itself. */
function* iterateObject(object: object): Generator<unknown> {
  const iterator = 'hasnext$' in object ? object : (callMethod(object, 'iterator$', []) as object);
  if (iterator instanceof PlatformIterator) yield* remaining(iterator);
  else while (callMethod(iterator, 'hasnext$', []) === true) yield callMethod(iterator, 'next$', []);
}

function* remaining(iterator: PlatformIterator): Generator<unknown> {
  while (iterator.hasNext()) yield iterator.next();
}
