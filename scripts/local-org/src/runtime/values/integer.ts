/** Arithmetic on Apex Integers: 32 bits, wrapping, null operands refused. */
import { throwApex, throwNull } from '../exceptions.ts';

type Operand = number | null;

export function intAdd(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return (a + b) | 0;
}

export function intSubtract(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return (a - b) | 0;
}

export function intMultiply(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return Math.imul(a, b);
}

export function intDivide(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  if (b === 0) throwApex('System.MathException', 'Divide by 0');
  return (a / b) | 0;
}

export function intAnd(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return a & b;
}

export function intOr(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return a | b;
}

export function intXor(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return a ^ b;
}

export function intShiftLeft(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return a << b;
}

export function intShiftRight(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return a >> b;
}

export function intShiftRightUnsigned(a: Operand, b: Operand): number {
  if (a === null || b === null) throwNull();
  return (a >>> b) | 0;
}

export function intNegate(a: Operand): number {
  if (a === null) throwNull();
  return (0 - a) | 0;
}

export function intComplement(a: Operand): number {
  if (a === null) throwNull();
  return ~a;
}
