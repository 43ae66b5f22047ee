/** A schema of a few objects for checking Apex without a project. */
import type { ChildRelationship, FieldSchema, FieldType, ObjectSchema, OrgSchema } from '../../src/schema/model.ts';

type FieldSpec = Partial<FieldSchema> & { readonly type: FieldType };

function field(name: string, spec: FieldSpec): FieldSchema {
  return {
    name,
    localName: name,
    label: name,
    length: 255,
    precision: 18,
    scale: 2,
    required: false,
    nillable: true,
    unique: false,
    caseSensitive: false,
    externalId: false,
    idLookup: name === 'Id',
    nameField: name === 'Name',
    custom: name.endsWith('__c'),
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
    ...spec,
  };
}

function object(
  name: string,
  keyPrefix: string,
  specs: Record<string, FieldSpec>,
  children: readonly ChildRelationship[] = [],
): ObjectSchema {
  const all: Record<string, FieldSpec> = {
    Id: { type: 'ID' },
    Name: { type: 'STRING' },
    CreatedDate: { type: 'DATETIME' },
    ...specs,
  };
  const fields = new Map(Object.entries(all).map(([key, spec]) => [key.toLowerCase(), field(key, spec)]));
  const find = (wanted: string): FieldSchema | undefined => fields.get(wanted.toLowerCase());
  return {
    name,
    localName: name,
    namespace: null,
    label: name,
    pluralLabel: `${name}s`,
    keyPrefix,
    kind: name.endsWith('__e') ? 'event' : 'standard',
    custom: name.includes('__'),
    setup: false,
    createable: true,
    updateable: true,
    deletable: true,
    queryable: !name.endsWith('__e'),
    triggerable: true,
    sharingModel: 'ReadWrite',
    publishBehavior: null,
    fields,
    childRelationships: children,
    recordTypes: [],
    validationRules: [],
    description: null,
    field: find,
    parent: (relationship) =>
      [...fields.values()].find(
        (candidate) => candidate.relationshipName?.toLowerCase() === relationship.toLowerCase(),
      ),
    children: (relationship) =>
      children.find((child) => child.relationshipName?.toLowerCase() === relationship.toLowerCase()),
  };
}

const account = object(
  'Account',
  '001',
  {
    Industry: { type: 'PICKLIST' },
    AnnualRevenue: { type: 'CURRENCY' },
    NumberOfEmployees: { type: 'INTEGER' },
    Key__c: { type: 'STRING', externalId: true },
  },
  [{ childObject: 'Contact', field: 'AccountId', relationshipName: 'Contacts', cascadeDelete: false }],
);
const contact = object('Contact', '003', {
  LastName: { type: 'STRING' },
  Birthdate: { type: 'DATE' },
  AccountId: { type: 'REFERENCE', referenceTo: ['Account'], relationshipName: 'Account' },
});
const user = object('User', '005', { Username: { type: 'STRING' } });
const signal = object('Signal__e', 'e00', { Text__c: { type: 'STRING' } });

const objects = new Map([account, contact, user, signal].map((entry) => [entry.name.toLowerCase(), entry]));

export const schema: OrgSchema = {
  namespace: null,
  objects,
  object: (name) => objects.get(name.toLowerCase()),
  byKeyPrefix: (prefix) => [...objects.values()].find((entry) => entry.keyPrefix === prefix),
};
