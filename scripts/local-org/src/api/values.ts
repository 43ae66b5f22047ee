/**
 * Field values between JSON and Apex, as the REST API writes and reads them.
 * Source: REST API Developer Guide, "Valid Date and DateTime Formats", and the SObject reference's field types.
 */
import type { FieldSchema } from '../schema/model.ts';
import {
  AddressValue,
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexId,
  ApexTime,
  Decimal,
  DoubleBox,
} from '../runtime/index.ts';
import { ApiError } from './messages.ts';

/** What the API shows of a field's value. */
export function toJson(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof ApexId) return value.value;
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof DoubleBox) return value.value;
  if (value instanceof ApexDate) return value.toString();
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString().replace('Z', '+0000');
  if (value instanceof ApexTime) return `${new Date(value.ms).toISOString().slice(11, 23)}Z`;
  if (value instanceof ApexBlob) return Buffer.from(value.bytes).toString('base64');
  if (value instanceof AddressValue)
    return Object.fromEntries([...value.parts()].map(([name, part]) => [name, toJson(part)]));
  if (typeof value === 'bigint') return Number(value);
  return value;
}

/** The Apex value of a JSON value for a field; refuses what does not fit with the platform's error. */
export function fromJson(field: FieldSchema, value: unknown): unknown {
  if (value === null) return null;
  switch (field.type) {
    case 'BOOLEAN':
      return typeof value === 'boolean' ? value : readBoolean(field, value);
    case 'INTEGER':
      return Math.trunc(readNumber(field, value).toNumber());
    case 'LONG':
      return readNumber(field, value).toBigInt();
    case 'DOUBLE':
    case 'CURRENCY':
    case 'PERCENT':
      return readNumber(field, value);
    case 'ID':
    case 'REFERENCE':
      return readId(field, value);
    case 'DATE':
      return readDate(field, value);
    case 'DATETIME':
      return readDatetime(field, value);
    case 'TIME':
      return readTime(field, value);
    case 'BASE64':
      return new ApexBlob(new Uint8Array(Buffer.from(String(value), 'base64')));
    default:
      if (typeof value === 'object')
        throw invalid(field, 'Cannot deserialize instance of string from START_OBJECT value', value);
      return String(value);
  }
}

function readBoolean(field: FieldSchema, value: unknown): boolean {
  if (value === 'true' || value === 1) return true;
  if (value === 'false' || value === 0) return false;
  throw invalid(field, 'Cannot deserialize instance of boolean from VALUE_STRING value', value);
}

function readNumber(field: FieldSchema, value: unknown): Decimal {
  if (typeof value === 'number' && Number.isFinite(value)) return Decimal.parse(String(value));
  if (typeof value === 'string' && /^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/.test(value.trim()))
    return Decimal.parse(value.trim());
  throw invalid(field, 'Cannot deserialize instance of double from VALUE_STRING value', value);
}

function readId(field: FieldSchema, value: unknown): ApexId {
  const text = String(value);
  if (!/^([a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})$/.test(text)) {
    throw new ApiError(400, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${text}`, [field.name]);
  }
  return ApexId.of(text);
}

function readDate(field: FieldSchema, value: unknown): ApexDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(value));
  if (match === null || Number.isNaN(Date.parse(match[0])))
    throw invalid(field, 'Cannot deserialize instance of date from VALUE_STRING value', value);
  return ApexDate.of(Number(match[1]), Number(match[2]), Number(match[3]));
}

function readDatetime(field: FieldSchema, value: unknown): ApexDatetime {
  const text = String(value).replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(ms)) throw invalid(field, 'Cannot deserialize instance of datetime from VALUE_STRING value', value);
  return new ApexDatetime(ms);
}

function readTime(field: FieldSchema, value: unknown): ApexTime {
  const ms = Date.parse(`1970-01-01T${String(value).replace(/Z?$/, 'Z')}`);
  if (Number.isNaN(ms)) throw invalid(field, 'Cannot deserialize instance of time from VALUE_STRING value', value);
  return new ApexTime(ms);
}

/** The platform repeats a wrong value in its message; the local org names the field only, so that no personal data is logged. */
function invalid(field: FieldSchema, message: string, value: unknown): ApiError {
  const shape = typeof value === 'string' ? `a text of ${value.length} characters` : typeof value;
  return new ApiError(400, 'JSON_PARSER_ERROR', `${message} for the field ${field.name} (${shape})`, [field.name]);
}
