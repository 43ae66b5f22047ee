/** What `put` accepts for a field: the field's own type, and what converts into it without loss. Source: SObject.put. */
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexId,
  ApexTime,
  Decimal,
  DoubleBox,
  currentFrame,
  runtimeTypeName,
  throwApex,
} from '../../runtime/index.ts';
import type { FieldSchema, FieldType, ObjectSchema } from '../../schema/model.ts';
import { dayOf } from './Date.ts';

type Coerce = (value: unknown, field: FieldSchema) => unknown;

/** The Apex type that a field's values have. */
export const apexTypeOfField: Readonly<Record<FieldType, string>> = {
  ID: 'Id',
  REFERENCE: 'Id',
  STRING: 'String',
  TEXTAREA: 'String',
  PICKLIST: 'String',
  MULTIPICKLIST: 'String',
  COMBOBOX: 'String',
  EMAIL: 'String',
  PHONE: 'String',
  URL: 'String',
  ENCRYPTEDSTRING: 'String',
  BOOLEAN: 'Boolean',
  INTEGER: 'Integer',
  LONG: 'Long',
  DOUBLE: 'Decimal',
  CURRENCY: 'Decimal',
  PERCENT: 'Decimal',
  DATE: 'Date',
  DATETIME: 'Datetime',
  TIME: 'Time',
  BASE64: 'Blob',
  ADDRESS: 'Address',
  LOCATION: 'Location',
  ANYTYPE: 'Object',
};

const coercions: Readonly<Record<string, Coerce>> = {
  Id: (value) =>
    value instanceof ApexId ? value : typeof value === 'string' && ApexId.isValid(value) ? ApexId.of(value) : undefined,
  String: (value) => (typeof value === 'string' ? value : value instanceof ApexId ? value.value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Integer: toInteger,
  Long: (value) => (typeof value === 'bigint' ? value : typeof value === 'number' ? BigInt(value) : undefined),
  Decimal: toDecimal,
  Date: (value) =>
    value instanceof ApexDate
      ? value
      : value instanceof ApexDatetime
        ? dayOf(value, currentFrame().user.timeZone)
        : undefined,
  Datetime: (value) =>
    value instanceof ApexDatetime
      ? value
      : value instanceof ApexDate
        ? new ApexDatetime(value.toEpochDay() * 86_400_000)
        : undefined,
  Time: (value) => (value instanceof ApexTime ? value : undefined),
  Blob: (value) => (value instanceof ApexBlob ? value : undefined),
};

/** @throws System.SObjectException "Illegal assignment from X to Y" */
export function coerceToField(value: unknown, field: FieldSchema, object: ObjectSchema): unknown {
  if (value === null) return null;
  const type = apexTypeOfField[field.type];
  const coerce = coercions[type];
  const coerced = coerce === undefined ? value : coerce(value, field);
  if (coerced !== undefined) return coerced;
  if (type === 'Id' && typeof value === 'string') {
    return value === '' ? null : throwApex('System.StringException', `Invalid id: ${value}`);
  }
  return throwApex(
    'System.SObjectException',
    `Illegal assignment from ${runtimeTypeName(value)} to ${type} for field ${object.name}.${field.name}`,
  );
}

/** Number fields without digits after the point read as Integers of a kind: whole Decimals fit too. */
function toInteger(value: unknown): unknown {
  if (typeof value === 'number') return value;
  if (value instanceof Decimal && value.equals(value.setScale(0, 'DOWN'))) return Number(value.toBigInt());
  if (typeof value === 'bigint' && BigInt.asIntN(32, value) === value) return Number(value);
  return undefined;
}

function toDecimal(value: unknown): unknown {
  if (value instanceof Decimal) return value;
  if (value instanceof DoubleBox) return Decimal.fromDouble(value.value);
  if (typeof value === 'number' || typeof value === 'bigint') return Decimal.fromInteger(value);
  return undefined;
}
