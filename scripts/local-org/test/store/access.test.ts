import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectSchema } from '../../src/schema/model.ts';
import { TestOrg } from './support/org.ts';

let org: TestOrg;
let project: ObjectSchema;

beforeEach(() => {
  org = new TestOrg();
  project = org.schema.object('Project__c') as ObjectSchema;
});

describe('rights', () => {
  it('come from the permission sets that a user has', () => {
    const user = org.user('worker@example.com', 'Minimum Access - Salesforce', ['Worker']);
    org.as(user, () => {
      const { access } = org.data;
      expect(access.objectAccess(project)).toEqual({
        create: true,
        read: true,
        edit: true,
        delete: false,
        viewAll: false,
        modifyAll: false,
      });
      const [budget, key, name] = ['Budget__c', 'Key__c', 'Name'].map((field) => project.field(field));
      if (budget === undefined || key === undefined || name === undefined) throw new Error('fields are missing');
      expect(access.fieldAccess(budget, project)).toEqual({ read: true, edit: false });
      expect(access.fieldAccess(key, project)).toEqual({ read: false, edit: false });
      expect(access.fieldAccess(name, project).read).toBe(true);
      expect(access.customPermission('run', null)).toBe(true);
      expect(access.classAccess('RUNNER')).toBe(true);
      expect(access.hasSystemPermission('ApiEnabled')).toBe(true);
      expect(access.hasSystemPermission('ViewAllData')).toBe(false);
    });
  });

  it('are none without them', () => {
    const user = org.user('nobody@example.com', 'Minimum Access - Salesforce');
    org.as(user, () => {
      expect(org.data.access.objectAccess(project).read).toBe(false);
      expect(org.data.access.customPermission('Run', null)).toBe(false);
      expect(org.data.access.classAccess('Runner')).toBe(false);
      expect(org.data.access.hasSystemPermission('ApiEnabled')).toBe(false);
    });
  });

  it('change at once with an assignment', () => {
    const user = org.user('later@example.com', 'Minimum Access - Salesforce');
    const canRead = (): boolean => org.as(user, () => org.data.access.objectAccess(project).read);
    expect(canRead()).toBe(false);
    org.insert('PermissionSetAssignment', {
      AssigneeId: user,
      PermissionSetId: org.id('SELECT "Id" FROM "PermissionSet" WHERE "Name" = ?', 'Worker'),
    });
    expect(canRead()).toBe(true);
  });

  it('are all of them for the administrator, and standard objects for the standard user', () => {
    org.as(org.administrator, () =>
      expect(org.data.access.objectAccess(project)).toMatchObject({ modifyAll: true, delete: true }),
    );
    const user = org.user('standard@example.com', 'Standard User');
    org.as(user, () => {
      const account = org.schema.object('Account') as ObjectSchema;
      expect(org.data.access.objectAccess(account)).toMatchObject({ create: true, delete: true, viewAll: false });
      expect(org.data.access.objectAccess(project).read).toBe(false);
    });
  });
});

describe('sharing of private records', () => {
  it('shows one’s own, and all to the administrator', () => {
    const [one, two] = ['one@example.com', 'two@example.com'].map((name) =>
      org.user(name, 'Minimum Access - Salesforce', ['Worker']),
    );
    org.insert('Project__c', { Name: 'Ones' }, one);
    org.insert('Project__c', { Name: 'Twos' }, two);
    expect(org.visible(one ?? '', 'Project__c')).toEqual(['Ones']);
    expect(org.visible(two ?? '', 'Project__c')).toEqual(['Twos']);
    expect(org.visible(org.administrator, 'Project__c')).toEqual(['Ones', 'Twos']);
  });

  it('shows a manager what the roles below have, and not the other way', () => {
    const top = org.insert('UserRole', { Name: 'Top' });
    const middle = org.insert('UserRole', { Name: 'Middle', ParentRoleId: top });
    const low = org.insert('UserRole', { Name: 'Low', ParentRoleId: middle });
    const boss = org.user('boss@example.com', 'Minimum Access - Salesforce', ['Worker'], { UserRoleId: top });
    const worker = org.user('low@example.com', 'Minimum Access - Salesforce', ['Worker'], { UserRoleId: low });
    org.insert('Project__c', { Name: 'Boss' }, boss);
    org.insert('Project__c', { Name: 'Low' }, worker);
    expect(org.visible(boss, 'Project__c', 'edit')).toEqual(['Boss', 'Low']);
    expect(org.visible(worker, 'Project__c')).toEqual(['Low']);
  });

  it('follows share rows, for users and for groups within groups', () => {
    const reader = org.user('reader@example.com', 'Minimum Access - Salesforce', ['Worker']);
    const member = org.user('member@example.com', 'Minimum Access - Salesforce', ['Worker']);
    const inner = org.insert('Group', { Name: 'Inner' });
    const outer = org.insert('Group', { Name: 'Outer' });
    org.insert('GroupMember', { GroupId: inner, UserOrGroupId: member });
    org.insert('GroupMember', { GroupId: outer, UserOrGroupId: inner });
    const shared = org.insert('Project__c', { Name: 'Shared' });
    org.insert('Project__Share', { ParentId: shared, UserOrGroupId: reader, AccessLevel: 'Read' });
    org.insert('Project__Share', { ParentId: shared, UserOrGroupId: outer, AccessLevel: 'Edit' });
    expect(org.visible(reader, 'Project__c')).toEqual(['Shared']);
    expect(org.visible(reader, 'Project__c', 'edit')).toEqual([]);
    expect(org.visible(member, 'Project__c', 'edit')).toEqual(['Shared']);
  });

  it('gives members what their queue owns', () => {
    const member = org.user('queue@example.com', 'Minimum Access - Salesforce', ['Worker']);
    const queue = org.insert('Group', { Name: 'Queue', Type: 'Queue' });
    org.insert('GroupMember', { GroupId: queue, UserOrGroupId: member });
    org.insert('QueueSobject', { QueueId: queue, SobjectType: 'Project__c' });
    org.insert('Project__c', { Name: 'Waiting', OwnerId: queue });
    expect(org.visible(member, 'Project__c')).toEqual(['Waiting']);
  });

  it('follows the master', () => {
    const user = org.user('detail@example.com', 'Minimum Access - Salesforce', ['Worker']);
    const own = org.insert('Project__c', { Name: 'Own' }, user);
    const other = org.insert('Project__c', { Name: 'Other' });
    const visible = org.insert('Work__c', { Project__c: own });
    org.insert('Work__c', { Project__c: other });
    expect(org.visible(user, 'Work__c', 'read', 'Id')).toEqual([visible]);
  });
});
