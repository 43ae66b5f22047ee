/**
 * Keys of Apex sets and maps as keys of JavaScript Maps. Scalars become a primitive that is equal when they are; other
 * values with equality of their own are represented by the first equal value that the collection has seen.
 */
import { callMethod, hasUserMethod } from '../dispatch.ts';
import { apexHash, apexStrictEquals, equalsKey, hashCodeKey } from '../equality.ts';
import { PlatformObject } from '../object.ts';
import { SObjectValue } from '../sobject.ts';
import { ApexBlob } from '../values/blob.ts';
import { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import { DoubleBox } from '../values/double.ts';
import { EnumValue } from '../values/enum.ts';
import { ApexId } from '../values/id.ts';
import { ApexTime } from '../values/time.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';

/** Values with equality of their own, by hash. One per collection, made when first needed. */
export type Buckets = Map<number, object[]>;

/** Whether a value is a scalar, whose key needs no buckets. */
export function isCanonicalKey(value: object): boolean {
  return scalarKey(value) !== undefined;
}

/** The primitive that stands for a scalar object; undefined for other objects. */
export function scalarKey(value: object): unknown {
  if (value instanceof ApexId) return value.value;
  if (value instanceof EnumValue) return value;
  if (value instanceof Decimal) return `\u0000n${value.stripTrailingZeros().toString()}`;
  if (value instanceof DoubleBox) return `\u0000d${value.value}`;
  if (value instanceof ApexDate) return `\u0000D${value.toEpochDay()}`;
  if (value instanceof ApexDatetime) return `\u0000t${value.ms}`;
  if (value instanceof ApexTime) return `\u0000T${value.ms}`;
  if (value instanceof ApexBlob) return `\u0000b${Buffer.from(value.bytes).toString('latin1')}`;
  return undefined;
}

/**
 * The key of a value in a collection. `remember` keeps the value as the representative of its equals when it is the first.
 */
export function keyOf(value: unknown, buckets: () => Buckets, remember: boolean): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const scalar = scalarKey(value);
  if (scalar !== undefined) return scalar;
  if (!hasOwnEquality(value)) return value;
  return representative(value, buckets(), remember);
}

/** Objects without equals() and hashCode() are equal only to themselves. */
function hasOwnEquality(value: object): boolean {
  if (hasUserMethod(value, equalsKey)) return hasUserMethod(value, hashCodeKey);
  if (value instanceof PlatformObject) return value.apexEquals !== undefined && value.apexHash !== undefined;
  return (
    value instanceof SObjectValue || value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap
  );
}

function representative(value: object, buckets: Buckets, remember: boolean): object {
  const hash = apexHash(value);
  const bucket = buckets.get(hash);
  const found = bucket?.find((candidate) => candidate === value || isEqualKey(value, candidate));
  if (found !== undefined) return found;
  if (remember) {
    if (bucket === undefined) buckets.set(hash, [value]);
    else bucket.push(value);
  }
  return value;
}

function isEqualKey(value: object, candidate: object): boolean {
  if (hasUserMethod(value, equalsKey)) return callMethod(value, equalsKey, [candidate]) === true;
  return apexStrictEquals(value, candidate);
}

/** Forgets a representative after its entry was removed. */
export function forget(key: unknown, buckets: Buckets): void {
  if (typeof key !== 'object' || key === null) return;
  for (const [hash, bucket] of buckets) {
    const index = bucket.indexOf(key);
    if (index < 0) continue;
    if (bucket.length === 1) buckets.delete(hash);
    else bucket.splice(index, 1);
    return;
  }
}
