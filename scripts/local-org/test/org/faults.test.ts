/** Faults that a program around the org puts in: rows that another transaction has locked. */
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';

const { input, checked, permissions } = loadAndCheck(join(import.meta.dirname, 'project'));
const org = new OrgRuntime({ compile: input, checked, permissions, coverage: false, file: null });
afterEach(() => org.faults.clear());
afterAll(() => org.close());

/** What Apex throws; null when it throws nothing. */
function run(source: string): string | null {
  const result = org.anonymous(source, org.administrator());
  expect(result.compileProblem).toBeNull();
  return result.exceptionMessage;
}

function accountId(name: string): string {
  run(`insert new Account(Name = '${name}');`);
  const row = org.tables.get('SELECT "Id" AS id FROM "Account" WHERE "Name" = ?', name);
  return String(row?.['id']);
}

const unavailable =
  'System.QueryException: Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being modified by another user. Please try again.';

it('fails queries that lock, and no others', () => {
  const id = accountId('Queried');
  org.faults.lockRow({ object: 'Account', ids: [id] });
  expect(run("List<Account> a = [SELECT Id FROM Account WHERE Name = 'Queried' FOR UPDATE];")).toBe(unavailable);
  expect(run("List<Account> a = [SELECT Id FROM Account WHERE Name = 'Queried'];")).toBeNull();
  expect(run("List<Account> a = [SELECT Id FROM Account WHERE Name = 'Nobody' FOR UPDATE];")).toBeNull();
  expect(run("List<Account> a = Database.query('SELECT Id FROM Account FOR UPDATE');")).toBe(unavailable);
  expect(
    run('try { Account a = [SELECT Id FROM Account LIMIT 1 FOR UPDATE]; } catch (QueryException e) { }'),
  ).toBeNull();
});

it('fails a DML statement with all its rows', () => {
  const id = accountId('Locked');
  const other = accountId('Free');
  org.faults.lockRow({ object: 'account', ids: [id.slice(0, 15)] });
  const message = `UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record or 1 records: ${id}: []`;
  expect(run(`update new List<Account>{ new Account(Id = '${other}', Name = 'x'), new Account(Id = '${id}') };`)).toBe(
    `System.DmlException: Update failed. First exception on row 0 with id ${other}; first error: ${message}`,
  );
  expect(run(`delete new Account(Id = '${id}');`)).toContain('UNABLE_TO_LOCK_ROW');
  expect(
    run(`List<Database.SaveResult> results = Database.update(
        new List<Account>{ new Account(Id = '${other}', Name = 'x'), new Account(Id = '${id}', Name = 'x') }, false);
      for (Database.SaveResult result : results) {
        Assert.isFalse(result.isSuccess());
        Assert.areEqual(StatusCode.UNABLE_TO_LOCK_ROW, result.getErrors()[0].getStatusCode());
      }
      Assert.areEqual(1, Limits.getDmlStatements());
      Assert.areEqual(0, [SELECT COUNT() FROM Account WHERE Name = 'x']);`),
  ).toBeNull();
  expect(run(`update new Account(Id = '${other}', Name = 'Freed');`)).toBeNull();
});

it('locks what an upsert finds by a key, and masters, but nothing new', () => {
  expect(run("insert new Thing__c(Key__c = 'known', Amount__c = 1);")).toBeNull();
  org.faults.lockRow({ object: 'Thing__c' });
  expect(run("upsert new Thing__c(Key__c = 'new', Amount__c = 1) Key__c;")).toBeNull();
  expect(run("upsert new Thing__c(Key__c = 'known', Amount__c = 2) Key__c;")).toContain('UNABLE_TO_LOCK_ROW');
  expect(run('insert new Part__c(Thing__c = [SELECT Id FROM Thing__c LIMIT 1].Id);')).toContain('UNABLE_TO_LOCK_ROW');
});

it('strikes every n-th statement, so many times', () => {
  const id = accountId('Now and then');
  const every = org.faults.lockRow({ object: 'Account', every: 3, times: 2 });
  const before = org.faults.struck;
  const outcomes = Array.from({ length: 12 }, () => run(`update new Account(Id = '${id}');`) === null);
  expect(outcomes).toEqual([true, true, false, true, true, false, true, true, true, true, true, true]);
  expect([every.hits, org.faults.struck - before]).toEqual([2, 2]);
  const once = org.faults.lockRow({ object: 'Account', times: 1 });
  once.remove();
  expect(run(`update new Account(Id = '${id}');`)).toBeNull();
});

it('refuses what means nothing', () => {
  expect(() => org.faults.lockRow({ object: 'Nobody__c' })).toThrow('The org has no object Nobody__c.');
  expect(() => org.faults.lockRow({ object: 'Account', every: 0 })).toThrow('A fault\'s "every" is a whole number');
  expect(() => org.faults.lockRow({ object: 'Account', times: 1.5 })).toThrow('A fault\'s "times" is a whole number');
});

it('lets no new record in when the storage is full, and changes those that are there', () => {
  const id = accountId('Before');
  const full = org.faults.fillStorage();
  expect(run("insert new Account(Name = 'One more');")).toContain('STORAGE_LIMIT_EXCEEDED, storage limit exceeded: []');
  expect(run(`upsert new Account(Id = '${id}', Phone = '1');`)).toBeNull();
  expect(run(`delete new Account(Id = '${id}');`)).toBeNull();
  expect(full.hits).toBe(1);
  full.remove();
  expect(run("insert new Account(Name = 'One more');")).toBeNull();
});
