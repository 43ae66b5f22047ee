/** Insert, update and upsert: checks, defaults, triggers and lists. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ApexDatetime, ApexException, Decimal } from '../../src/runtime/index.ts';
import type { SObjectValue } from '../../src/runtime/index.ts';
import { DmlOrg, outcomes } from './support/org.ts';

let org: DmlOrg;
beforeEach(() => {
  org = new DmlOrg();
});

const insert = (values: Readonly<Record<string, unknown>>, object = 'Project__c'): string =>
  outcomes(org.run(() => org.dml('insert', [org.record(object, values)])))[0] ?? '';

describe('values', () => {
  it('must fit their fields', () => {
    expect(insert({ Level__c: 1234, Name: 'x' }, 'Account')).toBe(
      'NUMBER_OUTSIDE_VALID_RANGE (Level__c) Level__c: value outside of valid range on numeric field: 1234',
    );
    expect(insert({ Level__c: Decimal.parse('999.4'), Name: 'x' }, 'Account')).toBe('ok');
    expect(insert({ Level__c: Decimal.parse('999.5'), Name: 'x' }, 'Account')).toContain('NUMBER_OUTSIDE_VALID_RANGE');
    expect(insert({ Key__c: 'x'.repeat(41) })).toContain('(max length=40)');
    expect(insert({ Key__c: 1 })).toContain('INVALID_TYPE_ON_FIELD_IN_RECORD (Key__c)');
    expect(insert({ Budget__c: Decimal.parse('-1') })).toBe('FIELD_CUSTOM_VALIDATION_EXCEPTION (Budget__c) No debts');
    expect(insert({})).toBe('ok');
  });

  it('have defaults, percentages among them, and checkboxes are never blank', () => {
    insert({ Active__c: null });
    insert({});
    expect(org.column('Project__c', 'Active__c')).toEqual([0n, 1n]);
    expect(org.column('Project__c', 'Share__c'), 'formulas write 20 % as 0.2').toEqual([200n, 200n]);
  });

  it('of the platform itself are refused', () => {
    expect(insert({ CreatedDate: new ApexDatetime(0) })).toMatch(
      /^INVALID_FIELD_FOR_INSERT_UPDATE \(CreatedDate\) Unable to create\/update fields: CreatedDate\./,
    );
  });
});

describe('triggers', () => {
  it('see formula fields, before and after', () => {
    const seen: unknown[] = [];
    const note = (records: readonly SObjectValue[] | null): void =>
      void seen.push(String(records?.[0]?.getField('double__c')), String(records?.[0]?.getField('part__c')));
    org.on('Project__c', 'before insert', ({ newRecords }) => note(newRecords));
    org.on('Project__c', 'after update', ({ oldRecords, newRecords }) => (note(oldRecords), note(newRecords)));
    org.run(() => {
      const project = org.record('Project__c', { Budget__c: Decimal.parse('100') });
      org.dml('insert', [project]);
      org.dml('update', [org.record('Project__c', { Id: project.id, Budget__c: Decimal.parse('7') })]);
    });
    expect(seen).toEqual(['200.00', '20.00', '200.00', '20.00', '14.00', '1.40']);
  });

  it('change what is saved before it is, and may only read it afterwards', () => {
    org.on('Account', 'before insert', ({ newRecords }) => newRecords?.[0]?.assign('industry', 'Energy'));
    expect(insert({ Name: 'kept' }, 'Account')).toBe('ok');
    org.on('Account', 'after insert', ({ newRecords }) => newRecords?.[0]?.assign('industry', 'Banking'));
    expect(insert({ Name: 'refused' }, 'Account')).toContain('System.FinalException: Record is read-only');
    expect(org.column('Account', 'Industry')).toEqual(['Energy']);
  });

  it('may only read what was', () => {
    org.on('Account', 'before update', ({ oldRecords }) => oldRecords?.[0]?.assign('name', 'lost'));
    const results = org.run(() => {
      const account = org.record('Account', { Name: 'kept' });
      org.dml('insert', [account]);
      return outcomes(org.dml('update', [org.record('Account', { Id: account.id, Phone: '1' })]));
    });
    expect(results[0]).toContain('System.FinalException: Record is read-only');
    expect(org.column('Account', 'Name')).toEqual(['kept']);
  });

  it('refuse records after they were written too', () => {
    org.on('Account', 'after insert', ({ newRecords }) =>
      newRecords?.[1]?.errors.push({ message: 'no', field: null, statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' }),
    );
    const accounts = ['a', 'b'].map((Name) => org.record('Account', { Name }));
    const results = org.run(() => org.dml('insert', accounts));
    expect(outcomes(results)).toEqual(['ok', 'FIELD_CUSTOM_VALIDATION_EXCEPTION () no']);
    expect(accounts.map(({ id }) => id)).toEqual([null, null]);
    expect(org.column('Account', 'Id')).toEqual([]);
  });

  it('run three times at most where rows may fail', () => {
    const sizes: number[] = [];
    org.on('Account', 'before insert', ({ newRecords }) => {
      sizes.push(newRecords?.length ?? 0);
      newRecords?.[0]?.errors.push({ message: 'first', field: null, statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' });
    });
    const accounts = ['a', 'b', 'c', 'd'].map((Name) => org.record('Account', { Name }));
    const results = org.run(() => org.dml('insert', accounts, { allOrNone: false }));
    expect(sizes).toEqual([4, 3, 2]);
    expect(outcomes(results)[3]).toContain('Too many batch retries in the presence of Apex triggers');
    expect(org.column('Account', 'Id')).toEqual([]);
  });
});

describe('lists', () => {
  const thrown = (body: () => unknown): string => {
    try {
      org.run(body);
    } catch (error) {
      if (error instanceof ApexException) {
        org.store.rollback();
        return error.toString();
      }
      throw error;
    }
    return 'nothing';
  };

  it('name a record once', () => {
    const account = org.record('Account', { Name: 'twice' });
    expect(thrown(() => org.dml('insert', [account, account]))).toContain('two identically equal elements');
    org.run(() => org.dml('insert', [account]));
    const again = org.record('Account', { Id: account.id });
    for (const operation of ['update', 'delete', 'upsert'] as const)
      expect(thrown(() => org.dml(operation, [account, again]))).toBe(
        `System.ListException: Duplicate id in list: ${account.id?.value}`,
      );
  });

  it('of API calls fail row by row instead', () => {
    const account = org.record('Account', { Name: 'twice' });
    org.run(() => org.dml('insert', [account]));
    const results = org.run((frame) => {
      Object.assign(frame, { entryPoint: 'api' });
      return org.dml('update', [account, org.record('Account', { Id: account.id })], { allOrNone: false });
    });
    expect(outcomes(results)).toEqual(['ok', `DUPLICATE_VALUE () Duplicate id in list: ${account.id?.value}`]);
  });

  it('without records are no statement', () => {
    org.run((frame) => {
      expect(org.dml('insert', [])).toEqual([]);
      expect(frame.limits.used.dmlStatements).toBe(0);
    });
  });
});

describe('upsert', () => {
  const byKey = (...keys: string[]): { results: string[]; records: SObjectValue[]; created: boolean[] } => {
    const records = keys.map((Key__c) => org.record('Project__c', { Key__c }));
    const externalId = org.object('Project__c').field('Key__c') ?? null;
    const results = org.run(() => org.dml('upsert', records, { externalId, allOrNone: false }));
    return { results: outcomes(results), records, created: results.map(({ created }) => created) };
  };

  it('tells what it created, and gives ids to all', () => {
    const first = byKey('a');
    const second = byKey('A', 'b');
    expect(second.created).toEqual([false, true]);
    expect(second.records[0]?.id?.value).toBe(first.records[0]?.id?.value);
  });

  it('saves none of the records that share a key', () => {
    const { results, records } = byKey('a', 'b', 'a');
    const duplicate = 'DUPLICATE_VALUE (Key__c) Duplicate external id specified: a';
    expect(results).toEqual([duplicate, 'ok', duplicate]);
    expect(records.map(({ id }) => id !== null)).toEqual([false, true, false]);
  });

  it('gives no id to a known record that was not saved', () => {
    byKey('a');
    const bad = org.record('Project__c', { Key__c: 'a', Budget__c: Decimal.parse('-1') });
    const externalId = org.object('Project__c').field('Key__c') ?? null;
    org.run(() => org.dml('upsert', [bad], { externalId }));
    expect(bad.id).toBe(null);
  });
});
