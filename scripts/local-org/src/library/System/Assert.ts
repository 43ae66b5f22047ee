/** System.Assert. Source: Apex Reference Guide, Assert Class (apex_class_System_Assert). */
import { isInstance, qualifiedTypeName, stringValue, typeOf } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';
import { assertEqual, assertFalse, assertNotEqual, assertTrue, failAssertion } from './assertions.ts';
import type { TypeToken } from './type-token.ts';

export const AssertType = platformType({
  name: 'System.Assert',
  kind: 'class',
  page: 'apex_class_System_Assert',
  members: {
    'static void areEqual(Object expected, Object actual)': assertEqual,
    'static void areEqual(Object expected, Object actual, String msg)': assertEqual,
    'static void areNotEqual(Object notExpected, Object actual)': assertNotEqual,
    'static void areNotEqual(Object notExpected, Object actual, String msg)': assertNotEqual,
    'static void fail()': () => failAssertion(null),
    'static void fail(String msg)': (message: string | null) => failAssertion(message),
    'static void isFalse(Boolean condition)': assertFalse,
    'static void isFalse(Boolean condition, String msg)': assertFalse,
    'static void isInstanceOfType(Object instance, System.Type expectedType)': assertInstance,
    'static void isInstanceOfType(Object instance, System.Type expectedType, String msg)': assertInstance,
    'static void isNotInstanceOfType(Object instance, System.Type notExpectedType)': assertNotInstance,
    'static void isNotInstanceOfType(Object instance, System.Type notExpectedType, String msg)': assertNotInstance,
    'static void isNotNull(Object value)': assertNotNull,
    'static void isNotNull(Object value, String msg)': assertNotNull,
    'static void isNull(Object value)': assertNull,
    'static void isNull(Object value, String msg)': assertNull,
    'static void isTrue(Boolean condition)': assertTrue,
    'static void isTrue(Boolean condition, String msg)': assertTrue,
  },
});

function assertNull(value: unknown, message?: string | null): void {
  if (value !== null) failAssertion(message, `Expected: null, Actual: ${stringValue(value)}`);
}

function assertNotNull(value: unknown, message?: string | null): void {
  if (value === null) failAssertion(message, 'Same value: null');
}

function assertInstance(value: unknown, expected: TypeToken | null, message?: string | null): void {
  const { type } = required(expected);
  if (value !== null && isInstance(value, type)) return;
  const actual = value === null ? 'null' : qualifiedTypeName(typeOf(value).symbol);
  failAssertion(message, `Expected instance of type: ${qualifiedTypeName(type.symbol)}, Actual: ${actual}`);
}

function assertNotInstance(value: unknown, notExpected: TypeToken | null, message?: string | null): void {
  const { type } = required(notExpected);
  if (value !== null && isInstance(value, type))
    failAssertion(message, `Instance is of type: ${qualifiedTypeName(type.symbol)}`);
}
