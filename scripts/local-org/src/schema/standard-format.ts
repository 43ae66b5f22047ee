/**
 * The compact form of standard objects in `standard/*.json`. A field is one text:
 *   `string 120 required name`, `currency 18,2`, `reference Account,Contact rel=Who children=Tasks`, `picklist New|Closed restricted`,
 *   `boolean default=true`, `formula currency 18,2: A * B`. Words after the type may come in any order.
 */
import { z } from 'zod';
import { makeField, nameChildren } from './build.ts';
import { eventFields } from './event-fields.ts';
import type { ObjectParts } from './build.ts';
import type { FieldSchema, FieldType, PicklistValue } from './model.ts';

export const standardObjectSchema = z.object({
  prefix: z.string().length(3),
  label: z.string(),
  plural: z.string().optional(),
  /** Words: setup, event, noTrigger, noCreate, noUpdate, noDelete, noOwner, queues (may own records), noSystemFields, recordTypes. */
  is: z.array(z.string()).optional(),
  sharing: z.enum(['Private', 'Read', 'ReadWrite', 'ControlledByParent', 'FullAccess']).optional(),
  fields: z.record(z.string(), z.string()),
});

const fieldTypes: readonly FieldType[] = [
  'ID',
  'STRING',
  'TEXTAREA',
  'PICKLIST',
  'MULTIPICKLIST',
  'COMBOBOX',
  'BOOLEAN',
  'INTEGER',
  'LONG',
  'DOUBLE',
  'CURRENCY',
  'PERCENT',
  'DATE',
  'DATETIME',
  'TIME',
  'EMAIL',
  'PHONE',
  'URL',
  'REFERENCE',
  'BASE64',
  'ADDRESS',
  'LOCATION',
  'ENCRYPTEDSTRING',
  'ANYTYPE',
];

export type StandardObject = z.infer<typeof standardObjectSchema>;

/** @throws Error naming object and field of a text that cannot be read */
export function standardObject(name: string, object: StandardObject): ObjectParts {
  const is = new Set(object.is ?? []);
  const own = Object.entries(object.fields).map(([field, text]) => readField(name, field, text));
  own.push(...compoundAddresses(own));
  const isEvent = is.has('event');
  const fields = [...(isEvent ? eventFields() : systemFields(is)), ...own];
  return {
    name,
    keyPrefix: object.prefix,
    kind: isEvent ? 'event' : 'standard',
    ...(isEvent ? { publishBehavior: 'immediate' as const, queryable: false } : {}),
    label: object.label,
    pluralLabel: object.plural ?? `${object.label}s`,
    setup: is.has('setup'),
    createable: !is.has('noCreate'),
    updateable: !is.has('noUpdate'),
    deletable: !is.has('noDelete'),
    triggerable: !is.has('noTrigger') && !is.has('setup'),
    sharingModel: object.sharing ?? 'ReadWrite',
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  };
}

/** `BillingAddress` beside `BillingStreet`: read as one, written by its parts. Source: Object Reference, "Address Compound Fields". */
function compoundAddresses(fields: readonly FieldSchema[]): FieldSchema[] {
  const names = new Set(fields.map((field) => field.name));
  return fields
    .filter((field) => field.name.endsWith('Street'))
    .map((field) => `${field.name.slice(0, -'Street'.length)}Address`)
    .filter((name) => !names.has(name))
    .map((name) => makeField({ name, type: 'ADDRESS', label: spaced(name), ...readOnlyCompound }));
}

const readOnlyCompound = { createable: false, updateable: false, filterable: false, sortable: false, groupable: false };

