import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sample } from '../schema/support/project.ts';
import { TestOrg } from './support/org.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-org-bootstrap-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function counts(org: TestOrg): Record<string, number> {
  const names = [
    'Organization',
    'User',
    'Profile',
    'PermissionSet',
    'OpportunityStage',
    'Pricebook2',
    'CustomPermission',
    'ObjectPermissions',
    'FieldPermissions',
    'SetupEntityAccess',
    'RecordType',
    'ApexClass',
    'Rule__mdt',
  ];
  return Object.fromEntries(
    names.map((name) => [name, Number(org.store.all(`SELECT count(*) FROM "${name}"`, [])[0]?.[0])]),
  );
}

describe('a new org', () => {
  it('has what the platform gives and what the project adds', () => {
    expect(counts(new TestOrg())).toMatchObject({
      Organization: 1,
      User: 2,
      Profile: 5,
      PermissionSet: 6,
      OpportunityStage: 10,
      Pricebook2: 1,
      CustomPermission: 1,
      SetupEntityAccess: 2,
      RecordType: 1,
      ApexClass: 1,
      Rule__mdt: 2,
    });
  });

  it('has records of custom metadata with their relationships', () => {
    const org = new TestOrg();
    const rows = org.store.all(
      'SELECT a."MasterLabel", a."Order__c", b."DeveloperName" FROM "Rule__mdt" a LEFT JOIN "Rule__mdt" b ON b."Id" = a."Next__c" ORDER BY a."DeveloperName"',
      [],
    );
    expect(rows).toEqual([
      ['The first', 15n, 'Second'],
      ['The second', null, null],
    ]);
  });

  it('names the file of a record of custom metadata that points nowhere', () => {
    const broken =
      '<CustomMetadata><label>B</label><values><field>Next__c</field><value>Nowhere</value></values></CustomMetadata>';
    expect(() => new TestOrg(null, { ...sample, 'customMetadata/Rule.B.md-meta.xml': broken })).toThrow(
      /Rule\.B\.md-meta\.xml: Rule__mdt\.Next__c names the record Nowhere/,
    );
  });

  it('refuses rights on a class that is not there', () => {
    const files = {
      ...sample,
      'permissionsets/Other.permissionset-meta.xml':
        '<PermissionSet><label>O</label><classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses></PermissionSet>',
    };
    expect(() => new TestOrg(null, files)).toThrow(/permission set Other grants ApexClass Gone/);
  });
});

describe('starting again', () => {
  it('changes nothing when the project did not change', () => {
    const file = join(folder, 'same.db');
    const first = new TestOrg(file);
    const before = counts(first);
    first.store.close();
    const second = new TestOrg(file);
    expect(counts(second)).toEqual(before);
    expect(second.administrator).toBe(first.administrator);
    second.store.close();
  });

  it('follows changed permissions and metadata records', () => {
    const file = join(folder, 'changed.db');
    const first = new TestOrg(file);
    const set = first.id('SELECT "Id" FROM "PermissionSet" WHERE "Name" = ?', 'Worker');
    const rule = first.id('SELECT "Id" FROM "Rule__mdt" WHERE "DeveloperName" = ?', 'First');
    first.store.close();
    const { 'customMetadata/Rule.Second.md-meta.xml': _removed, ...rest } = sample;
    const second = new TestOrg(file, {
      ...rest,
      'permissionsets/Worker.permissionset-meta.xml':
        '<PermissionSet><label>Renamed</label><userPermissions><name>ViewAllData</name><enabled>true</enabled></userPermissions></PermissionSet>',
      'customMetadata/Rule.First.md-meta.xml':
        '<CustomMetadata><label>Changed</label><values><field>Order__c</field><value>2</value></values></CustomMetadata>',
    });
    expect(
      second.store.all(
        'SELECT "Id", "Label", "PermissionsViewAllData", "PermissionsApiEnabled" FROM "PermissionSet" WHERE "Name" = ?',
        ['Worker'],
      ),
    ).toEqual([[set, 'Renamed', 1n, 0n]]);
    expect(second.store.all('SELECT count(*) FROM "ObjectPermissions" WHERE "ParentId" = ?', [set])).toEqual([[0n]]);
    expect(second.store.all('SELECT "Id", "MasterLabel", "Order__c", "Next__c" FROM "Rule__mdt"', [])).toEqual([
      [rule, 'Changed', 20n, null],
    ]);
    second.store.close();
  });
});
