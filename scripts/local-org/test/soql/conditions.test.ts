import { describe, expect, it } from 'vitest';
import { ApexDate, ApexDatetime, ApexId, ApexList, ApexSet, Decimal } from '../../src/runtime/index.ts';
import { type } from '../runtime/fake-program.ts';
import { filledOrg } from './support/org.ts';

describe('WHERE', () => {
  const org = filledOrg();

  it('compares text without case, and null as a value', () => {
    expect(org.names("Account WHERE Industry = 'ENERGY'")).toBe('Acme bolt_100%');
    expect(org.names("Account WHERE Industry != 'energy'")).toBe('Top');
    expect(org.names('Account WHERE Industry = null')).toBe('Top');
    expect(org.names("Account WHERE Industry = ''")).toBe('Top');
    expect(org.names("Account WHERE NOT(Industry LIKE 'E%')")).toBe('Top');
    expect(org.names("Account WHERE Name > 'ACME' AND (Active__c = true OR Name = 'top')")).toBe('Top bolt_100%');
  });

  it('takes binds in the order of the text', () => {
    expect(org.names('Account WHERE Industry = :a AND Name = :b LIMIT :c', { a: 'energy', b: 'ACME', c: 5 })).toBe(
      'Acme',
    );
    expect(org.names('Account WHERE Industry = :a', { a: null })).toBe('Top');
    expect(() => org.names('Account WHERE Name = :nope')).toThrow('Variable does not exist: nope');
  });

  it('matches patterns with escaped wildcards', () => {
    expect(org.names("Account WHERE Name LIKE 'BOLT\\_%'")).toBe('bolt_100%');
    expect(org.names("Account WHERE Name LIKE '%\\%'")).toBe('bolt_100%');
    expect(org.names("Account WHERE Name LIKE 'a_me'")).toBe('Acme');
    const patterns = new ApexList(type('List', type('String')), ['a%', 't%']);
    expect(org.names('Account WHERE Name LIKE :patterns', { patterns })).toBe('Top Acme');
  });

  it('looks up lists, sets and nulls in them', () => {
    const strings = type('Set', type('String'));
    expect(org.names("Account WHERE Industry IN ('energy', null)")).toBe('Top Acme bolt_100%');
    expect(org.names("Account WHERE Industry NOT IN ('x')")).toBe('Top Acme bolt_100%');
    expect(org.names("Account WHERE Industry NOT IN ('x', null)")).toBe('Acme bolt_100%');
    expect(org.names('Account WHERE Name IN :names', { names: new ApexSet(strings, ['ACME', 'TOP']) })).toBe(
      'Top Acme',
    );
    expect(org.names('Account WHERE Name IN :names', { names: new ApexSet(strings, []) })).toBe('');
    expect(org.names('Deal__c WHERE Amount__c IN (10.5, 1)')).toBe('D1 D4');
  });

  it('takes ids of 15 and 18 characters, as text, id or record', () => {
    const [acme] = org.records("SELECT Id FROM Account WHERE Name = 'Acme'");
    const id = acme!.id!;
    expect(org.names('Account WHERE Id = :id', { id })).toBe('Acme');
    expect(org.names(`Account WHERE Id = '${id.to15()}'`)).toBe('Acme');
    expect(org.names('Contact WHERE AccountId IN :some', { some: new ApexList(type('List'), [acme, null]) })).toBe(
      'Carl Jones Berta Emil',
    );
    expect(() => org.names("Account WHERE Id = 'abc'")).toThrow('invalid ID field: abc');
    expect(ApexId.isValid(id.value)).toBe(true);
  });

  it('compares numbers exactly, with more digits than the column has too', () => {
    expect(org.names('Deal__c WHERE Amount__c = 10.50')).toBe('D1');
    expect(org.names('Deal__c WHERE Amount__c > 10.499 AND Amount__c < 10.501')).toBe('D1');
    expect(org.names('Deal__c WHERE Amount__c >= :n', { n: Decimal.parse('20.01') })).toBe('D2');
    expect(org.names('Deal__c WHERE Amount__c < 5')).toBe('D4');
  });

  it('chooses multi-select values', () => {
    expect(org.names("Account WHERE Tags__c INCLUDES ('red;blue', 'Green')")).toBe('Acme bolt_100%');
    expect(org.names("Account WHERE Tags__c INCLUDES ('red;green')")).toBe('');
    expect(org.names("Account WHERE Tags__c EXCLUDES ('Blue')")).toBe('Top bolt_100%');
  });

  it('follows parents, polymorphic ones too', () => {
    expect(org.names("Account WHERE Parent.Owner.Name = 'queue'")).toBe('Acme');
    expect(org.names("Contact c WHERE c.Account.Parent.Name = 'Top'")).toBe('Carl Jones Berta');
    expect(org.names("Account WHERE Owner.Type = 'Queue'")).toBe('Top');
    expect(org.names("Account WHERE Owner.Email LIKE 'ann%'")).toBe('Acme bolt_100%');
  });

  it('joins in both directions', () => {
    expect(org.names('Account WHERE Id IN (SELECT AccountId FROM Contact)')).toBe('Top Acme');
    expect(org.names('Account WHERE Id NOT IN (SELECT AccountId FROM Contact)')).toBe('bolt_100%');
    expect(org.names('Account WHERE Id IN (SELECT Account__c FROM Deal__c WHERE Amount__c > 20)')).toBe('Acme');
  });

  it('filters by roll-ups that are computed when read', () => {
    expect(org.names('Account WHERE Total__c = 31.51')).toBe('Acme');
    expect(org.names('Account WHERE Total__c = 0')).toBe('Top bolt_100%');
  });

  it('refuses wrong names, types and operators in the platform’s words', () => {
    expect(() => org.names('Nope')).toThrow("sObject type 'Nope' is not supported.");
    expect(() => org.names("Account WHERE Foo__c = 'x'")).toThrow("No such column 'Foo__c' on entity 'Account'.");
    expect(() => org.names("Account WHERE Foo__r.Name = 'x'")).toThrow(
      "Didn't understand relationship 'Foo__r' in field path.",
    );
    expect(() => org.names('Account WHERE Name = 5')).toThrow(
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
    );
    expect(() => org.names("Account WHERE Description = 'x'")).toThrow("field 'Description' can not be filtered");
    expect(() => org.names("Account WHERE Upper__c = 'x'")).toThrow(
      'not implemented: filter, sort or group by the formula',
    );
  });
});

