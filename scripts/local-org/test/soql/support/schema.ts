/** A small schema by hand: accounts with contacts and deals, owners that are users or groups. */
import type { ChildRelationship, FieldSchema, FieldType, ObjectSchema, OrgSchema } from '../../../src/schema/model.ts';

type FieldParts = Partial<FieldSchema> & { readonly name: string; readonly type: FieldType };

function field(parts: FieldParts): FieldSchema {
  const custom = parts.name.endsWith('__c');
  return {
    localName: parts.name,
    label: parts.name,
    length: 255,
    precision: 18,
    scale: 0,
    required: false,
    nillable: true,
    unique: false,
    caseSensitive: false,
    externalId: false,
    idLookup: false,
    nameField: parts.name === 'Name',
    custom,
    createable: true,
    updateable: true,
    filterable: true,
    sortable: true,
    groupable: true,
    formula: null,
    formulaBlanks: 'zero',
    defaultFormula: null,
    defaultedOnCreate: false,
    picklist: [],
    restrictedPicklist: false,
    dependentOn: null,
    referenceTo: [],
    relationshipName: null,
    masterDetail: false,
    reparentable: false,
    onDelete: 'setNull',
    autoNumber: null,
    htmlFormatted: false,
    encrypted: false,
    helpText: null,
    description: null,
    summary: null,
    ...parts,
  };
}

function reference(name: string, relationshipName: string, ...referenceTo: string[]): FieldSchema {
  return field({ name, type: 'REFERENCE', relationshipName, referenceTo });
}

function child(relationshipName: string, childObject: string, fieldName: string): ChildRelationship {
  return { childObject, field: fieldName, relationshipName, cascadeDelete: false };
}

function object(
  name: string,
  keyPrefix: string,
  fields: FieldSchema[],
  children: ChildRelationship[] = [],
): ObjectSchema {
  const own = [field({ name: 'Id', type: 'ID' }), ...fields, field({ name: 'IsDeleted', type: 'BOOLEAN' })];
  const byName = new Map(own.map((one) => [one.name.toLowerCase(), one]));
  const local = (wanted: string, namespace: string | null | undefined): string[] => [
    ...(namespace ? [`${namespace}__${wanted}`.toLowerCase()] : []),
    wanted.toLowerCase(),
  ];
  return {
    name,
    localName: name,
    namespace: null,
    label: name,
    pluralLabel: `${name}s`,
    keyPrefix,
    kind: 'standard',
    custom: false,
    setup: false,
    createable: true,
    updateable: true,
    deletable: true,
    queryable: true,
    triggerable: true,
    sharingModel: 'Private',
    publishBehavior: null,
    fields: byName,
    childRelationships: children,
    recordTypes: [],
    validationRules: [],
    description: null,
    field: (wanted, namespace) => local(wanted, namespace).flatMap((key) => byName.get(key) ?? [])[0],
    parent: (wanted, namespace) =>
      local(wanted, namespace).flatMap(
        (key) => own.find((one) => one.relationshipName?.toLowerCase() === key) ?? [],
      )[0],
    children: (wanted) => children.find((one) => one.relationshipName?.toLowerCase() === wanted.toLowerCase()),
  };
}

const stages = ['New', 'Won'].map((value) => ({ value, label: `${value}!`, active: true, isDefault: false }));

const objects = [
  object('User', '005', [field({ name: 'Name', type: 'STRING' }), field({ name: 'Email', type: 'EMAIL' })]),
  object('Group', '00G', [field({ name: 'Name', type: 'STRING' })]),
  object(
    'Account',
    '001',
    [
      field({ name: 'Name', type: 'STRING' }),
      field({ name: 'Industry', type: 'PICKLIST' }),
      field({ name: 'Description', type: 'TEXTAREA', filterable: false, sortable: false, groupable: false }),
      reference('ParentId', 'Parent', 'Account'),
      reference('OwnerId', 'Owner', 'Group', 'User'),
      field({ name: 'Active__c', type: 'BOOLEAN' }),
      field({ name: 'Tags__c', type: 'MULTIPICKLIST' }),
      field({ name: 'Upper__c', type: 'STRING', formula: 'UPPER(Name) & Parent.Name' }),
      field({
        name: 'Total__c',
        type: 'CURRENCY',
        scale: 2,
        summary: { operation: 'sum', childObject: 'Deal__c', childField: 'Amount__c', foreignKey: 'Account__c' },
      }),
    ],
    [child('Contacts', 'Contact', 'AccountId'), child('Deals__r', 'Deal__c', 'Account__c')],
  ),
  object('Contact', '003', [
    field({ name: 'Name', type: 'STRING' }),
    field({ name: 'Email', type: 'EMAIL' }),
    reference('AccountId', 'Account', 'Account'),
  ]),
  object('Deal__c', 'a00', [
    field({ name: 'Name', type: 'STRING' }),
    field({ name: 'Amount__c', type: 'CURRENCY', scale: 2 }),
    field({ name: 'Stage__c', type: 'PICKLIST', picklist: stages }),
    field({ name: 'Close__c', type: 'DATE' }),
    field({ name: 'CreatedDate', type: 'DATETIME' }),
    reference('Account__c', 'Account__r', 'Account'),
    reference('OwnerId', 'Owner', 'Group', 'User'),
  ]),
];

const byName = new Map(objects.map((one) => [one.name.toLowerCase(), one]));

export const schema: OrgSchema = {
  namespace: null,
  objects: byName,
  object: (name) => byName.get(name.toLowerCase()),
  byKeyPrefix: (prefix) => objects.find((one) => one.keyPrefix === prefix),
};
