import { describe, expect, it } from 'vitest';
import type { DoubleBox } from '../../src/runtime/index.ts';
import { parseSoql, parseSosl } from '../../src/syntax/index.ts';
import { bindsOf } from '../../src/syntax/soql-binds.ts';
import { fixedSearchResults } from '../../src/data/soql/index.ts';
import { filledOrg, system } from './support/org.ts';

describe('aggregates', () => {
  const org = filledOrg();
  const table = (text: string): string =>
    org
      .aggregates(text)
      .map((row) => [...row.entries()].map(([alias, value]) => `${alias}=${String(value)}`).join(' '))
      .join(' | ');

  it('sum exactly', () => {
    expect(
      table('SELECT COUNT(Id), COUNT(Amount__c) n, SUM(Amount__c), MIN(Close__c) first, MAX(Amount__c) FROM Deal__c'),
    ).toBe('expr0=4 n=3 expr1=31.51 first=2023-12-31 expr2=20.01');
    const [row] = org.aggregates('SELECT AVG(Amount__c) a FROM Deal__c');
    expect((row?.get('a') as DoubleBox).value).toBeCloseTo(31.51 / 3, 12);
    expect(org.frame?.limits.used.queryRows).toBe(4);
    expect(table('SELECT SUM(Amount__c) s FROM Deal__c WHERE Name = null')).toBe('s=null');
  });

  it('group without case, filter groups and sort them', () => {
    expect(table('SELECT Stage__c, COUNT(Id) c FROM Deal__c GROUP BY Stage__c ORDER BY Stage__c')).toBe(
      'Stage__c=New c=2 | Stage__c=Won c=2',
    );
    expect(
      table(
        'SELECT Stage__c s, SUM(Amount__c) FROM Deal__c GROUP BY Stage__c HAVING SUM(Amount__c) > 1.5 ORDER BY SUM(Amount__c) DESC',
      ),
    ).toBe('s=New expr0=30.51');
    expect(
      table(
        'SELECT CALENDAR_YEAR(Close__c) y, COUNT_DISTINCT(Stage__c) FROM Deal__c GROUP BY CALENDAR_YEAR(Close__c) ORDER BY CALENDAR_YEAR(Close__c)',
      ),
    ).toBe('y=2023 expr0=1 | y=2024 expr0=2');
    expect(table('SELECT Account__r.Name, COUNT(Id) FROM Deal__c GROUP BY Account__r.Name')).toBe('Name=Acme expr0=4');
  });

  it('refuse what cannot be grouped', () => {
    expect(() => table('SELECT Name, COUNT(Id) FROM Deal__c')).toThrow('Field must be grouped or aggregated: Name');
    expect(() => table('SELECT COUNT(Id) FROM Deal__c GROUP BY ROLLUP(Stage__c)')).toThrow(
      'not implemented: GROUP BY ROLLUP',
    );
    expect(() => table('SELECT SUM(Name) FROM Deal__c')).toThrow('does not support aggregate operator SUM');
  });

  it('count', () => {
    expect(org.count('SELECT COUNT() FROM Account')).toBe(3);
    expect(org.count('SELECT COUNT() FROM Account WHERE Active__c = true LIMIT 1')).toBe(1);
  });
});

describe('binds', () => {
  it('are listed as they stand in the text, also in subqueries', () => {
    const text =
      'SELECT Id, (SELECT Id FROM Contacts WHERE Name = :a LIMIT :b) FROM Account WHERE Name IN (:c, :d) AND Id IN (SELECT AccountId FROM Contact WHERE Name = :e) LIMIT :f OFFSET :g';
    expect(
      bindsOf(parseSoql(text))
        .map((bind) => bind.name)
        .join(''),
    ).toBe('abcdefg');
    expect(
      bindsOf(parseSosl('FIND :q RETURNING Account(Id WHERE Name = :a LIMIT :b)')).map((bind) => bind.name),
    ).toEqual(['q', 'a', 'b']);
  });
});

describe('FIND', () => {
  const org = filledOrg();
  const found = (text: string): string =>
    org
      .search(text)
      .map((list) => list.map((record) => String(record.getField('name'))).join(' '))
      .join(' | ');

  it('finds words, prefixes and phrases in text fields', () => {
    expect(found('FIND {jones} RETURNING Contact(Name), Account(Name)')).toBe('Carl Jones | ');
    expect(found('FIND {jon*} RETURNING Contact(Name)')).toBe('Carl Jones');
    expect(found('FIND {jon} RETURNING Contact(Name)')).toBe('');
    expect(found('FIND {"carl jones" OR dora} RETURNING Contact(Name ORDER BY Name DESC)')).toBe('Dora Carl Jones');
    expect(found('FIND {acme} IN EMAIL FIELDS RETURNING Contact(Name), Account(Name)')).toBe('Carl Jones | ');
    expect(found("FIND {energy} RETURNING Account(Name WHERE Name != 'acme' LIMIT 5)")).toBe('bolt_100%');
    expect(found('FIND {energy AND NOT acme} RETURNING Account(Name)')).toBe('bolt_100%');
    expect(() => found('FIND {a} RETURNING Account(Name)')).toThrow('longer than one character');
  });

  it('finds in tests what the test has set only', () => {
    const query = parseSosl('FIND {jones} RETURNING Contact(Name)');
    const [dora] = org.records("SELECT Id FROM Contact WHERE Name = 'Dora'");
    const inTest = (ids: readonly string[] | null): number =>
      org.inside(() => {
        if (ids !== null) org.frame?.attachments.set(fixedSearchResults, ids);
        return org.queries.search(query, [], system)[0]?.length ?? -1;
      }, true);
    expect(inTest(null)).toBe(0);
    expect(inTest([dora!.id!.value])).toBe(1);
  });
});
