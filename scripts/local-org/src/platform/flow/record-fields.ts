/** Values of flows as values of fields. */
import { converted, decimalOf, unfit } from '../../library/Invocable/values.ts';
import { apexType } from '../../library/support.ts';
import { ApexDate, ApexDatetime, ApexId, currentFrame } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import type { FieldSchema, FieldType, ObjectSchema } from '../../schema/model.ts';
import { textOf } from './data-types.ts';

/** @throws Error when the object has no such field */
export function fieldOf(object: ObjectSchema, name: string): FieldSchema {
  const field = object.field(name, currentFrame().ports.org.namespace);
  if (field === undefined) throw new Error(`a flow names the field ${name}, which ${object.name} does not have`);
  return field;
}

export function setRecordField(record: SObjectValue, name: string, value: unknown): void {
  const field = fieldOf(record.object, name);
  record.setField(field.name.toLowerCase(), fieldValue(field, value));
}

const apexNames: Partial<Readonly<Record<FieldType, string>>> = {
  ID: 'Id',
  REFERENCE: 'Id',
  BOOLEAN: 'Boolean',
  INTEGER: 'Integer',
  LONG: 'Long',
  DOUBLE: 'Decimal',
  CURRENCY: 'Decimal',
  PERCENT: 'Decimal',
  DATE: 'Date',
  DATETIME: 'Datetime',
  TIME: 'Time',
};

/** A value that does not fit stays what it is, and is refused when the record is saved. */
export function fieldValue(field: FieldSchema, value: unknown): unknown {
  if (value === null || value === '') return null;
  const name = apexNames[field.type];
  if (name === undefined) return isPlain(value) ? textOf(value) : value;
  if (name === 'Date' && value instanceof ApexDatetime) return ApexDate.today(currentFrame().user.timeZone, value.ms);
  const result = converted(value, apexType(name));
  return result === unfit ? value : result;
}

function isPlain(value: unknown): boolean {
  return (
    typeof value === 'boolean' ||
    value instanceof ApexId ||
    value instanceof ApexDate ||
    value instanceof ApexDatetime ||
    decimalOf(value) !== null
  );
}
