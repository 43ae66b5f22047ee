/** Numbers as Apex reads and prints them. */
import { Decimal, DoubleBox, throwApex } from '../runtime/index.ts';

/** Reads a whole number between bounds; the message names what was asked for, as the platform's does. */
export function parseWhole(text: string, kind: 'integer' | 'long'): bigint {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) throwApex('System.TypeException', `Invalid ${kind}: ${text}`);
  const value = BigInt(trimmed.replace(/^\+/, ''));
  if (value !== BigInt.asIntN(kind === 'integer' ? 32 : 64, value))
    throwApex('System.TypeException', `Invalid ${kind}: ${text}`);
  return value;
}

export function parseDouble(text: string): number {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed))
    throwApex('System.TypeException', `Invalid double: ${text}`);
  return Number(trimmed);
}

export function parseDecimal(text: string): Decimal {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed))
    throwApex('System.TypeException', `Invalid decimal: ${text}`);
  return Decimal.parse(trimmed);
}

/** Java's conversion of a double to an int: towards zero, held at the bounds. */
export function doubleToInteger(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.trunc(Math.min(Math.max(value, -2147483648), 2147483647)) | 0;
}

export function doubleToLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 9223372036854775807n;
  if (value <= -9223372036854775808) return -9223372036854775808n;
  return BigInt(Math.trunc(value));
}

export function decimalToInteger(value: Decimal): number {
  return Number(BigInt.asIntN(32, value.toBigInt()));
}

export function decimalToLong(value: Decimal): bigint {
  return BigInt.asIntN(64, value.toBigInt());
}

/** A number of any Apex kind as a JavaScript number; null when it is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof DoubleBox) return value.value;
  return null;
}

/** As the running user's locale prints numbers: groups of thousands, at most three digits after the point. */
export function formatNumber(value: number | bigint | Decimal, locale: string): string {
  const format = new Intl.NumberFormat(locale.replaceAll('_', '-'), { maximumFractionDigits: 3 });
  return value instanceof Decimal ? format.format(value.toPlainString() as `${number}`) : format.format(value);
}
