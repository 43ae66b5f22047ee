/** Custom objects, platform events, custom metadata types and settings. Source: Metadata API Developer Guide, "CustomObject". */
import { childName, makeField, nameChildren } from './build.ts';
import type { ObjectParts } from './build.ts';
import { eventFields } from './event-fields.ts';
import { customField } from './field-metadata.ts';
import type { Qualify } from './field-metadata.ts';
import { lookupFilter } from './lookup-filters.ts';
import type { FieldSchema, ObjectKind, ObjectSchema, RecordTypeSchema, ValidationRule } from './model.ts';
import { systemFields } from './standard-format.ts';
import type { Element } from './xml.ts';
import { child, elements, flag, text } from './xml.ts';

/** What the files of one object hold together. */
export interface ObjectFiles {
  /** API name as the folder or file has it, without namespace. */
  readonly name: string;
  readonly file: string;
  /** Content of the object's own file; null when only its fields are in the project (a standard object). */
  readonly object: Element | null;
  readonly fields: readonly Element[];
  readonly recordTypes: readonly Element[];
  readonly validationRules: readonly Element[];
}

/** An object that the project defines. */
export function ownObject(
  files: ObjectFiles,
  namespace: string | null,
  qualify: Qualify,
  keyPrefix: string,
): ObjectParts {
  const element = files.object ?? {};
  const kind = kindOf(files.name, element);
  const own = files.fields.map((field) => customField(field, qualify, files.file));
  const label = text(element, 'label') ?? files.name;
  const all = [...fixedFields(kind, element, own), ...own];
  return {
    name: qualify(files.name),
    localName: files.name,
    namespace,
    keyPrefix,
    kind,
    custom: true,
    label,
    pluralLabel: text(element, 'pluralLabel') ?? label,
    sharingModel: sharingOf(element, own),
    publishBehavior:
      kind !== 'event' ? null : text(element, 'publishBehavior') === 'PublishImmediately' ? 'immediate' : 'afterCommit',
    queryable: kind !== 'event',
    updateable: kind === 'custom' || kind === 'setting',
    deletable: kind === 'custom' || kind === 'setting',
    createable: kind !== 'metadata',
    triggerable: kind === 'custom' || kind === 'event',
    fields: new Map(all.map((field) => [field.name.toLowerCase(), field])),
    recordTypes: files.recordTypes.map((type) => recordType(type, qualify)),
    validationRules: files.validationRules.map((rule) => validationRule(rule, qualify)),
    description: text(element, 'description'),
  };
}

/** Custom fields that the project adds to a standard object. */
export function extendObject(base: ObjectParts, files: ObjectFiles, qualify: Qualify): ObjectParts {
  const fields = new Map(base.fields);
  for (const element of files.fields) {
    const name = text(element, 'fullName') ?? '';
    if (!name.endsWith('__c')) {
      const standard = fields.get(name.toLowerCase());
      if (standard !== undefined) fields.set(name.toLowerCase(), changedStandardField(standard, element, files.file));
      continue;
    }
    const field = customField(element, qualify, files.file);
    fields.set(field.name.toLowerCase(), field);
  }
  const sharing = files.object === null ? null : text(files.object, 'sharingModel');
  return {
    ...base,
    ...(sharing === null ? {} : { sharingModel: sharingOf(files.object ?? {}, []) }),
    fields,
    recordTypes: [...(base.recordTypes ?? []), ...files.recordTypes.map((type) => recordType(type, qualify))],
    validationRules: [
      ...(base.validationRules ?? []),
      ...files.validationRules.map((rule) => validationRule(rule, qualify)),
    ],
  };
}

function kindOf(name: string, element: Element): ObjectKind {
  if (name.endsWith('__e')) return 'event';
  if (name.endsWith('__mdt')) return 'metadata';
  return text(element, 'customSettingsType') === null ? 'custom' : 'setting';
}

/** Of a standard field the project may set the filter of its lookup; the rest only changes how it looks. */
function changedStandardField(field: FieldSchema, element: Element, file: string): FieldSchema {
  if (field.type !== 'REFERENCE') return field;
  const place = `${file}: the lookup filter of ${field.name}`;
  const changed = { ...field, lookupFilter: lookupFilter(element, field.referenceTo[0] ?? '', place) };
  return nameChildren(changed, childName(field));
}

