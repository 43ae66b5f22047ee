/** A schema of a few objects for checking Apex without a project. */
import { makeField, makeSchema, nameChildren } from '../../src/schema/build.ts';
import type { FieldParts, ObjectParts } from '../../src/schema/build.ts';

function object(name: string, keyPrefix: string, specs: readonly FieldParts[]): ObjectParts {
  const common: FieldParts[] = [
    { name: 'Id', type: 'ID' },
    { name: 'Name', type: 'STRING', nameField: true },
    { name: 'CreatedDate', type: 'DATETIME' },
  ];
  const fields = [...common, ...specs].map((spec) => makeField({ custom: spec.name.endsWith('__c'), ...spec }));
  const isEvent = name.endsWith('__e');
  return {
    name,
    keyPrefix,
    kind: isEvent ? 'event' : 'standard',
    custom: isEvent,
    queryable: !isEvent,
    fields: new Map(fields.map((one) => [one.name.toLowerCase(), one])),
  };
}

const contact = object('Contact', '003', [
  { name: 'LastName', type: 'STRING' },
  { name: 'Birthdate', type: 'DATE' },
]);
const account = makeField({
  name: 'AccountId',
  type: 'REFERENCE',
  referenceTo: ['Account'],
  relationshipName: 'Account',
});

export const schema = makeSchema(null, [
  object('Account', '001', [
    { name: 'Industry', type: 'PICKLIST' },
    { name: 'AnnualRevenue', type: 'CURRENCY' },
    { name: 'NumberOfEmployees', type: 'INTEGER' },
    { name: 'Key__c', type: 'STRING', externalId: true },
  ]),
  { ...contact, fields: new Map([...contact.fields, ['accountid', nameChildren(account, 'Contacts')]]) },
  object('User', '005', [{ name: 'Username', type: 'STRING' }]),
  object('Signal__e', 'e00', [{ name: 'Text__c', type: 'STRING' }]),
]);
