import { describe, expect, it } from 'vitest';
import type { SObjectValue } from '../../src/runtime/index.ts';
import { ApexException, Decimal } from '../../src/runtime/index.ts';
import { filledOrg, user } from './support/org.ts';

const names = (records: readonly SObjectValue[] | undefined): string =>
  (records ?? []).map((record) => record.getField('name')).join(' ');

describe('records of a query', () => {
  const org = filledOrg();

  it('have what was queried, and the id', () => {
    const [record] = org.records("SELECT Name, Industry FROM Account WHERE Name = 'Top'");
    expect(record?.getField('name')).toBe('Top');
    expect(record?.id).not.toBeNull();
    expect([...(record?.queriedFields ?? [])]).toEqual(['name', 'industry']);
    expect(record?.isPopulated('industry')).toBe(false);
    expect(record?.isReadable('active__c')).toBe(false);
  });

  it('have parents', () => {
    const [acme, top] = org.records(
      "SELECT Parent.Name, Parent.Owner.Name, Owner.Type, Owner.Email FROM Account WHERE Name IN ('Acme', 'Top') ORDER BY Name",
    );
    expect(acme?.parentOf('parent')?.getField('name')).toBe('Top');
    expect(acme?.parentOf('parent')?.parentOf('owner')?.object.name).toBe('Group');
    expect(acme?.parentOf('owner')?.getField('email')).toBe('ann@example.com');
    expect(acme?.parentOf('owner')?.getField('type')).toBe('User');
    expect(acme?.getField('parentid')).toEqual(acme?.parentOf('parent')?.id);
    expect(top?.hasParent('parent')).toBe(true);
    expect(top?.parentOf('parent')).toBeNull();
    expect(top?.parentOf('owner')?.isReadable('email')).toBe(true);
  });

  it('have children, read by one statement for all parents', () => {
    org.store.statements.length = 0;
    const text =
      'SELECT Name, (SELECT Name FROM Contacts ORDER BY Name DESC LIMIT 1), (SELECT Name FROM Deals__r WHERE Amount__c != null) FROM Account ORDER BY Name';
    const [acme, bolt, top] = org.records(text);
    expect(names(acme?.childrenOf('contacts')?.items)).toBe('Carl Jones');
    expect(names(acme?.childrenOf('deals__r')?.items)).toBe('D1 D2 D4');
    expect(names(bolt?.childrenOf('contacts')?.items)).toBe('');
    expect(names(top?.childrenOf('contacts')?.items)).toBe('Dora');
    expect(acme?.childrenOf('contacts')?.type.args[0]?.symbol.name).toBe('Contact');
    expect(org.store.statements).toHaveLength(3);
    expect(org.frame?.limits.used.queries).toBe(1);
    expect(org.frame?.limits.used.aggregateQueries).toBe(2);
    expect(org.frame?.limits.used.queryRows).toBe(3 + 2 + 3);
  });

  it('take fields by the type of a polymorphic parent', () => {
    const [acme, , top] = org.records(
      'SELECT TYPEOF Owner WHEN User THEN Email ELSE Name END FROM Account ORDER BY Name',
    );
    expect(acme?.parentOf('owner')?.getField('email')).toBe('ann@example.com');
    expect(top?.parentOf('owner')?.getField('name')).toBe('Queue');
  });

  it('show labels, and groups of fields', () => {
    const [deal] = org.records("SELECT toLabel(Stage__c) FROM Deal__c WHERE Name = 'D3'");
    expect(deal?.getField('stage__c')).toBe('Won!');
    const [contact] = org.records('SELECT FIELDS(ALL) FROM Contact LIMIT 1');
    expect([...(contact?.queriedFields ?? [])]).toContain('email');
    expect(() => org.records('SELECT FIELDS(ALL) FROM Contact')).toThrow('LIMIT of at most 200');
  });

  it('come sorted, empty values first or last', () => {
    const by = (order: string): string => names(org.records(`SELECT Name FROM Deal__c ORDER BY ${order}`));
    expect(by('Amount__c')).toBe('D3 D4 D1 D2');
    expect(by('Amount__c DESC')).toBe('D2 D1 D4 D3');
    expect(by('Amount__c NULLS LAST')).toBe('D4 D1 D2 D3');
    expect(by('Stage__c, Amount__c DESC')).toBe('D2 D1 D4 D3');
    expect(by('Name LIMIT 2 OFFSET 1')).toBe('D2 D3');
    expect(names(org.records('SELECT Name FROM Account ORDER BY Name'))).toBe('Acme bolt_100% Top');
  });

  it('come from the recycle bin with ALL ROWS only', () => {
    expect(names(org.records('SELECT Name FROM Account WHERE IsDeleted = true'))).toBe('');
    expect(names(org.records('SELECT Name FROM Account WHERE IsDeleted = true ALL ROWS'))).toBe('Gone');
  });

  it('are locked FOR UPDATE by a writing transaction', () => {
    org.records('SELECT Id FROM Account LIMIT 1 FOR UPDATE');
    expect(org.store.writes).toBe(1);
  });

  it('have roll-ups', () => {
    const [acme] = org.records("SELECT Total__c FROM Account WHERE Name = 'Acme'");
    expect(String(acme?.getField('total__c'))).toBe('31.51');
    expect(acme?.getField('total__c')).toBeInstanceOf(Decimal);
  });
});

