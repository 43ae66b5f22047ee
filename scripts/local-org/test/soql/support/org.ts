/** An org of the test schema with some data, and queries against it inside a transaction. */
import { makeSymbol, makeType } from '../../../src/types/platform-types.ts';
import { parseSoql, parseSosl } from '../../../src/syntax/index.ts';
import { bindsOf } from '../../../src/syntax/soql-binds.ts';
import type { SObjectValue } from '../../../src/runtime/index.ts';
import {
  type AggregateResultValue,
  type Frame,
  type ObjectAccess,
  type OrgPorts,
  type QueryOptions,
} from '../../../src/runtime/index.ts';
import { createQueries, type QueriesOptions, type Queries } from '../../../src/data/soql/index.ts';
import { inFrame, platformSymbol } from '../../runtime/fake-program.ts';
import { schema } from './schema.ts';
import { TestStore } from './store.ts';

export const system: QueryOptions = { access: 'system', sharing: false, namespace: null };
export const user: QueryOptions = { access: 'user', sharing: true, namespace: null };

/** 2024-05-15 22:30 UTC: already the 16th in Berlin, where the user is. */
export const now = Date.UTC(2024, 4, 15, 22, 30);

const everything: ObjectAccess = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };

export class TestOrg {
  readonly store = new TestStore();
  readonly hidden = new Set<string>();
  sharing: string | null = null;
  readonly queries: Queries;
  frame: Frame | null = null;

  constructor(more: Partial<QueriesOptions> = {}) {
    this.queries = createQueries({
      store: this.store.asRecordStore(),
      schema,
      access: {
        objectAccess: (object) => ({ ...everything, read: !this.hidden.has(object.name) }),
        fieldAccess: (field, object) => ({ read: !this.hidden.has(`${object.name}.${field.name}`), edit: true }),
        sharingFilter: (object, alias) =>
          this.sharing === null || object.name !== 'Account'
            ? null
            : { sql: `${alias}."Name" <> ?`, values: [this.sharing] },
      },
      ...more,
    });
  }

  /** Runs query text; `binds` by name. */
  rows(text: string, binds: Record<string, unknown> = {}, options = system): (SObjectValue | AggregateResultValue)[] {
    return this.inside(() => {
      const parsed = this.queries.parse(text, (name) => binds[name], options);
      return this.queries.query(parsed.query, parsed.binds, options);
    });
  }

  records(text: string, binds: Record<string, unknown> = {}, options = system): SObjectValue[] {
    return this.rows(text, binds, options) as SObjectValue[];
  }

  aggregates(text: string, binds: Record<string, unknown> = {}): AggregateResultValue[] {
    return this.rows(text, binds) as AggregateResultValue[];
  }

  /** Names of the records that a condition on an object finds, in order of their ids. */
  names(from: string, binds: Record<string, unknown> = {}): string {
    return this.records(`SELECT Name FROM ${from}`, binds)
      .map((record) => String(record.getField('name')))
      .join(' ');
  }

  count(text: string): number {
    const query = parseSoql(text);
    return this.inside(() => this.queries.count(query, [], system));
  }

  search(text: string, isTest = false): SObjectValue[][] {
    const query = parseSosl(text);
    return this.inside(() => this.queries.search(query, bindsOf(query), system), isTest);
  }

  inside<T>(body: () => T, isTest = false): T {
    return inFrame((frame) => {
      this.frame = frame;
      const ports = frame.ports as { clock?: OrgPorts['clock'] };
      ports.clock = { now: () => now };
      frame.ports.program.findType = (name) => {
        const object = schema.object(name);
        return object === undefined ? null : makeType(makeSymbol({ kind: 'sobject', name: object.name, object }));
      };
      frame.ports.program.platformType = platformSymbol;
      (frame as { isTest: boolean }).isTest = isTest;
      return body();
    });
  }
}

/** Two users' accounts: Acme with a parent, contacts and deals, an empty one, and one in the recycle bin. */
export function filledOrg(more: Partial<QueriesOptions> = {}): TestOrg {
  const org = new TestOrg(more);
  const { store } = org;
  const ann = store.insert('User', { Name: 'Ann', Email: 'ann@example.com' });
  const queue = store.insert('Group', { Name: 'Queue' });
  const top = store.insert('Account', { Name: 'Top', OwnerId: queue, Active__c: 0 });
  const acme = store.insert('Account', {
    Name: 'Acme',
    Industry: 'Energy',
    ParentId: top,
    OwnerId: ann,
    Active__c: 1,
    Tags__c: 'Red;Blue',
  });
  store.insert('Account', { Name: 'bolt_100%', Industry: 'energy', OwnerId: ann, Active__c: 1, Tags__c: 'Green' });
  store.insert('Account', { Name: 'Gone', OwnerId: ann, Active__c: 1, IsDeleted: 1 });
  store.insert('Contact', { Name: 'Carl Jones', Email: 'carl@acme.test', AccountId: acme });
  store.insert('Contact', { Name: 'Berta', AccountId: acme });
  store.insert('Contact', { Name: 'Dora', AccountId: top });
  store.insert('Contact', { Name: 'Emil', AccountId: null });
  const deal = (Name: string, amount: number | null, Stage__c: string, Close__c: string, CreatedDate: number): void => {
    store.insert('Deal__c', {
      Name,
      Amount__c: amount,
      Stage__c,
      Close__c,
      CreatedDate,
      Account__c: acme,
      OwnerId: ann,
    });
  };
  deal('D1', 1050, 'New', '2024-05-16', Date.UTC(2024, 4, 15, 22, 10));
  deal('D2', 2001, 'new', '2024-05-15', Date.UTC(2024, 4, 15, 21, 50));
  deal('D3', null, 'Won', '2024-02-29', Date.UTC(2024, 1, 29, 23, 30));
  deal('D4', 100, 'Won', '2023-12-31', Date.UTC(2023, 11, 31, 23, 30));
  return org;
}
