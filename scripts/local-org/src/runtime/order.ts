/**
 * The order in which List.sort puts values. Source: List.sort and "Sorting Lists",
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm
 */
import { callMethod, hasUserMethod } from './dispatch.ts';
import { throwApex } from './exceptions.ts';
import { typeOf } from './instance.ts';
import { SObjectValue } from './sobject.ts';
import { ApexBlob } from './values/blob.ts';
import { ApexDate } from './values/date.ts';
import { ApexDatetime } from './values/datetime.ts';
import { Decimal } from './values/decimal.ts';
import { DoubleBox } from './values/double.ts';
import { EnumValue } from './values/enum.ts';
import { ApexId } from './values/id.ts';
import { ApexTime } from './values/time.ts';
import { typeName } from '../types/symbols.ts';

const compareToKey = 'compareto$object';

/**
 * Negative, zero or positive. Null comes first; strings by code unit; numbers by value; enums by ordinal; objects through
 * compareTo; SObjects by name-like fields, then Id.
 * @throws System.ListException "One or more of the items in this list is not Comparable."
 */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'object') return compareObjects(a, b);
  if (typeof a === typeof b) return (a as string) < (b as string) ? -1 : 1;
  return compareNumbers(a, b);
}

function compareObjects(a: object, b: unknown): number {
  if (hasUserMethod(a, compareToKey)) return compareByUser(a, b);
  if (a instanceof ApexId) return compareText(a.value, String(b));
  if (a instanceof ApexDate && b instanceof ApexDate) return a.compareTo(b);
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return a.compareTo(b);
  if (a instanceof ApexTime && b instanceof ApexTime) return a.compareTo(b);
  if (a instanceof EnumValue && b instanceof EnumValue) return a.ordinal - b.ordinal;
  if (a instanceof SObjectValue && b instanceof SObjectValue) return compareRecords(a, b);
  if (a instanceof Decimal || a instanceof DoubleBox) return compareNumbers(a, b);
  if (a instanceof ApexBlob && b instanceof ApexBlob) return Buffer.compare(a.bytes, b.bytes);
  return notComparable();
}

function compareByUser(a: object, b: unknown): number {
  const result = callMethod(a, compareToKey, [b]);
  if (typeof result !== 'number') throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  return result;
}

function compareNumbers(a: unknown, b: unknown): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.compareTo(b);
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === null || right === null) return notComparable();
  return left < right ? -1 : left > right ? 1 : 0;
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DoubleBox) return value.value;
  if (value instanceof Decimal) return value.toNumber();
  return null;
}

function compareRecords(a: SObjectValue, b: SObjectValue): number {
  const byObject = compareText(a.object.label, b.object.label);
  if (byObject !== 0) return byObject;
  for (const field of a.object.fields.values()) {
    if (!field.nameField) continue;
    const byName = compareValues(a.getField(field.name.toLowerCase()), b.getField(field.name.toLowerCase()));
    if (byName !== 0) return byName;
  }
  return compareValues(a.id, b.id);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function notComparable(): never {
  throwApex('System.ListException', 'One or more of the items in this list is not Comparable.');
}

/** For error texts. */
export function runtimeTypeName(value: unknown): string {
  return value === null ? 'null' : typeName(typeOf(value));
}
