/** Values that queries compare with → parameters of SQL, by the kind of what they are compared with. */
import type { SQLInputValue } from 'node:sqlite';
import { ApexDate } from '../../runtime/values/date.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import { ApexTime } from '../../runtime/values/time.ts';
import { Decimal } from '../../runtime/values/decimal.ts';
import { DoubleBox } from '../../runtime/values/double.ts';
import { EnumValue } from '../../runtime/values/enum.ts';
import { ApexId, normalizeId } from '../../runtime/values/id.ts';
import { SObjectValue } from '../../runtime/sobject.ts';
import { foldText, type RecordStore } from '../record-store.ts';
import { throwQuery } from './errors.ts';
import type { Operand } from './kinds.ts';

const biggestInteger = 2n ** 63n - 1n;

/**
 * The parameter for comparing `operand` with a single Apex value; null for null and for empty text, which the platform
 * does not tell apart.
 * @throws System.QueryException when the value's type does not fit
 */
export function toParameter(operand: Operand, value: unknown, store: RecordStore): SQLInputValue {
  if (value === null || value === undefined || value === '') return null;
  switch (operand.kind) {
    case 'id':
      return idText(value, operand);
    case 'text':
    case 'multipicklist':
      return textParameter(operand, textValue(value, operand), store);
    case 'boolean':
      return typeof value === 'boolean' ? BigInt(value) : wrongType(value, operand);
    case 'number':
      return numberParameter(decimalOf(value, operand), operand.scale);
    case 'date':
      return dateText(value, operand);
    case 'datetime':
      return BigInt(instantOf(value, operand));
    case 'time':
      return value instanceof ApexTime ? BigInt(value.ms) : wrongType(value, operand);
    case 'other':
      return throwQuery(`field '${operand.name}' can not be filtered in a query call`);
  }
}

/** Text in the form that the operand's `compare` has. */
export function textParameter(operand: Operand, text: string, store: RecordStore): string {
  // Columns of text compare with text.
  return operand.field === null ? foldText(text) : (store.toComparison(operand.field, text) as string);
}

function idText(value: unknown, operand: Operand): string {
  if (value instanceof ApexId) return value.value;
  if (value instanceof SObjectValue && value.id !== null) return value.id.value;
  if (typeof value !== 'string') return wrongType(value, operand);
  return normalizeId(value) ?? throwQuery(`invalid ID field: ${value}`);
}

/** Text that a text field is compared with: ids and enums count as their text. */
export function textValue(value: unknown, operand: Operand): string {
  if (typeof value === 'string') return value;
  if (value instanceof ApexId) return value.value;
  if (value instanceof EnumValue) return value.toString();
  return wrongType(value, operand);
}

function decimalOf(value: unknown, operand: Operand): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === 'bigint') return Decimal.fromInteger(value);
  if (value instanceof DoubleBox) return Decimal.fromDouble(value.value);
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
  return wrongType(value, operand);
}

/** Numbers lie as integers; one with more digits than the column keeps its fraction, which SQLite compares exactly. */
function numberParameter(value: Decimal, scale: number): bigint | number {
  const shifted = Decimal.fromInteger(value.unscaled(), value.scale - scale);
  const whole = shifted.toBigInt();
  const fits = whole <= biggestInteger && whole >= -biggestInteger;
  return fits && shifted.equals(Decimal.fromInteger(whole)) ? whole : shifted.toNumber();
}

function dateText(value: unknown, operand: Operand): string {
  if (value instanceof ApexDate) return value.toString();
  if (value instanceof ApexDatetime) return value.toIso().slice(0, 10);
  return wrongType(value, operand);
}

/** A day counts as its midnight in UTC, as Apex converts it. */
function instantOf(value: unknown, operand: Operand): number {
  if (value instanceof ApexDatetime) return value.ms;
  if (value instanceof ApexDate) return value.toEpochDay() * 86_400_000;
  return wrongType(value, operand);
}

function wrongType(value: unknown, operand: Operand): never {
  const given = value instanceof SObjectValue ? 'SObject' : typeNameOf(value);
  throwQuery(`Invalid bind expression type of ${given} for field '${operand.name}' of type ${operand.kind}`);
}

function typeNameOf(value: unknown): string {
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return 'Integer';
  if (typeof value === 'bigint') return 'Long';
  return (value as object).constructor.name.replace(/^Apex|Value$/, '');
}

/** Parameters as one JSON text, for json_each: a list of any length takes one parameter. */
export function jsonList(values: readonly SQLInputValue[]): string {
  const texts = values.map((value) => (typeof value === 'bigint' ? value.toString() : JSON.stringify(value)));
  return `[${texts.join(',')}]`;
}
