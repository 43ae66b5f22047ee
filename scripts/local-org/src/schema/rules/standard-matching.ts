/**
 * Matching rules that every org has. Source: Salesforce Help, "Standard Account Matching Rule", "Standard Contact Matching Rule and
 * Standard Lead Matching Rule". Active, and without effect until a duplicate rule uses them.
 */
import type { OrgSchema } from '../model.ts';
import type { MatchingMethod, MatchingRule } from './matching.ts';

type Items = readonly (readonly [field: string, method: MatchingMethod])[];

const personLogic =
  '(1 AND 2 AND 3 AND 4) OR (1 AND 2 AND 5) OR (1 AND 2 AND 6 AND 4) OR (1 AND 2 AND 7 AND (8 OR 9 OR 6)) OR (1 AND 2 AND 7 AND 3) OR (1 AND 2 AND 3 AND 5) OR (1 AND 2 AND 6)';

const rules: readonly { name: string; label: string; object: string; logic: string; items: Items }[] = [
  {
    name: 'Standard_Account_Match_Rule_v1_0',
    label: 'Standard Account Matching Rule',
    object: 'Account',
    logic: '(1 AND 2) OR (1 AND 3 AND 4) OR (1 AND 5) OR (1 AND 6) OR (7 AND 6) OR (7 AND 2)',
    items: [
      ['Name', 'CompanyName'],
      ['BillingStreet', 'Street'],
      ['BillingCity', 'City'],
      ['BillingState', 'Exact'],
      ['BillingPostalCode', 'Zip'],
      ['Phone', 'Phone'],
      ['Website', 'Exact'],
    ],
  },
  {
    name: 'Standard_Contact_Match_Rule_v1_1',
    label: 'Standard Contact Matching Rule',
    object: 'Contact',
    logic: personLogic,
    items: [
      ['FirstName', 'FirstName'],
      ['LastName', 'LastName'],
      ['Title', 'Title'],
      ['Account', 'CompanyName'],
      ['Email', 'Exact'],
      ['Phone', 'Phone'],
      ['MailingStreet', 'Street'],
      ['MailingCity', 'City'],
      ['MailingPostalCode', 'Zip'],
    ],
  },
  {
    name: 'Standard_Lead_Match_Rule_v1_0',
    label: 'Standard Lead Matching Rule',
    object: 'Lead',
    logic: personLogic,
    items: [
      ['FirstName', 'FirstName'],
      ['LastName', 'LastName'],
      ['Title', 'Title'],
      ['Company', 'CompanyName'],
      ['Email', 'Exact'],
      ['Phone', 'Phone'],
      ['Street', 'Street'],
      ['City', 'City'],
      ['PostalCode', 'Zip'],
    ],
  },
];

/** Those of the objects that a schema has. */
export function standardMatchingRules(schema: OrgSchema): Omit<MatchingRule, 'ways'>[] {
  return rules
    .filter(({ object }) => schema.object(object, null) !== undefined)
    .map(({ items, ...rule }) => ({
      ...rule,
      description: null,
      active: true,
      items: items.map(([field, method]) => ({ field, method, matchBlanks: false })),
    }));
}
