/** Enums of describe. Source: Apex Reference Guide, Schema Namespace (apex_enum_Schema_DisplayType, apex_enum_Schema_SoapType). */
import { platformType } from '../declare.ts';

export const DisplayTypeType = platformType({
  name: 'Schema.DisplayType',
  kind: 'enum',
  page: 'apex_enum_Schema_DisplayType',
  values: [
    'ADDRESS',
    'ANYTYPE',
    'BASE64',
    'BOOLEAN',
    'COMBOBOX',
    'COMPLEXVALUE',
    'CURRENCY',
    'DATACATEGORYGROUPREFERENCE',
    'DATE',
    'DATETIME',
    'DOUBLE',
    'EMAIL',
    'ENCRYPTEDSTRING',
    'ID',
    'INTEGER',
    'JSON',
    'LOCATION',
    'LONG',
    'MULTIPICKLIST',
    'PERCENT',
    'PHONE',
    'PICKLIST',
    'REFERENCE',
    'SOBJECT',
    'STRING',
    'TEXTAREA',
    'TIME',
    'URL',
  ],
});

export const SoapTypeType = platformType({
  name: 'Schema.SoapType',
  kind: 'enum',
  page: 'apex_enum_Schema_SoapType',
  values: [
    'ADDRESS',
    'ANYTYPE',
    'BASE64BINARY',
    'BOOLEAN',
    'DATE',
    'DATETIME',
    'DOUBLE',
    'ID',
    'INTEGER',
    'LOCATION',
    'LONG',
    'STRING',
    'TIME',
  ],
});

export const SObjectDescribeOptionsType = platformType({
  name: 'Schema.SObjectDescribeOptions',
  kind: 'enum',
  page: 'apex_enum_Schema_SObjectDescribeOptions',
  values: ['DEFAULT', 'DEFERRED', 'FULL'],
});
