/**
 * Apex values as components get them. Source: Lightning Web Components Developer Guide, "Call Apex Methods": of an Apex class the
 * members with @AuraEnabled are returned; records are objects of their fields, and related records arrays.
 */
import {
  AggregateResultValue,
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  Decimal,
  DoubleBox,
  EnumValue,
  SObjectValue,
  getMember,
  instanceFields,
  isTypedObject,
  stringValue,
  throwApex,
  typeOf,
} from '../../../runtime/index.ts';
import type { FieldSymbol } from '../../../types/symbols.ts';
import { typeName } from '../../../types/symbols.ts';
import { datetimeText } from './text.ts';

/**
 * A value as plain data that JSON can hold.
 * @throws System.JSONException for values that components cannot get
 */
export function componentValue(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  return scalarOf(value) ?? compoundOf(value);
}

function scalarOf(value: object): string | number | undefined {
  if (value instanceof ApexId || value instanceof ApexDate) return value.toString();
  if (value instanceof ApexDatetime) return datetimeText(value);
  if (value instanceof ApexTime) return value.ms;
  if (value instanceof Decimal) return Number(value.toPlainString());
  if (value instanceof DoubleBox) return value.value;
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ApexBlob) return Buffer.from(value.bytes).toString('base64');
  return undefined;
}

function compoundOf(value: object): unknown {
  if (value instanceof ApexList) return value.items.map(componentValue);
  if (value instanceof ApexSet) return [...value.values()].map(componentValue);
  if (value instanceof ApexMap)
    return Object.fromEntries([...value.entries()].map(([key, item]) => [stringValue(key), componentValue(item)]));
  if (value instanceof SObjectValue) return recordOf(value);
  if (value instanceof AggregateResultValue)
    return Object.fromEntries([...value.entries()].map(([alias, item]) => [alias, componentValue(item)]));
  if (isTypedObject(value)) {
    const fields = instanceFields(value.$type).filter(isAuraEnabled);
    if (fields.length > 0)
      return Object.fromEntries(fields.map((field) => [field.name, componentValue(getMember(value, field))]));
  }
  return throwApex('System.JSONException', `Unable to serialize value of type ${typeName(typeOf(value))}`);
}

function recordOf(record: SObjectValue): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of record.populated()) {
    // Queried records leave out what is null; what was set in Apex stays.
    if (value !== null || record.queriedFields === null) fields[name] = componentValue(value);
  }
  for (const [key, parent] of record.parents()) {
    if (parent !== null) fields[record.object.parent(key)?.relationshipName ?? key] = componentValue(parent);
  }
  for (const [key, children] of record.childLists())
    fields[record.object.children(key)?.relationshipName ?? key] = componentValue(children);
  return fields;
}

function isAuraEnabled(field: FieldSymbol): boolean {
  return (
    field.modifiers?.annotations.some(({ name }) => name.toLowerCase() === 'auraenabled') === true &&
    (field.accessors === null || field.accessors.get !== null)
  );
}
