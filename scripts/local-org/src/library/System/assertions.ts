/** What System.assert… and the Assert class share. Source: Apex Reference Guide, Assert Class and System Class. */
import { ApexId, Decimal, apexStrictEquals, normalizeId, stringValue, throwApex } from '../../runtime/index.ts';
import { numberOf } from '../numbers.ts';

/** @throws System.AssertException, which no Apex `catch` takes */
export function failAssertion(message: unknown, detail: string | null = null): never {
  const given = message === undefined || message === null ? null : stringValue(message);
  const text = [given, detail].filter((part) => part !== null).join(': ');
  return throwApex('System.AssertException', text === '' ? 'Assertion Failed' : `Assertion Failed: ${text}`);
}

export function assertTrue(condition: boolean | null, message?: unknown): void {
  if (condition !== true) failAssertion(message);
}

export function assertFalse(condition: boolean | null, message?: unknown): void {
  if (condition !== false) failAssertion(message);
}

export function assertEqual(expected: unknown, actual: unknown, message?: unknown): void {
  if (isSame(expected, actual)) return;
  failAssertion(message, `Expected: ${stringValue(expected)}, Actual: ${stringValue(actual)}`);
}

export function assertNotEqual(notExpected: unknown, actual: unknown, message?: unknown): void {
  if (isSame(notExpected, actual)) failAssertion(message, `Same value: ${stringValue(notExpected)}`);
}

/** Texts by case; numbers of different kinds by value; an Id and its text are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (apexStrictEquals(a, b)) return true;
  if (a instanceof ApexId && typeof b === 'string') return normalizeId(b) === a.value;
  if (b instanceof ApexId && typeof a === 'string') return normalizeId(a) === b.value;
  if (a instanceof Decimal && isWhole(b)) return a.equals(Decimal.fromInteger(b));
  if (b instanceof Decimal && isWhole(a)) return b.equals(Decimal.fromInteger(a));
  const [left, right] = [numberOf(a), numberOf(b)];
  return left !== null && left === right;
}

function isWhole(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
