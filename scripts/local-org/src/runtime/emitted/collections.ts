/** Making, indexing and walking collections. */
import type { Type } from '../../types/symbols.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { ApexSet } from '../collections/set.ts';
import type { IterationGuard } from '../collections/iteration.ts';
import { callMethod } from '../dispatch.ts';
import { throwApex, throwNull } from '../exceptions.ts';
import { SObjectValue } from '../sobject.ts';

/** Records that `for (List<T> batch : [SELECT …])` gives at a time. */
const batchSize = 200;

export function newList(type: Type, items: unknown[]): ApexList {
  return new ApexList(type, items);
}

/** `new T[n]`: n nulls. */
export function newSizedList(type: Type, size: number | null): ApexList {
  if (size === null) throwNull();
  if (size < 0) throwApex('System.ListException', `Invalid size: ${size}`);
  return new ApexList(type, new Array<unknown>(size).fill(null));
}

export function newSet(type: Type, items: unknown[]): ApexSet {
  return new ApexSet(type, items);
}

export function newMap(type: Type, entries: [unknown, unknown][]): ApexMap {
  return new ApexMap(type, entries);
}

export function listGet(list: ApexList | null, index: number | null): unknown {
  if (list === null || index === null) throwNull();
  return list.at(index);
}

export function listSet<T>(list: ApexList | null, index: number | null, value: T): T {
  if (list === null || index === null) throwNull();
  list.put(index, value);
  return value;
}

export function* iterateList(list: ApexList | null): Generator<unknown> {
  if (list === null) throwNull();
  yield* guarded(list, list.items);
}

export function* iterateSet(set: ApexSet | null): Generator<unknown> {
  if (set === null) throwNull();
  yield* guarded(set, set.values());
}

/** An Iterable of the project or of the platform, or whatever collection is behind it. */
export function* iterate(iterable: object | null): Generator<unknown> {
  if (iterable === null) throwNull();
  if (iterable instanceof ApexList) yield* iterateList(iterable);
  else if (iterable instanceof ApexSet) yield* iterateSet(iterable);
  else {
    const iterator = callMethod(iterable, 'iterator$', []) as object | null;
    if (iterator === null) throwNull();
    while (callMethod(iterator, 'hasnext$', []) === true) yield callMethod(iterator, 'next$', []);
  }
}

export function* iterateBatches(list: ApexList | null): Generator<ApexList> {
  if (list === null) throwNull();
  for (let start = 0; start < list.items.length; start += batchSize) {
    yield new ApexList(list.type, list.items.slice(start, start + batchSize));
  }
}

function* guarded(collection: IterationGuard, values: Iterable<unknown>): Generator<unknown> {
  collection.beginIteration();
  try {
    yield* values;
  } finally {
    collection.endIteration();
  }
}

/** Elements of a DML or publish argument: one record, or a list of them. */
export function recordsOf(target: unknown): SObjectValue[] {
  if (target === null) throwNull();
  if (target instanceof SObjectValue) return [target];
  return (target as ApexList<SObjectValue | null>).items.map((record) => {
    if (record === null) throwNull();
    return record;
  });
}
