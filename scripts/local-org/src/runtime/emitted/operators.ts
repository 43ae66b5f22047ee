/**
 * Operators by the representation of their operands: `R.integer.add(a, b)`. Comparisons with null follow the language
 * reference: `==` and `!=` compare, order comparisons of numbers and dates are false, and text is greater than no text.
 * Source: Apex Developer Guide, "Expression Operators".
 */
import { apexEquals, apexStrictEquals, isIdentical, textEquals } from '../equality.ts';
import { throwNull } from '../exceptions.ts';
import { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import type { Decimal } from '../values/decimal.ts';
import type { ApexId } from '../values/id.ts';
import * as int from '../values/integer.ts';
import * as long64 from '../values/long.ts';
import { ApexTime } from '../values/time.ts';

interface Equality<T> {
  equal(a: T | null, b: T | null): boolean;
  notEqual(a: T | null, b: T | null): boolean;
  identical(a: T | null, b: T | null): boolean;
  notIdentical(a: T | null, b: T | null): boolean;
}

interface Order<T> extends Equality<T> {
  less(a: T | null, b: T | null): boolean;
  lessOrEqual(a: T | null, b: T | null): boolean;
  greater(a: T | null, b: T | null): boolean;
  greaterOrEqual(a: T | null, b: T | null): boolean;
}

function equality<T>(equal: (a: T | null, b: T | null) => boolean): Equality<T> {
  return { equal, notEqual: (a, b) => !equal(a, b), identical: equal, notIdentical: (a, b) => !equal(a, b) };
}

function sameValue<T>(a: T | null, b: T | null): boolean {
  return a === b;
}

/** Order of JavaScript's own numbers and BigInts. */
const numberOrder: Order<number> = {
  ...equality<number>(sameValue),
  less: (a, b) => a !== null && b !== null && a < b,
  lessOrEqual: (a, b) => a !== null && b !== null && a <= b,
  greater: (a, b) => a !== null && b !== null && a > b,
  greaterOrEqual: (a, b) => a !== null && b !== null && a >= b,
};

const longOrder: Order<bigint> = {
  ...equality<bigint>(sameValue),
  less: (a, b) => a !== null && b !== null && a < b,
  lessOrEqual: (a, b) => a !== null && b !== null && a <= b,
  greater: (a, b) => a !== null && b !== null && a > b,
  greaterOrEqual: (a, b) => a !== null && b !== null && a >= b,
};

interface Comparable<T> {
  compareTo(other: T): number;
  equals(other: T): boolean;
}

function comparableOrder<T extends Comparable<T>>(): Order<T> {
  const equal = (a: T | null, b: T | null): boolean => a === b || (a !== null && b !== null && a.equals(b));
  return {
    ...equality<T>(equal),
    less: (a, b) => a !== null && b !== null && a.compareTo(b) < 0,
    lessOrEqual: (a, b) => a !== null && b !== null && a.compareTo(b) <= 0,
    greater: (a, b) => a !== null && b !== null && a.compareTo(b) > 0,
    greaterOrEqual: (a, b) => a !== null && b !== null && a.compareTo(b) >= 0,
  };
}

export const integer = {
  ...numberOrder,
  add: int.intAdd,
  subtract: int.intSubtract,
  multiply: int.intMultiply,
  divide: int.intDivide,
  and: int.intAnd,
  or: int.intOr,
  xor: int.intXor,
  shiftLeft: int.intShiftLeft,
  shiftRight: int.intShiftRight,
  shiftRightUnsigned: int.intShiftRightUnsigned,
  negate: int.intNegate,
  complement: int.intComplement,
};

export const long = {
  ...longOrder,
  add: long64.longAdd,
  subtract: long64.longSubtract,
  multiply: long64.longMultiply,
  divide: long64.longDivide,
  and: long64.longAnd,
  or: long64.longOr,
  xor: long64.longXor,
  shiftLeft: long64.longShiftLeft,
  shiftRight: long64.longShiftRight,
  shiftRightUnsigned: long64.longShiftRightUnsigned,
  negate: long64.longNegate,
  complement: long64.longComplement,
};

function both<T, U>(operation: (a: T, b: T) => U): (a: T | null, b: T | null) => U {
  return (a, b) => {
    if (a === null || b === null) throwNull();
    return operation(a, b);
  };
}

function one<T, U>(operation: (a: T) => U): (a: T | null) => U {
  return (a) => {
    if (a === null) throwNull();
    return operation(a);
  };
}

export const double = {
  ...numberOrder,
  add: both<number, number>((a, b) => a + b),
  subtract: both<number, number>((a, b) => a - b),
  multiply: both<number, number>((a, b) => a * b),
  divide: both<number, number>((a, b) => a / b),
  negate: one<number, number>((a) => -a),
};

export const decimal = {
  ...comparableOrder<Decimal>(),
  add: both<Decimal, Decimal>((a, b) => a.add(b)),
  subtract: both<Decimal, Decimal>((a, b) => a.subtract(b)),
  multiply: both<Decimal, Decimal>((a, b) => a.multiply(b)),
  divide: both<Decimal, Decimal>((a, b) => a.divide(b)),
  negate: one<Decimal, Decimal>((a) => a.negate()),
};

export const string: Order<string> = {
  equal: textEquals,
  notEqual: (a, b) => !textEquals(a, b),
  identical: sameValue,
  notIdentical: (a, b) => a !== b,
  less: (a, b) => compareText(a, b) < 0,
  lessOrEqual: (a, b) => compareText(a, b) <= 0,
  greater: (a, b) => compareText(a, b) > 0,
  greaterOrEqual: (a, b) => compareText(a, b) >= 0,
};

/** Text in the order of the user's locale, ignoring case; null before everything. */
function compareText(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

const sameId = (a: ApexId | null, b: ApexId | null): boolean =>
  a === b || (a !== null && b !== null && a.value === b.value);

export const id: Order<ApexId> = {
  ...equality<ApexId>(sameId),
  less: (a, b) => compareText(a?.value ?? null, b?.value ?? null) < 0,
  lessOrEqual: (a, b) => compareText(a?.value ?? null, b?.value ?? null) <= 0,
  greater: (a, b) => compareText(a?.value ?? null, b?.value ?? null) > 0,
  greaterOrEqual: (a, b) => compareText(a?.value ?? null, b?.value ?? null) >= 0,
};

/** A Date plus an Integer is so many days later. */
export const date = {
  ...comparableOrder<ApexDate>(),
  add: (a: ApexDate | null, days: number | null): ApexDate => shiftDate(a, days, 1),
  subtract: (a: ApexDate | null, days: number | null): ApexDate => shiftDate(a, days, -1),
};

function shiftDate(a: ApexDate | null, days: number | null, sign: 1 | -1): ApexDate {
  if (a === null || days === null) throwNull();
  return ApexDate.fromEpochDay(a.toEpochDay() + sign * Math.trunc(Number(days)));
}

const dayMs = 86_400_000;

/** A Datetime plus a number is so many days later; fractions count. */
export const datetime = {
  ...comparableOrder<ApexDatetime>(),
  add: (a: ApexDatetime | null, days: unknown): ApexDatetime => shiftDatetime(a, days, 1),
  subtract: (a: ApexDatetime | null, days: unknown): ApexDatetime => shiftDatetime(a, days, -1),
};

function shiftDatetime(a: ApexDatetime | null, days: unknown, sign: 1 | -1): ApexDatetime {
  if (a === null || days === null) throwNull();
  const amount = typeof days === 'object' ? (days as Decimal).toNumber() : Number(days);
  return new ApexDatetime(a.ms + sign * Math.round(amount * dayMs));
}

export const time = {
  ...comparableOrder<ApexTime>(),
  add: (a: ApexTime | null, ms: number | null): ApexTime => shiftTime(a, ms, 1),
  subtract: (a: ApexTime | null, ms: number | null): ApexTime => shiftTime(a, ms, -1),
};

function shiftTime(a: ApexTime | null, ms: number | null, sign: 1 | -1): ApexTime {
  if (a === null || ms === null) throwNull();
  return new ApexTime((((a.ms + sign * Number(ms)) % dayMs) + dayMs) % dayMs);
}

export const boolean = {
  ...equality<boolean>(sameValue),
  and: both<boolean, boolean>((a, b) => a && b),
  or: both<boolean, boolean>((a, b) => a || b),
  xor: both<boolean, boolean>((a, b) => a !== b),
};

const enumeration = equality<unknown>(sameValue);
export { enumeration as enum };

export const blob = equality<unknown>(apexStrictEquals);

/** `==` on objects asks equals(); `===` compares references. */
export const object: Equality<unknown> = {
  equal: apexEquals,
  notEqual: (a, b) => !apexEquals(a, b),
  identical: isIdentical,
  notIdentical: (a, b) => !isIdentical(a, b),
};

export const sobject = object;