/** Fields of every record. Source: Object Reference, "System Fields". */
export function systemFields(is: ReadonlySet<string>): FieldSchema[] {
  const readOnly = { createable: false, updateable: false };
  const user = (name: string, relationshipName: string): FieldSchema =>
    makeField({
      name,
      type: 'REFERENCE',
      label: name,
      referenceTo: ['User'],
      relationshipName,
      nillable: false,
      ...readOnly,
    });
  const fields = [
    makeField({ name: 'Id', type: 'ID', label: 'Record ID', ...readOnly }),
    makeField({ name: 'IsDeleted', type: 'BOOLEAN', label: 'Deleted', ...readOnly }),
    makeField({ name: 'CreatedDate', type: 'DATETIME', label: 'Created Date', nillable: false, ...readOnly }),
    user('CreatedById', 'CreatedBy'),
    makeField({
      name: 'LastModifiedDate',
      type: 'DATETIME',
      label: 'Last Modified Date',
      nillable: false,
      ...readOnly,
    }),
    user('LastModifiedById', 'LastModifiedBy'),
    makeField({ name: 'SystemModstamp', type: 'DATETIME', label: 'System Modstamp', nillable: false, ...readOnly }),
  ];
  if (is.has('noSystemFields')) return fields.slice(0, 1);
  if (!is.has('noOwner')) {
    fields.push(
      makeField({
        name: 'OwnerId',
        type: 'REFERENCE',
        label: 'Owner ID',
        referenceTo: is.has('queues') ? ['User', 'Group'] : ['User'],
        relationshipName: 'Owner',
        defaultedOnCreate: true,
        nillable: false,
      }),
    );
  }
  if (is.has('recordTypes')) {
    fields.push(
      makeField({
        name: 'RecordTypeId',
        type: 'REFERENCE',
        label: 'Record Type ID',
        referenceTo: ['RecordType'],
        relationshipName: 'RecordType',
      }),
    );
  }
  return fields;
}

function readField(object: string, name: string, text: string): FieldSchema {
  const [declaration = '', formula] = text.split(/: (.*)/s);
  const words = declaration.split(' ');
  const isFormula = words[0] === 'formula';
  const [typeWord = '', ...rest] = isFormula ? words.slice(1) : words;
  const type = fieldTypes.find((candidate) => candidate === typeWord.toUpperCase());
  if (type === undefined) throw new Error(`${object}.${name}: "${typeWord}" is no type of fields`);
  const parts: Record<string, unknown> = { label: spaced(name) };
  let children: string | null = null;
  for (const word of rest) {
    if (word.startsWith('children=')) children = word.slice('children='.length);
    else Object.assign(parts, readWord(word, type, `${object}.${name}`));
  }
  if (isFormula) Object.assign(parts, { formula: formula ?? '', createable: false, updateable: false });
  return nameChildren(makeField({ name, type, ...parts }), children);
}

function readWord(word: string, type: FieldType, place: string): Partial<FieldSchema> {
  if (/^\d+$/.test(word)) return type === 'INTEGER' ? { precision: Number(word) } : { length: Number(word) };
  const number = /^(\d+),(\d+)$/.exec(word);
  if (number !== null) return { precision: Number(number[1]), scale: Number(number[2]) };
  if (word.startsWith('rel=')) return { relationshipName: word.slice(4) };
  if (word.startsWith('default=')) return { defaultFormula: word.slice(8), defaultedOnCreate: true };
  if (word.startsWith('autonumber='))
    return { autoNumber: word.slice(11), createable: false, updateable: false, nillable: false };
  switch (word) {
    case 'required':
      return { required: true, nillable: false };
    case 'name':
      return { nameField: true, idLookup: true };
    case 'unique':
      return { unique: true, idLookup: true };
    case 'external':
      return { externalId: true, idLookup: true };
    case 'readonly':
      return { createable: false, updateable: false };
    case 'createonly':
      return { updateable: false };
    case 'restricted':
      return { restrictedPicklist: true };
    case 'cascade':
      return { onDelete: 'cascade' };
    case 'master':
      return { onDelete: 'cascade', masterDetail: true, nillable: false, required: true };
    case 'html':
      return { htmlFormatted: true };
    default:
  }
  if (type === 'REFERENCE') return { referenceTo: word.split(',') };
  if (type === 'PICKLIST' || type === 'MULTIPICKLIST') return { picklist: word.split('|').map(picklistValue) };
  throw new Error(`${place}: the word "${word}" is not known`);
}

/** Underscores stand for spaces; a star marks the default. */
function picklistValue(text: string): PicklistValue {
  const isDefault = text.endsWith('*');
  const value = text.replace(/\*$/, '').replaceAll('_', ' ');
  return { value, label: value, active: true, isDefault };
}

/** `AnnualRevenue` → `Annual Revenue`. */
function spaced(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/ Id$/, ' ID');
}
