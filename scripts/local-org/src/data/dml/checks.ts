/** System validation of a record's own values. Source: "Triggers and Order of Execution" and the status codes of the SOAP API. */
import { ApexDate, ApexDatetime, ApexId, ApexTime, Decimal, DoubleBox, apexEquals } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

const textTypes: ReadonlySet<string> = new Set([
  'STRING',
  'TEXTAREA',
  'EMAIL',
  'PHONE',
  'URL',
  'COMBOBOX',
  'PICKLIST',
  'MULTIPICKLIST',
  'ENCRYPTEDSTRING',
]);
const numberTypes: ReadonlySet<string> = new Set(['INTEGER', 'LONG', 'DOUBLE', 'CURRENCY', 'PERCENT']);
const emailPattern = /^[^\s@<>(),;:"[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** Checks all fields that are new or changed, and adds what is wrong to the row. */
export function checkValues(row: SaveRow, object: ObjectSchema, truncate: boolean, parts: DmlParts): void {
  const missing: string[] = [];
  for (const field of object.fields.values()) {
    const key = field.name.toLowerCase();
    // Calculated for triggers, and not saved.
    if (field.formula !== null || field.summary !== null) continue;
    const value = row.record.getField(key);
    if (value === null || value === '') {
      if (isMissing(field, row)) missing.push(field.name);
      if (value === '') row.record.setField(key, null);
      // A checkbox is never blank.
      if (field.type === 'BOOLEAN' && row.record.isPopulated(key)) row.record.setField(key, false);
      continue;
    }
    if (row.old !== null && apexEquals(row.old.getField(key), value)) continue;
    checkValue(row, field, value, truncate, parts);
  }
  if (missing.length > 0)
    row.problems.push(
      problem('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, ...missing),
    );
}

function isMissing(field: FieldSchema, row: SaveRow): boolean {
  if (!field.required || field.autoNumber !== null) return false;
  return row.old === null || row.record.isPopulated(field.name.toLowerCase());
}

function checkValue(row: SaveRow, field: FieldSchema, value: unknown, truncate: boolean, parts: DmlParts): void {
  if (!hasType(field, value)) {
    const message = `${field.label}: value not of required type: ${printed(value)}`;
    row.problems.push(problem('INVALID_TYPE_ON_FIELD_IN_RECORD', message, field.name));
    return;
  }
  if (textTypes.has(field.type)) checkText(row, field, value as string, truncate);
  else if (numberTypes.has(field.type)) checkNumber(row, field, value);
  if (field.type === 'EMAIL' && !emailPattern.test(value as string)) {
    const message = `${field.label}: invalid email address: ${String(value)}`;
    row.problems.push(problem('INVALID_EMAIL_ADDRESS', message, field.name));
  }
  if (field.restrictedPicklist) checkPicklist(row, field, value as string, parts);
}

function checkText(row: SaveRow, field: FieldSchema, value: string, truncate: boolean): void {
  if (field.length === 0 || value.length <= field.length) return;
  if (truncate) row.record.setField(field.name.toLowerCase(), value.slice(0, field.length));
  else
    row.problems.push(
      problem(
        'STRING_TOO_LONG',
        `${field.label}: data value too large: ${value.slice(0, 255)} (max length=${field.length})`,
        field.name,
      ),
    );
}

/** Surplus decimals are rounded when stored; digits before the point must fit. */
function checkNumber(row: SaveRow, field: FieldSchema, value: unknown): void {
  const number = decimalOf(value);
  if (number === null || (field.precision === 0 && (field.type === 'INTEGER' || field.type === 'LONG'))) return;
  const room = (field.precision === 0 ? 18 : field.precision) - field.scale;
  const whole = number.setScale(field.scale, 'HALF_UP').abs().setScale(0, 'DOWN').unscaled();
  if (whole === 0n || whole.toString().length <= room) return;
  const message = `${field.label}: value outside of valid range on numeric field: ${number.toPlainString()}`;
  row.problems.push(problem('NUMBER_OUTSIDE_VALID_RANGE', message, field.name));
}

function decimalOf(value: unknown): Decimal | null {
  if (value instanceof Decimal) return value;
  if (value instanceof DoubleBox) return Decimal.fromDouble(value.value);
  if (typeof value === 'bigint') return Decimal.fromInteger(value);
  if (typeof value !== 'number') return null;
  return Number.isInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
}

function checkPicklist(row: SaveRow, field: FieldSchema, value: string, parts: DmlParts): void {
  const offered = parts.recordTypes.valuesFor(field, row.record);
  const values = field.type === 'MULTIPICKLIST' ? value.split(';') : [value];
  for (const one of values) {
    if (offered.some((entry) => entry.active && entry.value === one)) continue;
    row.problems.push(
      problem(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `${field.label}: bad value for restricted picklist field: ${one}`,
        field.name,
      ),
    );
  }
}

function hasType(field: FieldSchema, value: unknown): boolean {
  switch (field.type) {
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'INTEGER':
      return typeof value === 'number';
    case 'LONG':
      return typeof value === 'bigint' || typeof value === 'number';
    case 'DOUBLE':
    case 'CURRENCY':
    case 'PERCENT':
      return (
        value instanceof Decimal || value instanceof DoubleBox || typeof value === 'number' || typeof value === 'bigint'
      );
    case 'DATE':
      return value instanceof ApexDate;
    case 'DATETIME':
      return value instanceof ApexDatetime || value instanceof ApexDate;
    case 'TIME':
      return value instanceof ApexTime;
    case 'ID':
    case 'REFERENCE':
      return value instanceof ApexId || (typeof value === 'string' && ApexId.isValid(value));
    case 'BASE64':
    case 'ANYTYPE':
    case 'ADDRESS':
    case 'LOCATION':
      return true;
    default:
      return typeof value === 'string' || value instanceof ApexId;
  }
}

function printed(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : String(value);
}
