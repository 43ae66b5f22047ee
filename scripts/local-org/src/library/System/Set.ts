/** System.Set. Source: Apex Reference Guide, Set Class (apex_methods_system_set). */
import { ApexList, ApexSet, apexEquals, apexHash, stringValue } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { iterate } from '../iteration.ts';
import { required } from '../support.ts';
import { ArrayIterator } from './Iterator.ts';

type Source = ApexList | ApexSet | null;

export const SetType = platformType({
  name: 'System.Set<T>',
  kind: 'class',
  page: 'apex_methods_system_set',
  implements: ['System.Iterable<T>'],
  members: {
    'new()': (type: Type) => new ApexSet(type),
    'new(Set<T> setToCopy)': (type: Type, source: Source) => new ApexSet(type, items(source)),
    'new(List<T> listToCopy)': (type: Type, source: Source) => new ApexSet(type, items(source)),
    'new(Iterable<T> source)': (type: Type, source: unknown) => new ApexSet(type, iterate(required(source))),
    'Boolean add(T setElement)': (self: ApexSet, element: unknown) => self.add(element),
    'Boolean addAll(List<T> fromList)': addAll,
    'Boolean addAll(Set<T> fromSet)': addAll,
    'void clear()': (self: ApexSet) => self.clear(),
    'Set<T> clone()': (self: ApexSet) => new ApexSet(self.type, self.values()),
    'Boolean contains(T setElement)': (self: ApexSet, element: unknown) => self.has(element),
    'Boolean containsAll(List<T> listToCompare)': containsAll,
    'Boolean containsAll(Set<T> setToCompare)': containsAll,
    'Boolean equals(Object other)': (self: ApexSet, other: unknown) => apexEquals(self, other),
    'Integer hashCode()': (self: ApexSet) => apexHash(self),
    'Boolean isEmpty()': (self: ApexSet) => self.size === 0,
    'Iterator<T> iterator()': (self: ApexSet) => new ArrayIterator([...self.values()], self.type.args[0]!),
    'Boolean remove(T setElement)': (self: ApexSet, element: unknown) => self.delete(element),
    'Boolean removeAll(List<T> listOfElementsToRemove)': removeAll,
    'Boolean removeAll(Set<T> setOfElementsToRemove)': removeAll,
    'Boolean retainAll(List<T> listOfElementsToRetain)': retainAll,
    'Boolean retainAll(Set<T> setOfElementsToRetain)': retainAll,
    'Integer size()': (self: ApexSet) => self.size,
    'String toString()': (self: ApexSet) => stringValue(self),
  },
});

function items(source: Source): unknown[] {
  const collection = required(source);
  return collection instanceof ApexList ? collection.items : [...collection.values()];
}

/** True when the set changed. */
function addAll(self: ApexSet, source: Source): boolean {
  let changed = false;
  for (const item of items(source)) changed = self.add(item) || changed;
  return changed;
}

function containsAll(self: ApexSet, source: Source): boolean {
  return items(source).every((item) => self.has(item));
}

function removeAll(self: ApexSet, source: Source): boolean {
  let changed = false;
  for (const item of items(source)) changed = self.delete(item) || changed;
  return changed;
}

function retainAll(self: ApexSet, source: Source): boolean {
  const retained = new ApexSet(self.type, items(source));
  return removeAll(
    self,
    new ApexList(
      self.type,
      [...self.values()].filter((item) => !retained.has(item)),
    ),
  );
}
