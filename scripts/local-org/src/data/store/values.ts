/** Apex values as column values and back. The layout is described in ../record-store.ts. */
import type { SQLInputValue } from 'node:sqlite';
import { ApexDate, ApexDatetime, ApexId, ApexTime, Decimal, DoubleBox } from '../../runtime/index.ts';
import type { FieldSchema } from '../../schema/model.ts';
import type { SqlValue } from '../record-store.ts';
import { foldText } from '../record-store.ts';

/** Types of text that compare without case. */
const folded: ReadonlySet<string> = new Set([
  'STRING',
  'TEXTAREA',
  'PICKLIST',
  'MULTIPICKLIST',
  'COMBOBOX',
  'EMAIL',
  'PHONE',
  'URL',
  'ENCRYPTEDSTRING',
  'ANYTYPE',
]);

/** Whether a field has a second, folded column. Unique case-sensitive texts compare as they are. */
export function isFolded(field: FieldSchema): boolean {
  return folded.has(field.type) && !field.caseSensitive;
}

export function sqlType(field: FieldSchema): 'TEXT' | 'INTEGER' {
  switch (field.type) {
    case 'BOOLEAN':
    case 'INTEGER':
    case 'LONG':
    case 'DOUBLE':
    case 'CURRENCY':
    case 'PERCENT':
    case 'DATETIME':
    case 'TIME':
      return 'INTEGER';
    default:
      return 'TEXT';
  }
}

/** @throws Error when the value is not of the field's type: it should have been checked before */
export function toSql(field: FieldSchema, value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case 'BOOLEAN':
      return value === true ? 1 : 0;
    case 'INTEGER':
    case 'LONG':
    case 'DOUBLE':
    case 'CURRENCY':
    case 'PERCENT':
      return toDecimal(value, field).setScale(field.scale, 'HALF_UP').unscaled();
    case 'DATETIME':
      if (value instanceof ApexDatetime) return value.ms;
      if (value instanceof ApexDate) return value.toEpochDay() * 86_400_000;
      break;
    case 'TIME':
      if (value instanceof ApexTime) return value.ms;
      break;
    case 'DATE':
      if (value instanceof ApexDate) return value.toString().slice(0, 10);
      break;
    case 'ID':
    case 'REFERENCE':
      if (value instanceof ApexId) return value.value;
      if (typeof value === 'string') return ApexId.of(value).value;
      break;
    default:
      if (typeof value === 'string') return value;
      if (value instanceof ApexId) return value.value;
      break;
  }
  throw new Error(`the value of ${field.name} is no ${field.type}`);
}

function toDecimal(value: unknown, field: FieldSchema): Decimal {
  if (value instanceof Decimal) return value;
  if (value instanceof DoubleBox) return Decimal.fromDouble(value.value);
  if (typeof value === 'bigint') return Decimal.fromInteger(value);
  if (typeof value === 'number')
    return Number.isInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
  throw new Error(`the value of ${field.name} is no number`);
}

export function toComparison(field: FieldSchema, value: unknown): SQLInputValue {
  const plain = toSql(field, value);
  return typeof plain === 'string' && isFolded(field) ? foldText(plain) : plain;
}

/** The value that Apex sees. */
export function fromSql(field: FieldSchema, value: SqlValue): unknown {
  if (value === null) return field.type === 'BOOLEAN' ? false : null;
  switch (field.type) {
    case 'BOOLEAN':
      return value === 1n;
    case 'INTEGER':
      return Number(value);
    case 'LONG':
      return value;
    case 'DOUBLE':
    case 'CURRENCY':
    case 'PERCENT':
      return Decimal.fromInteger(value as bigint, field.scale);
    case 'DATETIME':
      return new ApexDatetime(Number(value));
    case 'TIME':
      return new ApexTime(Number(value));
    case 'DATE':
      return ApexDate.parseIso(value as string);
    case 'ID':
    case 'REFERENCE':
      return ApexId.of(value as string);
    default:
      return value;
  }
}
