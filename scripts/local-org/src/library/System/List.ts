/** System.List. Source: Apex Reference Guide, List Class (apex_methods_system_list). */
import type { ApexSet } from '../../runtime/index.ts';
import {
  ApexList,
  SObjectValue,
  apexEquals,
  apexHash,
  apexStrictEquals,
  callMethod,
  compareValues,
  stringValue,
  throwApex,
} from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { iterate } from '../iteration.ts';
import { cloneRecord } from '../records.ts';
import { sobjectTypeToken } from '../Schema/tokens.ts';
import { required } from '../support.ts';
import { ArrayIterator } from './Iterator.ts';

export const ListType = platformType({
  name: 'System.List<T>',
  kind: 'class',
  page: 'apex_methods_system_list',
  implements: ['System.Iterable<T>'],
  members: {
    'new()': (type: Type) => new ApexList(type),
    'new(List<T> listToCopy)': (type: Type, source: ApexList | null) => new ApexList(type, [...required(source).items]),
    'new(Set<T> setToCopy)': (type: Type, source: ApexSet | null) => new ApexList(type, [...required(source).values()]),
    'new(Iterable<T> source)': (type: Type, source: unknown) => new ApexList(type, [...iterate(required(source))]),
    'void add(T listElement)': (self: ApexList, element: unknown) => void self.mutableItems().push(element),
    'void add(Integer index, T listElement)': insertAt,
    'void addAll(List<T> fromList)': (self: ApexList, source: ApexList | null) =>
      appendAll(self, required(source).items),
    'void addAll(Set<T> fromSet)': (self: ApexList, source: ApexSet | null) =>
      appendAll(self, [...required(source).values()]),
    'void clear()': (self: ApexList) => void (self.mutableItems().length = 0),
    'List<T> clone()': (self: ApexList) => new ApexList(self.type, [...self.items]),
    'Boolean contains(T listElement)': (self: ApexList, element: unknown) => indexOf(self, element) !== -1,
    'List<T> deepClone()': (self: ApexList) => deepClone(self, false, false, false),
    'List<T> deepClone(Boolean preserveId)': (self: ApexList, id: boolean) => deepClone(self, id, false, false),
    'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps)': (
      self: ApexList,
      id: boolean,
      timestamps: boolean,
    ) => deepClone(self, id, timestamps, false),
    'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)': deepClone,
    'Boolean equals(Object other)': (self: ApexList, other: unknown) => apexEquals(self, other),
    'T get(Integer index)': (self: ApexList, index: number | null) => self.at(required(index)),
    'Schema.SObjectType getSObjectType()': sobjectType,
    'Integer hashCode()': (self: ApexList) => apexHash(self),
    'Integer indexOf(T listElement)': indexOf,
    'Boolean isEmpty()': (self: ApexList) => self.items.length === 0,
    'Iterator<T> iterator()': (self: ApexList) => new ArrayIterator(self.items, self.type.args[0]!),
    'T remove(Integer index)': (self: ApexList, index: number | null) => removeAt(self, required(index)),
    'void set(Integer index, T listElement)': (self: ApexList, index: number | null, element: unknown) =>
      self.put(required(index), element),
    'Integer size()': (self: ApexList) => self.items.length,
    'void sort()': (self: ApexList) => void self.items.sort(compareValues),
    'void sort(Comparator<T> comparator)': sortBy,
    'String toString()': (self: ApexList) => stringValue(self),
  },
});

function removeAt(self: ApexList, index: number): unknown {
  self.checkIndex(index);
  return self.mutableItems().splice(index, 1)[0];
}

function insertAt(self: ApexList, index: number | null, element: unknown): void {
  const position = required(index);
  if (position < 0 || position > self.items.length)
    throwApex('System.ListException', `List index out of bounds: ${position}`);
  self.mutableItems().splice(position, 0, element);
}

function appendAll(self: ApexList, items: readonly unknown[]): void {
  // A list may be added to itself; and a spread into push() would overflow the stack for long lists.
  const target = self.mutableItems();
  for (const item of items === target ? [...items] : items) target.push(item);
}

function indexOf(self: ApexList, element: unknown): number {
  return self.items.findIndex((item) => apexStrictEquals(item, element));
}

function deepClone(
  self: ApexList,
  preserveId: boolean,
  preserveTimestamps: boolean,
  preserveAutonumber: boolean,
): ApexList {
  const options = { preserveId, preserveTimestamps, preserveAutonumber, deep: true };
  return new ApexList(
    self.type,
    self.items.map((item) => (item instanceof SObjectValue ? cloneRecord(item, options) : item)),
  );
}

/** Null for lists of the abstract SObject. */
function sobjectType(self: ApexList): unknown {
  const object = self.type.args[0]?.symbol.object ?? null;
  return object === null ? null : sobjectTypeToken(object);
}

function sortBy(self: ApexList, comparator: object | null): void {
  const by = required(comparator);
  self.items.sort((a, b) => callMethod(by, 'compare$object$object', [a, b]) as number);
}
