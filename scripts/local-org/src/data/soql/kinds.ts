/** How values of a field's type are compared and bound. */
import type { FieldSchema, FieldType } from '../../schema/model.ts';

export type ValueKind = 'id' | 'text' | 'multipicklist' | 'boolean' | 'number' | 'date' | 'datetime' | 'time' | 'other';

const kinds: Readonly<Record<FieldType, ValueKind>> = {
  ID: 'id',
  REFERENCE: 'id',
  STRING: 'text',
  TEXTAREA: 'text',
  PICKLIST: 'text',
  MULTIPICKLIST: 'multipicklist',
  COMBOBOX: 'text',
  EMAIL: 'text',
  PHONE: 'text',
  URL: 'text',
  ENCRYPTEDSTRING: 'text',
  ANYTYPE: 'text',
  BOOLEAN: 'boolean',
  INTEGER: 'number',
  LONG: 'number',
  DOUBLE: 'number',
  CURRENCY: 'number',
  PERCENT: 'number',
  DATE: 'date',
  DATETIME: 'datetime',
  TIME: 'time',
  BASE64: 'other',
  ADDRESS: 'other',
  LOCATION: 'other',
};

export function kindOf(field: FieldSchema): ValueKind {
  return kinds[field.type];
}

/** Something that can be compared, sorted and grouped: a column, or a function of columns. */
export interface Operand {
  /** Value as stored. */
  readonly sql: string;
  /** Value to compare and sort by: folded for text. */
  readonly compare: string;
  readonly kind: ValueKind;
  /** Digits after the point of a number that is stored as an integer. */
  readonly scale: number;
  /** The field it comes from, for conversions; null for functions with values of their own. */
  readonly field: FieldSchema | null;
  /** As written, for messages. */
  readonly name: string;
}
