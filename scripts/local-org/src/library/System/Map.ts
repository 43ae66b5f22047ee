/** System.Map. Source: Apex Reference Guide, Map Class (apex_methods_system_map). */
import type { ApexId } from '../../runtime/index.ts';
import {
  ApexList,
  ApexMap,
  ApexSet,
  SObjectValue,
  apexEquals,
  apexHash,
  stringValue,
  throwApex,
} from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { cloneRecord } from '../records.ts';
import { sobjectTypeToken } from '../Schema/tokens.ts';
import { listTypeOf, required, setTypeOf } from '../support.ts';

export const MapType = platformType({
  name: 'System.Map<K, V>',
  kind: 'class',
  page: 'apex_methods_system_map',
  members: {
    'new()': (type: Type) => new ApexMap(type),
    'new(Map<K, V> mapToCopy)': (type: Type, source: ApexMap | null) => new ApexMap(type, required(source).entries()),
    'new(List<SObject> recordList)': (type: Type, records: ApexList<SObjectValue> | null) => {
      const map = new ApexMap(type);
      putRecords(map, records);
      return map;
    },
    'void clear()': (self: ApexMap) => self.clear(),
    'Map<K, V> clone()': (self: ApexMap) => new ApexMap(self.type, self.entries()),
    'Boolean containsKey(K key)': (self: ApexMap, key: unknown) => self.has(key),
    'Map<K, V> deepClone()': deepClone,
    'Boolean equals(Object other)': (self: ApexMap, other: unknown) => apexEquals(self, other),
    'V get(K key)': (self: ApexMap, key: unknown) => self.get(key),
    'Schema.SObjectType getSObjectType()': sobjectType,
    'Integer hashCode()': (self: ApexMap) => apexHash(self),
    'Boolean isEmpty()': (self: ApexMap) => self.size === 0,
    'Set<K> keySet()': (self: ApexMap) => new ApexSet(setTypeOf(self.type.args[0]!), self.keys()),
    'V put(K key, V value)': (self: ApexMap, key: unknown, value: unknown) => self.set(key, value),
    'void putAll(Map<K, V> fromMap)': (self: ApexMap, source: ApexMap | null) => {
      for (const [key, value] of required(source).entries()) self.set(key, value);
    },
    'void putAll(List<SObject> recordList)': putRecords,
    'V remove(K key)': (self: ApexMap, key: unknown) => self.delete(key),
    'Integer size()': (self: ApexMap) => self.size,
    'String toString()': (self: ApexMap) => stringValue(self),
    'List<V> values()': (self: ApexMap) => new ApexList(listTypeOf(self.type.args[1]!), [...self.values()]),
  },
});

/** Records by their ids; the ids are texts where the map's keys are. */
function putRecords(self: ApexMap, records: ApexList<SObjectValue> | null): void {
  const asText = self.type.args[0]?.symbol.name === 'String';
  required(records).items.forEach((record, index) => {
    const id: ApexId = record?.id ?? throwApex('System.ListException', `Row with null Id at index: ${index}`);
    self.set(asText ? id.value : id, record);
  });
}

function deepClone(self: ApexMap): ApexMap {
  const copy = new ApexMap(self.type);
  const options = { preserveId: true, preserveTimestamps: true, preserveAutonumber: true, deep: true };
  for (const [key, value] of self.entries())
    copy.set(key, value instanceof SObjectValue ? cloneRecord(value, options) : value);
  return copy;
}

function sobjectType(self: ApexMap): unknown {
  const object = self.type.args[1]?.symbol.object ?? null;
  return object === null ? null : sobjectTypeToken(object);
}