describe('formula fields', () => {
  it('are computed from fields that do not show', () => {
    const org = filledOrg({
      formula: {
        fieldsUsed: () => ['Name', 'Parent.Name', '$User.Id'],
        formulaOf: (_, record) =>
          `${String(record.getField('name')).toUpperCase()}${(record.parentOf('parent')?.getField('name') as string | undefined) ?? ''}`,
      },
    });
    const [acme] = org.records("SELECT Upper__c FROM Account WHERE Industry = 'energy' ORDER BY Name");
    expect(acme?.getField('upper__c')).toBe('ACMETop');
    expect(acme?.isReadable('name')).toBe(false);
    expect(acme?.hasParent('parent')).toBe(false);
    const [contact] = org.records("SELECT Account.Upper__c FROM Contact WHERE Name = 'Berta'");
    expect(contact?.parentOf('account')?.getField('upper__c')).toBe('ACMETop');
    expect(contact?.parentOf('account')?.isReadable('name')).toBe(false);
  });

  it('are refused by name without an evaluator', () => {
    expect(() => filledOrg().records('SELECT Upper__c FROM Account')).toThrow(
      'not implemented: the formula field Account.Upper__c',
    );
  });
});

describe('rights', () => {
  it('hide objects and fields in user mode, with the platform’s words', () => {
    const org = filledOrg();
    org.hidden.add('Contact').add('Account.Industry').add('Account.Tags__c');
    expect(() => org.records('SELECT Id FROM Contact', {}, user)).toThrow("sObject type 'Contact' is not supported.");
    const text = "SELECT Name, Industry FROM Account WHERE Tags__c = 'x'";
    expect(org.records(text)).toHaveLength(0);
    const error = thrown(() => org.records(text, {}, user));
    expect(error.message).toContain("No such column 'Industry' on entity 'Account'.");
    expect([...(error.inaccessibleFields?.get('Account') ?? [])]).toEqual(['Industry', 'Tags__c']);
    expect(() => org.records('SELECT (SELECT Id FROM Contacts) FROM Account', {}, user)).toThrow(
      "sObject type 'Contact'",
    );
    expect(() => org.records(`${text} WITH USER_MODE`)).toThrow('No such column');
  });

  it('leave out the parents of polymorphic references that the user may not read', () => {
    const org = filledOrg();
    org.hidden.add('Group');
    const [acme, , top] = org.records('SELECT Name, Owner.Name FROM Account ORDER BY Name', {}, user);
    expect(acme?.parentOf('owner')?.getField('name')).toBe('Ann');
    expect(top?.parentOf('owner')).toBeNull();
  });

  it('filter rows by sharing, in subqueries too', () => {
    const org = filledOrg();
    org.sharing = 'Acme';
    expect(names(org.records('SELECT Name FROM Account ORDER BY Name', {}, user))).toBe('bolt_100% Top');
    expect(names(org.records('SELECT Name FROM Account ORDER BY Name'))).toBe('Acme bolt_100% Top');
    const inner = 'SELECT Name FROM Contact WHERE AccountId IN (SELECT Id FROM Account)';
    expect(names(org.records(inner, {}, user))).toBe('Dora');
  });
});

describe('query text', () => {
  it('fails with the words of the query parser', () => {
    const org = filledOrg();
    expect(() => org.records('SELECT Name Foo Bar FROM Account')).toThrow("unexpected token: 'Bar'");
    expect(() => org.records('SELECT Id FROM Account WHERE')).toThrow("unexpected token: 'WHERE'");
    expect(() => org.records('SELECT Id FROM Account WHERE Name =')).toThrow("unexpected token: '<EOF>'");
    expect(() => org.records('SELECT Nope FROM Account')).toThrow("No such column 'Nope' on entity 'Account'");
    expect(() => org.records('SELECT (SELECT Id FROM Nopes) FROM Account')).toThrow(
      "Didn't understand relationship 'Nopes' in FROM part of query call.",
    );
  });
});

function thrown(body: () => unknown): ApexException {
  try {
    body();
  } catch (error) {
    if (error instanceof ApexException) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
