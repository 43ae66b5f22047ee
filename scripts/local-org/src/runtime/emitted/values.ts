/** Conversions, casts, text and null checks of emitted code. */
import type { Type, TypeSymbol } from '../../types/symbols.ts';
import { typeName } from '../../types/symbols.ts';
import { throwApex, throwNull } from '../exceptions.ts';
import { isInstance, typeOf } from '../instance.ts';
import { currentFrame } from '../frame.ts';
import { stringValue } from '../text.ts';
import { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import { boxDouble, DoubleBox, doubleText as printDouble } from '../values/double.ts';
import { EnumValue } from '../values/enum.ts';
import { ApexId } from '../values/id.ts';

export function nonNull<T>(value: T | null): T {
  if (value === null || value === undefined) throwNull();
  return value;
}

/** A condition must not be null. */
export function condition(value: boolean | null): boolean {
  if (value === null) throwNull();
  return value;
}

export const convertIntegerLong = (v: number | null): bigint | null => (v === null ? null : BigInt(v));
export const convertIntegerDouble = (v: number | null): number | null => v;
export const convertIntegerDecimal = (v: number | null): Decimal | null => (v === null ? null : Decimal.fromInteger(v));
export const convertLongDouble = (v: bigint | null): number | null => (v === null ? null : Number(v));
export const convertLongDecimal = (v: bigint | null): Decimal | null => (v === null ? null : Decimal.fromInteger(v));
export const convertDoubleDecimal = (v: number | null): Decimal | null => (v === null ? null : Decimal.fromDouble(v));
export const convertDecimalDouble = (v: Decimal | null): number | null => (v === null ? null : v.toNumber());
export const convertStringId = (v: string | null): ApexId | null => (v === null || v === '' ? null : ApexId.of(v));
export const convertIdString = (v: ApexId | null): string | null => (v === null ? null : v.value);
export const convertBoxDouble = boxDouble;

/** A Date becomes midnight of that day in the user's time zone's wall clock, kept as UTC as the platform does. */
export function convertDateDatetime(v: ApexDate | null): ApexDatetime | null {
  return v === null ? null : new ApexDatetime(v.toEpochDay() * 86_400_000);
}

/** Object → Double after a checked cast: numbers of every kind may arrive. */
export function convertUnboxDouble(v: unknown): number | null {
  if (v === null) return null;
  if (v instanceof DoubleBox) return v.value;
  if (v instanceof Decimal) return v.toNumber();
  return Number(v);
}

/** A checked cast. */
export function cast(value: unknown, type: Type): unknown {
  if (value === null || isInstance(value, type)) return adapt(value, type.symbol);
  const widened = widen(value, type.symbol);
  if (widened !== undefined) return widened;
  throwApex(
    'System.TypeException',
    `Invalid conversion from runtime type ${typeName(typeOf(value))} to ${typeName(type)}`,
  );
}

/** Ids and their text stand for each other; Decimals and Doubles too. */
function adapt(value: unknown, symbol: TypeSymbol): unknown {
  if (symbol.kind !== 'primitive') return value;
  if (symbol.name === 'Id' && typeof value === 'string') return ApexId.of(value);
  if (symbol.name === 'Decimal' && value instanceof DoubleBox) return Decimal.fromDouble(value.value);
  return value;
}

function widen(value: unknown, symbol: TypeSymbol): unknown {
  if (symbol.kind !== 'primitive') return undefined;
  if (symbol.name === 'String' && value instanceof ApexId) return value.value;
  if (typeof value === 'number') {
    if (symbol.name === 'Long') return BigInt(value);
    if (symbol.name === 'Decimal') return Decimal.fromInteger(value);
    if (symbol.name === 'Double') return new DoubleBox(value);
  }
  if (typeof value === 'bigint') {
    if (symbol.name === 'Decimal') return Decimal.fromInteger(value);
    if (symbol.name === 'Double') return new DoubleBox(Number(value));
  }
  if (value instanceof ApexDate && symbol.name === 'Datetime') return convertDateDatetime(value);
  return undefined;
}

/** A part of a concatenation. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : stringValue(value);
}

export function doubleText(value: number | null): string {
  return value === null ? 'null' : printDouble(value);
}

export function enumConstant(symbol: TypeSymbol, name: string): EnumValue {
  return EnumValue.of(symbol, name);
}

/** System.Label.X: a label that does not exist was refused when the code was compiled. */
export function label(namespace: string | null, name: string): string {
  const found = currentFrame().ports.program.label(namespace, name);
  if (found === null) throwApex('System.UnexpectedException', `There is no label ${name}.`);
  return found;
}

/** Assignment through a platform property yields the assigned value. */
export function yieldValue<T>(value: T, set: (value: T) => void): T {
  set(value);
  return value;
}

export function yieldOn<S, T>(self: S, value: T, set: (self: S, value: T) => void): T {
  set(self, value);
  return value;
}

export { yieldValue as yield };
