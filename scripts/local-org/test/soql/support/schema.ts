/** A small schema by hand: accounts with contacts and deals, owners that are users or groups. */
import { makeField, makeSchema, nameChildren } from '../../../src/schema/build.ts';
import type { ObjectParts } from '../../../src/schema/build.ts';
import type { FieldSchema } from '../../../src/schema/model.ts';

function reference(name: string, relationshipName: string, ...referenceTo: string[]): FieldSchema {
  return makeField({ name, type: 'REFERENCE', relationshipName, referenceTo });
}

function object(name: string, keyPrefix: string, fields: readonly FieldSchema[]): ObjectParts {
  const own = [makeField({ name: 'Id', type: 'ID' }), ...fields, makeField({ name: 'IsDeleted', type: 'BOOLEAN' })];
  const byName = new Map(own.map((one) => [one.name.toLowerCase(), one]));
  return { name, keyPrefix, kind: 'standard', fields: byName, sharingModel: 'Private' };
}

const stages = ['New', 'Won'].map((value) => ({ value, label: `${value}!`, active: true, isDefault: false }));

const objects = [
  object('User', '005', [makeField({ name: 'Name', type: 'STRING' }), makeField({ name: 'Email', type: 'EMAIL' })]),
  object('Group', '00G', [makeField({ name: 'Name', type: 'STRING' })]),
  object('Account', '001', [
    makeField({ name: 'Name', type: 'STRING' }),
    makeField({ name: 'Industry', type: 'PICKLIST' }),
    makeField({ name: 'Description', type: 'TEXTAREA', filterable: false, sortable: false, groupable: false }),
    reference('ParentId', 'Parent', 'Account'),
    reference('OwnerId', 'Owner', 'Group', 'User'),
    makeField({ name: 'Active__c', type: 'BOOLEAN' }),
    makeField({ name: 'Tags__c', type: 'MULTIPICKLIST' }),
    makeField({ name: 'Upper__c', type: 'STRING', formula: 'UPPER(Name) & Parent.Name' }),
    makeField({
      name: 'Total__c',
      type: 'CURRENCY',
      scale: 2,
      summary: { operation: 'sum', childObject: 'Deal__c', childField: 'Amount__c', foreignKey: 'Account__c' },
    }),
  ]),
  object('Contact', '003', [
    makeField({ name: 'Name', type: 'STRING' }),
    makeField({ name: 'Email', type: 'EMAIL' }),
    nameChildren(reference('AccountId', 'Account', 'Account'), 'Contacts'),
  ]),
  object('Deal__c', 'a00', [
    makeField({ name: 'Name', type: 'STRING' }),
    makeField({ name: 'Amount__c', type: 'CURRENCY', scale: 2 }),
    makeField({ name: 'Stage__c', type: 'PICKLIST', picklist: stages }),
    makeField({ name: 'Close__c', type: 'DATE' }),
    makeField({ name: 'CreatedDate', type: 'DATETIME' }),
    nameChildren(reference('Account__c', 'Account__r', 'Account'), 'Deals__r'),
    reference('OwnerId', 'Owner', 'Group', 'User'),
  ]),
];

export const schema = makeSchema(null, objects);