function fixedFields(kind: ObjectKind, element: Element, own: readonly FieldSchema[]): FieldSchema[] {
  if (kind === 'event') return eventFields();
  if (kind === 'metadata') return metadataTypeFields();
  const isDetail = own.some((field) => field.masterDetail);
  const words = new Set([
    ...(isDetail || kind === 'setting' ? ['noOwner'] : ['queues']),
    ...(kind === 'setting' ? [] : ['recordTypes']),
  ]);
  const fields = [...systemFields(words), nameField(element, kind)];
  if (kind === 'setting') {
    fields.push(
      makeField({
        name: 'SetupOwnerId',
        type: 'REFERENCE',
        label: 'Location',
        referenceTo: ['Organization', 'Profile', 'User'],
        relationshipName: 'SetupOwner',
      }),
    );
  }
  return fields;
}

function nameField(element: Element, kind: ObjectKind): FieldSchema {
  const declared = child(element, 'nameField') ?? {};
  const isNumber = text(declared, 'type') === 'AutoNumber';
  return makeField({
    name: 'Name',
    type: 'STRING',
    label: text(declared, 'label') ?? 'Name',
    length: isNumber ? 30 : kind === 'setting' ? 38 : 80,
    nameField: true,
    idLookup: true,
    autoNumber: isNumber ? (text(declared, 'displayFormat') ?? '{0}') : null,
    // Without a name the platform uses the record's id.
    required: false,
  });
}

function metadataTypeFields(): FieldSchema[] {
  const fixed = (name: string, label: string, length: number): FieldSchema =>
    makeField({ name, type: 'STRING', label, length, createable: false, updateable: false });
  return [
    makeField({ name: 'Id', type: 'ID', label: 'Record ID', createable: false, updateable: false }),
    { ...fixed('DeveloperName', 'Developer Name', 40), nameField: true },
    fixed('MasterLabel', 'Label', 40),
    fixed('QualifiedApiName', 'Qualified API Name', 70),
    fixed('NamespacePrefix', 'Namespace Prefix', 15),
    fixed('Language', 'Language', 40),
    fixed('Label', 'Label', 40),
  ];
}

function sharingOf(element: Element, own: readonly FieldSchema[]): ObjectSchema['sharingModel'] {
  if (own.some((field) => field.masterDetail)) return 'ControlledByParent';
  const model = text(element, 'sharingModel');
  return model === 'Private' || model === 'Read' || model === 'ControlledByParent' || model === 'FullAccess'
    ? model
    : 'ReadWrite';
}

function recordType(element: Element, qualify: Qualify): RecordTypeSchema {
  const developerName = text(element, 'fullName') ?? '';
  return {
    developerName,
    label: text(element, 'label') ?? developerName,
    active: flag(element, 'active'),
    isMaster: false,
    picklists: new Map(elements(element, 'picklistValues').map((entry) => picklistOfType(entry, qualify))),
  };
}

/** Values are written as in addresses: `Not %28yet%29`. */
function picklistOfType(element: Element, qualify: Qualify): [string, ReadonlyMap<string, boolean>] {
  const name = text(element, 'picklist') ?? '';
  const values = elements(element, 'values').map((value): [string, boolean] => [
    decodeURIComponent(text(value, 'fullName') ?? ''),
    flag(value, 'default'),
  ]);
  return [(name.endsWith('__c') ? qualify(name) : name).toLowerCase(), new Map(values)];
}

function validationRule(element: Element, qualify: Qualify): ValidationRule {
  const field = text(element, 'errorDisplayField');
  return {
    name: text(element, 'fullName') ?? '',
    active: flag(element, 'active'),
    condition: text(element, 'errorConditionFormula') ?? 'FALSE',
    message: text(element, 'errorMessage') ?? '',
    field: field === null ? null : field.endsWith('__c') ? qualify(field) : field,
  };
}

/** Parts of an object that is not decomposed into files of its own. */
export function inlineParts(object: Element): Pick<ObjectFiles, 'fields' | 'recordTypes' | 'validationRules'> {
  return {
    fields: elements(object, 'fields'),
    recordTypes: elements(object, 'recordTypes'),
    validationRules: elements(object, 'validationRules'),
  };
}
