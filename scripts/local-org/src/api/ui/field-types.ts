/** Names of field types. Source: User Interface API Developer Guide, "Field", dataType and extraTypeInfo. */
import type { FieldSchema, FieldType, ObjectSchema } from '../../schema/model.ts';

const names: Readonly<Record<FieldType, string>> = {
  ID: 'Reference',
  STRING: 'String',
  TEXTAREA: 'TextArea',
  PICKLIST: 'Picklist',
  MULTIPICKLIST: 'MultiPicklist',
  COMBOBOX: 'ComboBox',
  BOOLEAN: 'Boolean',
  INTEGER: 'Int',
  LONG: 'Long',
  DOUBLE: 'Double',
  CURRENCY: 'Currency',
  PERCENT: 'Percent',
  DATE: 'Date',
  DATETIME: 'DateTime',
  TIME: 'Time',
  EMAIL: 'Email',
  PHONE: 'Phone',
  URL: 'Url',
  REFERENCE: 'Reference',
  BASE64: 'Base64',
  ADDRESS: 'Address',
  LOCATION: 'Location',
  ENCRYPTEDSTRING: 'EncryptedString',
  ANYTYPE: 'AnyType',
};

export function dataType(field: FieldSchema): string {
  return names[field.type];
}

/** More about a type; null when there is nothing. */
export function extraType(object: ObjectSchema, field: FieldSchema): string | null {
  if (field.type === 'TEXTAREA') return field.htmlFormatted ? 'RichTextArea' : 'PlainTextArea';
  if (field.nameField && field.name === 'Name' && object.fields.has('lastname')) return 'PersonName';
  return null;
}