describe('dates', () => {
  const org = filledOrg();
  const found = (condition: string, binds = {}): string => org.names(`Deal__c WHERE ${condition}`, binds);

  it('takes days in the time zone of the user', () => {
    expect(found('Close__c = TODAY')).toBe('D1');
    expect(found('CreatedDate = TODAY')).toBe('D1');
    expect(found('CreatedDate = YESTERDAY')).toBe('D2');
    expect(found('CreatedDate < TODAY')).toBe('D2 D3 D4');
    expect(found('Close__c != TODAY')).toBe('D2 D3 D4');
  });

  it('counts periods', () => {
    expect(found('Close__c = LAST_N_DAYS:1')).toBe('D1 D2');
    expect(found('Close__c = LAST_N_DAYS:90')).toBe('D1 D2 D3');
    expect(found('Close__c = THIS_WEEK')).toBe('D1 D2');
    expect(found('Close__c = THIS_YEAR')).toBe('D1 D2 D3');
    expect(found('Close__c = LAST_YEAR')).toBe('D4');
    expect(found('Close__c = LAST_QUARTER')).toBe('D3');
    expect(found('Close__c = N_MONTHS_AGO:3')).toBe('D3');
    expect(found('Close__c > LAST_N_MONTHS:4')).toBe('D1 D2');
    expect(found('Close__c = LAST_FISCAL_YEAR')).toBe('D4');
  });

  it('compares with literals, dates and instants', () => {
    expect(found('Close__c = 2024-02-29')).toBe('D3');
    expect(found('CreatedDate >= 2024-05-15T22:00:00Z')).toBe('D1');
    expect(found('CreatedDate >= 2024-05-15T23:50:00+02:00')).toBe('D1 D2');
    expect(found('Close__c < :d', { d: ApexDate.of(2024, 1, 1) })).toBe('D4');
    expect(found('CreatedDate < :d', { d: new ApexDatetime(Date.UTC(2024, 0, 1)) })).toBe('D4');
    expect(() => found("Close__c = '2024-01-01'")).toThrow('must be of type date and should not be enclosed in quotes');
  });

  it('takes parts of dates', () => {
    expect(found('CALENDAR_YEAR(Close__c) = 2023')).toBe('D4');
    expect(found('CALENDAR_YEAR(CreatedDate) = 2023')).toBe('D4');
    expect(found('CALENDAR_YEAR(convertTimezone(CreatedDate)) = 2024')).toBe('D1 D2 D3 D4');
    expect(found('DAY_ONLY(CreatedDate) = 2024-05-15')).toBe('D1 D2');
    expect(found('CALENDAR_QUARTER(Close__c) = 2 AND DAY_IN_WEEK(Close__c) = 5')).toBe('D1');
  });
});
