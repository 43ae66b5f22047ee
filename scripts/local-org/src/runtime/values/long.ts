/** Arithmetic on Apex Longs: 64 bits, wrapping, null operands refused. */
import { throwApex, throwNull } from '../exceptions.ts';

type Operand = bigint | null;

export function longAdd(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return BigInt.asIntN(64, a + b);
}

export function longSubtract(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return BigInt.asIntN(64, a - b);
}

export function longMultiply(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return BigInt.asIntN(64, a * b);
}

export function longDivide(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  if (b === 0n) throwApex('System.MathException', 'Divide by 0');
  return BigInt.asIntN(64, a / b);
}

export function longAnd(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return a & b;
}

export function longOr(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return a | b;
}

export function longXor(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return a ^ b;
}

export function longShiftLeft(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return BigInt.asIntN(64, a << (b & 63n));
}

export function longShiftRight(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return a >> (b & 63n);
}

export function longShiftRightUnsigned(a: Operand, b: Operand): bigint {
  if (a === null || b === null) throwNull();
  return BigInt.asIntN(64, BigInt.asUintN(64, a) >> (b & 63n));
}

export function longNegate(a: Operand): bigint {
  if (a === null) throwNull();
  return BigInt.asIntN(64, -a);
}

export function longComplement(a: Operand): bigint {
  if (a === null) throwNull();
  return ~a;
}
