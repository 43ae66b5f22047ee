/**
 * Equality and hashing of Apex values. `==` on strings ignores case; collection keys do not. User classes take part with
 * their own equals() and hashCode(), platform objects with apexEquals and apexHash.
 */
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { isCanonicalKey } from './collections/key.ts';
import { hasUserMethod, callMethod } from './dispatch.ts';
import { PlatformObject } from './object.ts';
import { AggregateResultValue, SObjectValue } from './sobject.ts';
import { ApexBlob } from './values/blob.ts';
import { ApexDate } from './values/date.ts';
import { ApexDatetime } from './values/datetime.ts';
import { Decimal } from './values/decimal.ts';
import { DoubleBox } from './values/double.ts';
import { EnumValue } from './values/enum.ts';
import { ApexId } from './values/id.ts';
import { ApexTime } from './values/time.ts';

export const equalsKey = 'equals$object';
export const hashCodeKey = 'hashcode$';

export function isNull(value: unknown): value is null {
  return value === null;
}

/** `==` on values of one static type: strings ignore case. */
export function apexEquals(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return textEquals(a, b);
  return apexStrictEquals(a, b);
}

export function textEquals(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

/** Equality of collection keys and of Object.equals: strings by case, records by fields, collections by content. */
export function apexStrictEquals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return isSameId(a, b) || isSameId(b, a);
  if (hasUserMethod(a, equalsKey)) return callMethod(a, equalsKey, [b]) === true;
  if (a instanceof PlatformObject) return a.apexEquals?.(b) ?? false;
  if (a instanceof SObjectValue) return b instanceof SObjectValue && recordEquals(a, b);
  if (a instanceof ApexList) return b instanceof ApexList && listEquals(a.items, b.items);
  if (a instanceof ApexSet)
    return b instanceof ApexSet && a.size === b.size && everyOf(a.values(), (value) => b.has(value));
  if (a instanceof ApexMap) return b instanceof ApexMap && mapEquals(a, b);
  return valueEquals(a, b);
}

/** In variables of type Object an Id may meet its text. */
function isSameId(a: unknown, b: unknown): boolean {
  return a instanceof ApexId && typeof b === 'string' && (b === a.value || b === a.to15());
}

function valueEquals(a: object, b: object): boolean {
  if (a instanceof ApexId) return b instanceof ApexId && a.value === b.value;
  if (a instanceof Decimal) return b instanceof Decimal && a.equals(b);
  if (a instanceof DoubleBox) return b instanceof DoubleBox && a.value === b.value;
  if (a instanceof ApexDate) return b instanceof ApexDate && a.equals(b);
  if (a instanceof ApexDatetime) return b instanceof ApexDatetime && a.equals(b);
  if (a instanceof ApexTime) return b instanceof ApexTime && a.equals(b);
  if (a instanceof ApexBlob) return b instanceof ApexBlob && a.equals(b);
  return false;
}

function listEquals(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => apexStrictEquals(item, b[i]));
}

function mapEquals(a: ApexMap, b: ApexMap): boolean {
  return a.size === b.size && everyOf(a.entries(), ([key, value]) => b.has(key) && apexStrictEquals(value, b.get(key)));
}

function everyOf<T>(values: Iterable<T>, test: (value: T) => boolean): boolean {
  for (const value of values) if (!test(value)) return false;
  return true;
}

function recordEquals(a: SObjectValue, b: SObjectValue): boolean {
  if (a.object.name !== b.object.name) return false;
  const names = new Set([...a.populatedKeys(), ...b.populatedKeys()]);
  for (const name of names) if (!apexStrictEquals(a.getField(name), b.getField(name))) return false;
  return true;
}

/** A 32-bit hash that agrees with apexStrictEquals. Strings and numbers hash as in Java. */
export function apexHash(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return textHash(value);
    case 'number':
      return value | 0;
    case 'boolean':
      return value ? 1231 : 1237;
    case 'bigint':
      return Number(BigInt.asIntN(32, value ^ (value >> 32n)));
    default:
      return value === null ? 0 : objectHash(value as object);
  }
}

function objectHash(value: object): number {
  if (hasUserMethod(value, hashCodeKey)) return (callMethod(value, hashCodeKey, []) as number | null) ?? 0;
  if (value instanceof PlatformObject) return value.apexHash?.() ?? identityHash(value);
  if (value instanceof ApexList)
    return value.items.reduce((hash: number, item) => (Math.imul(31, hash) + apexHash(item)) | 0, 1);
  if (value instanceof ApexSet) return sumOf(value.values(), apexHash);
  if (value instanceof ApexMap) return sumOf(value.entries(), ([key, item]) => apexHash(key) ^ apexHash(item));
  if (value instanceof SObjectValue) return recordHash(value);
  return scalarHash(value);
}

function scalarHash(value: object): number {
  if (value instanceof ApexId) return textHash(value.value);
  if (value instanceof Decimal) return textHash(value.stripTrailingZeros().toString());
  if (value instanceof DoubleBox) return textHash(String(value.value));
  if (value instanceof ApexDate) return value.toEpochDay() | 0;
  if (value instanceof ApexDatetime || value instanceof ApexTime) return (value.ms ^ (value.ms / 2 ** 32)) | 0;
  if (value instanceof ApexBlob) return value.bytes.reduce((hash, byte) => (Math.imul(31, hash) + byte) | 0, 1);
  if (value instanceof EnumValue) return textHash(value.name);
  return identityHash(value);
}

function recordHash(record: SObjectValue): number {
  return sumOf(record.populatedKeys(), (name) => {
    const value = record.getField(name);
    return value === null ? 0 : textHash(name) ^ apexHash(value);
  });
}

function sumOf<T>(values: Iterable<T>, hash: (value: T) => number): number {
  let sum = 0;
  for (const value of values) sum = (sum + hash(value)) | 0;
  return sum;
}

export function textHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number that stays with the object; for objects without hashCode(). */
export function identityHash(value: object): number {
  let identity = identities.get(value);
  if (identity === undefined) {
    identity = Math.imul((lastIdentity = (lastIdentity + 1) | 0), 0x9e3779b1) | 0;
    identities.set(value, identity);
  }
  return identity;
}

/** Whether two values are the same object (`===`); values without identity compare as with `==`. */
export function isIdentical(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const hasIdentity = a instanceof SObjectValue || a instanceof AggregateResultValue || !isCanonicalKey(a);
  return hasIdentity ? false : apexStrictEquals(a, b);
}
