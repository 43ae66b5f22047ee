/** System validation of a record's own values. Source: "Triggers and Order of Execution" and the status codes of the SOAP API. */
import { ApexDate, ApexDatetime, ApexId, ApexTime, Decimal, DoubleBox, apexEquals } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SaveRow } from './parts.ts';
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
const emailPattern = /^[^\s@<>(),;:"[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** Checks all fields that are new or changed, and adds what is wrong to the row. */
export function checkValues(row: SaveRow, object: ObjectSchema, truncate: boolean): void {
  const missing: string[] = [];
  for (const field of object.fields.values()) {
    const key = field.name.toLowerCase();
    const value = row.record.getField(key);
    if (value === null || value === '') {
      if (isMissing(field, row)) missing.push(field.name);
      if (value === '') row.record.setField(key, null);
      continue;
    }
    if (row.old !== null && apexEquals(row.old.getField(key), value)) continue;
    checkValue(row, object, field, value, truncate);
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

function checkValue(row: SaveRow, object: ObjectSchema, field: FieldSchema, value: unknown, truncate: boolean): void {
  const wrongType = !hasType(field, value);
  if (wrongType) {
    row.problems.push(
      problem(
        'INVALID_TYPE_ON_FIELD_IN_RECORD',
        `${field.label}: value not of required type: ${printed(value)}`,
        field.name,
      ),
    );
    return;
  }
  if (textTypes.has(field.type)) checkText(row, field, value as string, truncate);
  else if (value instanceof Decimal) checkNumber(row, field, value);
  else if (
    typeof value === 'number' &&
    field.type === 'INTEGER' &&
    field.precision > 0 &&
    String(Math.abs(value)).length > field.precision
  )
    tooLarge(row, field);
  if (field.type === 'EMAIL' && !emailPattern.test(value as string)) {
    row.problems.push(
      problem('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${String(value)}`, field.name),
    );
  }
  if (field.restrictedPicklist) checkPicklist(row, field, value as string);
  if (field.type === 'ID' || field.type === 'REFERENCE') return;
  void object;
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
function checkNumber(row: SaveRow, field: FieldSchema, value: Decimal): void {
  const precision = field.precision === 0 ? 18 : field.precision;
  const whole = value.abs().setScale(0, 'DOWN').unscaled();
  if (whole.toString().length > precision - field.scale && whole > 0n) tooLarge(row, field);
}

function tooLarge(row: SaveRow, field: FieldSchema): void {
  row.problems.push(
    problem('NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field`, field.name),
  );
}

function checkPicklist(row: SaveRow, field: FieldSchema, value: string): void {
  const values = field.type === 'MULTIPICKLIST' ? value.split(';') : [value];
  for (const one of values) {
    if (field.picklist.some((entry) => entry.active && entry.value === one)) continue;
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
