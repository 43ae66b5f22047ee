/** Delete, undelete and merge, with what hangs on the records. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ApexId } from '../../src/runtime/index.ts';
import type { DmlRowResult } from '../../src/runtime/index.ts';
import { DmlOrg, options, outcomes } from './support/org.ts';

let org: DmlOrg;
beforeEach(() => {
  org = new DmlOrg();
});

const dml = (operation: 'delete' | 'undelete', object: string, id: string): DmlRowResult[] =>
  org.run(() => org.dml(operation, [org.record(object, { Id: ApexId.of(id) })]));

describe('delete', () => {
  it('gives triggers two hundred records at a time', () => {
    const sizes: number[] = [];
    org.on('Account', 'before delete', ({ oldRecords }) => sizes.push(oldRecords?.length ?? 0));
    const accounts = Array.from({ length: 250 }, (_unused, i) => org.record('Account', { Name: `a${i}` }));
    org.run(() => {
      org.dml('insert', accounts);
      org.dml('delete', accounts);
    });
    expect(sizes).toEqual([200, 50]);
    expect(org.column('Account', 'Id', '"IsDeleted" = 0')).toEqual([]);
  });

  it('takes details along and empties lookups; undelete brings both back', () => {
    const account = org.insert('Account', { Name: 'a' });
    const project = org.insert('Project__c', { Account__c: account });
    org.insert('Work__c', { Project__c: project });
    dml('delete', 'Account', account);
    expect(org.column('Project__c', 'Account__c')).toEqual([null]);
    dml('undelete', 'Account', account);
    expect(org.column('Project__c', 'Account__c')).toEqual([account]);
    dml('delete', 'Project__c', project);
    expect(org.column('Work__c', 'IsDeleted')).toEqual([1n]);
    dml('undelete', 'Project__c', project);
    expect(org.column('Work__c', 'IsDeleted')).toEqual([0n]);
    expect(org.store.all('SELECT * FROM _bin', [])).toEqual([]);
  });

  it('takes the versions of a file along', () => {
    org.insert('ContentVersion', { PathOnClient: 'a.txt', VersionData: Buffer.from('a') });
    const [document] = org.column('ContentDocument', 'Id');
    dml('delete', 'ContentDocument', String(document));
    expect(org.column('ContentVersion', 'IsDeleted')).toEqual([1n]);
    dml('undelete', 'ContentDocument', String(document));
    expect(org.column('ContentVersion', 'IsDeleted')).toEqual([0n]);
  });

  it('leaves alone what was in the bin before, and lookups that were replaced since', () => {
    const [first, second] = ['1', '2'].map((Name) => org.insert('Account', { Name }));
    const project = org.insert('Project__c', { Account__c: first });
    const earlier = org.insert('Work__c', { Project__c: project });
    dml('delete', 'Work__c', earlier);
    dml('delete', 'Account', first ?? '');
    org.run(() =>
      org.dml('update', [org.record('Project__c', { Id: ApexId.of(project), Account__c: ApexId.of(second ?? '') })]),
    );
    dml('undelete', 'Account', first ?? '');
    expect(org.column('Project__c', 'Account__c')).toEqual([second]);
    dml('delete', 'Project__c', project);
    dml('undelete', 'Project__c', project);
    expect(org.column('Work__c', 'IsDeleted')).toEqual([1n]);
  });

  it('cannot be undone for a detail alone, or when a unique value was taken', () => {
    const project = org.insert('Project__c', { Key__c: 'k' });
    const work = org.insert('Work__c', { Project__c: project });
    dml('delete', 'Project__c', project);
    expect(outcomes(dml('undelete', 'Work__c', work))[0]).toContain('UNDELETE_FAILED (Project__c)');
    org.insert('Project__c', { Key__c: 'K' });
    expect(outcomes(dml('undelete', 'Project__c', project))[0]).toContain('DUPLICATE_VALUE');
    expect(outcomes(dml('delete', 'Project__c', project))).toEqual(['ENTITY_IS_DELETED () entity is deleted']);
  });
});

describe('merge', () => {
  it('moves the children, deletes the duplicates and updates the master', () => {
    const events: string[] = [];
    const [master, loser] = ['master', 'loser'].map((Name) => org.insert('Account', { Name }));
    org.insert('Contact', { LastName: 'child', AccountId: loser });
    org.on('Account', 'before delete', ({ oldRecords }) =>
      events.push(`before ${String(oldRecords?.[0]?.getField('masterrecordid'))}`),
    );
    org.on('Account', 'after delete', ({ oldRecords }) =>
      events.push(`after ${String(oldRecords?.[0]?.getField('masterrecordid'))}`),
    );
    org.on('Account', 'after update', ({ newRecords }) => events.push(String(newRecords?.[0]?.getField('name'))));
    const results = org.run(() =>
      org.data.port.merge(
        org.record('Account', { Id: ApexId.of(master ?? ''), Name: 'one' }),
        [org.record('Account', { Id: ApexId.of(loser ?? '') })],
        options('merge'),
      ),
    );
    expect(outcomes(results)).toEqual(['ok']);
    expect(events).toEqual(['before null', `after ${master}`, 'one']);
    expect(org.column('Contact', 'AccountId')).toEqual([master]);
    expect(org.column('Account', 'Name', '"IsDeleted" = 0')).toEqual(['one']);
    expect(org.column('Account', 'MasterRecordId', '"IsDeleted" = 1')).toEqual([master]);
  });

  it('does nothing when a record cannot be merged', () => {
    const [master, loser] = ['master', 'loser'].map((Name) => org.insert('Account', { Name }));
    org.on('Account', 'before update', ({ newRecords }) =>
      newRecords?.[0]?.errors.push({ message: 'no', field: null, statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' }),
    );
    const results = org.run(() =>
      org.data.port.merge(
        org.record('Account', { Id: ApexId.of(master ?? '') }),
        [org.record('Account', { Id: ApexId.of(loser ?? '') })],
        options('merge'),
      ),
    );
    expect(outcomes(results)).toEqual(['FIELD_CUSTOM_VALIDATION_EXCEPTION () no']);
    expect(org.column('Account', 'IsDeleted')).toEqual([0n, 0n]);
  });
});
