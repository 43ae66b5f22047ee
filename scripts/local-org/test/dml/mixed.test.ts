/** Set-up objects and others in one transaction. */
import { beforeEach, expect, it } from 'vitest';
import { ApexId } from '../../src/runtime/index.ts';
import { DmlOrg, outcomes } from './support/org.ts';

let org: DmlOrg;
beforeEach(() => {
  org = new DmlOrg();
});

const account = (): string[] => outcomes(org.dml('insert', [org.record('Account', { Name: 'a' })]));
const role = (): string[] => outcomes(org.dml('insert', [org.record('UserRole', { Name: 'r' })]));

it('are refused together, in either order', () => {
  const refused = (second: string, first: string): string =>
    `MIXED_DML_OPERATION () DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${second}, original object: ${first}`;
  expect(org.run(() => [account(), role()])).toEqual([['ok'], [refused('UserRole', 'Account')]]);
  expect(org.run(() => [role(), account()])).toEqual([['ok'], [refused('Account', 'UserRole')]]);
});

it('are taken in transactions of their own, and in blocks of another user', () => {
  expect(org.run(account)).toEqual(['ok']);
  expect(org.run(role)).toEqual(['ok']);
  org.run((frame) => {
    account();
    const before = frame.user;
    frame.user = { ...before };
    expect(role()).toEqual(['ok']);
    frame.user = before;
    expect(account()).toEqual(['ok']);
  });
});

it('are not held against a statement that failed', () => {
  org.run(() => {
    outcomes(org.dml('insert', [org.record('Account', {})]));
    expect(role()).toEqual(['ok']);
  });
});

it('are taken as long as nothing about a user’s rights changes', () => {
  const id = ApexId.of(org.user('someone@example.com', 'Standard User'));
  org.run(() => {
    account();
    const update = (values: Readonly<Record<string, unknown>>): string =>
      outcomes(org.dml('update', [org.record('User', { Id: id, ...values })]))[0] ?? '';
    expect(update({ Title: 'Boss', IsActive: true })).toBe('ok');
    expect(update({ IsActive: false })).toContain('MIXED_DML_OPERATION');
    expect(outcomes(org.dml('insert', [org.record('Group', { Name: 'g' })]))).toEqual(['ok']);
  });
});
