import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/data/store/index.ts';
import type { SqliteStore } from '../../src/data/store/index.ts';
import { ApexDate, ApexDatetime, ApexId, Decimal } from '../../src/runtime/index.ts';
import type { ObjectSchema, OrgSchema } from '../../src/schema/model.ts';
import { field, sample } from '../schema/support/project.ts';
import { inFrame } from '../runtime/fake-program.ts';
import { sampleProject } from './support/org.ts';

const { schema } = sampleProject();
const account = required(schema, 'Account');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-org-store-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function required(of: OrgSchema, name: string): ObjectSchema {
  const object = of.object(name);
  if (object === undefined) throw new Error(`no object ${name}`);
  return object;
}

function inMemory(): SqliteStore {
  return openStore({ schema, file: null });
}

/** Inserts an account and gives its id. */
function add(store: SqliteStore, name: string): string {
  const id = store.newId(account);
  store.insertRow(
    account,
    new Map<string, unknown>([
      ['id', id],
      ['name', name],
    ]),
  );
  return id.value;
}

function names(store: SqliteStore): unknown[] {
  return store.all('SELECT "Name" FROM "Account" ORDER BY "Name~"', []).flat();
}

describe('rows', () => {
  it('keep every type of value', () => {
    inFrame(() => {
      const store = inMemory();
      const project = required(schema, 'Opportunity');
      store.begin();
      const id = store.newId(project);
      const values = new Map<string, unknown>([
        ['id', id],
        ['name', 'Große Sache'],
        ['amount', Decimal.parse('1234567890123.45')],
        ['closedate', ApexDate.of(2026, 2, 28)],
        ['isprivate', true],
        ['createddate', new ApexDatetime(1_700_000_000_000)],
        ['accountid', ApexId.of('001000000000001')],
        ['nextstep', null],
      ]);
      store.insertRow(project, values);
      store.commit();
      const row = store.readRows(project, [id.value]).get(id.value);
      expect(String(row?.get('amount'))).toBe('1234567890123.45');
      expect(String(row?.get('closedate'))).toContain('2026-02-28');
      expect(row?.get('isprivate')).toBe(true);
      expect((row?.get('createddate') as ApexDatetime).ms).toBe(1_700_000_000_000);
      expect((row?.get('accountid') as ApexId).value).toBe('001000000000001AAA');
      expect(row?.get('nextstep')).toBeNull();
      expect(store.all('SELECT 1 FROM "Opportunity" WHERE "Name~" = ?', ['große sache'])).toHaveLength(1);
    });
  });

  it('change and go', () => {
    const store = inMemory();
    store.begin();
    const id = add(store, 'Before');
    store.updateRow(account, id, new Map([['name', 'After']]));
    expect(names(store)).toEqual(['After']);
    expect(store.all('SELECT "Name~" FROM "Account"', [])).toEqual([['after']]);
    store.removeRow(account, id);
    expect(names(store)).toEqual([]);
    store.commit();
  });

  it('have ids of the platform’s form', () => {
    const store = inMemory();
    store.begin();
    const [first, second] = [store.newId(account).value, store.newId(account).value];
    expect(first).toMatch(/^0015g0[0-9A-Za-z]{12}$/);
    expect(second).not.toBe(first);
    store.commit();
  });
});

describe('transactions', () => {
  it('refuse a write that belongs to none', () => {
    expect(() => add(inMemory(), 'A')).toThrow('a write outside of a transaction');
  });

  it('roll back to where they began, one inside the other', () => {
    const store = inMemory();
    store.begin();
    add(store, 'outer');
    store.begin();
    add(store, 'inner');
    store.begin();
    store.rollback();
    store.rollback();
    expect(names(store)).toEqual(['outer']);
    store.begin();
    add(store, 'kept');
    store.commit();
    store.commit();
    expect(names(store)).toEqual(['kept', 'outer']);
  });

  it('open late: an inner write makes all levels write', () => {
    const store = inMemory();
    store.begin();
    store.begin();
    add(store, 'inner');
    store.commit();
    store.rollback();
    expect(names(store)).toEqual([]);
  });

  it('never give an id twice, not even one that was rolled back', () => {
    const store = inMemory();
    store.begin();
    const lost = add(store, 'A');
    store.rollback();
    store.begin();
    expect(add(store, 'A')).not.toBe(lost);
    store.commit();
  });

  it('see other connections: ids go on after theirs, and set-up changes are noticed', () => {
    const file = join(folder, 'shared.db');
    const [one, two] = [openStore({ schema, file }), openStore({ schema, file })];
    const ids = new Set<string>();
    for (const store of [one, two, one, two]) {
      store.begin();
      ids.add(add(store, 'A'));
      store.commit();
    }
    expect(ids.size).toBe(4);
    const before = two.setupVersion;
    one.begin();
    one.insertRow(
      required(schema, 'UserRole'),
      new Map<string, unknown>([['id', one.newId(required(schema, 'UserRole'))]]),
    );
    one.commit();
    two.begin();
    two.rollback();
    expect(two.setupVersion).toBeGreaterThan(before + 1);
    one.close();
    two.close();
  });
});

describe('files', () => {
  it('get columns and tables that were added', () => {
    const file = join(folder, 'grows.db');
    const first = openStore({ schema, file });
    first.begin();
    const id = add(first, 'Kept');
    first.commit();
    first.close();
    const grown = sampleProject({
      ...sample,
      'objects/Account/fields/New__c.field-meta.xml': field('New__c', 'Text', '<length>10</length>'),
      'objects/Other__c/fields/A__c.field-meta.xml': field('A__c', 'Checkbox'),
    }).schema;
    const second = openStore({ schema: grown, file });
    expect(second.readRows(required(grown, 'Account'), [id]).get(id)?.get('new__c')).toBeNull();
    expect(second.all('SELECT count(*) FROM "Other__c"', [])).toEqual([[0n]]);
    second.close();
  });

  it('refuse a field that is stored in another way', () => {
    const file = join(folder, 'changed.db');
    openStore({ schema, file }).close();
    const changed = sampleProject({
      ...sample,
      'objects/Account/fields/Level__c.field-meta.xml': field('Level__c', 'Text', '<length>3</length>'),
    }).schema;
    expect(() => openStore({ schema: changed, file })).toThrow(
      /Account\.Level__c is stored as INTEGER and is now TEXT\. Begin with a new data file/,
    );
  });

  it('name the file that cannot be opened', () => {
    const file = join(folder, 'no.db');
    writeFileSync(file, 'this is no database, and long enough to be sure of that'.repeat(20));
    expect(() => openStore({ schema, file })).toThrow(/The data file .*no\.db cannot be opened/);
  });
});

describe('copies', () => {
  it('begin with the same rows and go their own way', () => {
    const template = inMemory();
    template.begin();
    add(template, 'Shared');
    template.commit();
    const image = template.serialize();
    const [one, two] = [openStore({ schema, file: null, image }), openStore({ schema, file: null, image })];
    one.begin();
    add(one, 'Only here');
    one.commit();
    expect(names(one)).toEqual(['Only here', 'Shared']);
    expect(names(two)).toEqual(['Shared']);
    expect(names(template)).toEqual(['Shared']);
  });

  it('are not taken inside of a transaction', () => {
    const store = inMemory();
    store.begin();
    expect(() => store.serialize()).toThrow(/inside of a transaction/);
    store.rollback();
  });
});

describe('bytes', () => {
  it('are kept in pieces, with size and hash', () => {
    const store = inMemory();
    const bytes = Buffer.alloc(1_300_000, 'abc');
    const path = join(folder, 'upload.bin');
    writeFileSync(path, bytes);
    store.begin();
    const written = store.blobs.write([bytes.subarray(0, 10), bytes.subarray(10)]);
    const adopted = store.blobs.adoptFile(path);
    store.commit();
    expect(written).toMatchObject({ size: bytes.length, md5: adopted.md5 });
    expect(Buffer.concat([...store.blobs.read(adopted.id)]).equals(bytes)).toBe(true);
    expect([...store.blobs.read(adopted.id)].every((piece) => piece.length <= 512 * 1024)).toBe(true);
    expect(store.blobs.size(adopted.id)).toBe(bytes.length);
  });

  it('go with their record and with the transaction', () => {
    const store = inMemory();
    store.begin();
    const id = add(store, 'A');
    store.blobs.attach(id, 'Body', store.blobs.write([Buffer.from('x')]));
    expect(store.blobs.ofField(id, 'BODY')?.size).toBe(1);
    store.removeRow(account, id);
    expect(store.all('SELECT count(*) FROM _blob_piece', [])).toEqual([[0n]]);
    store.rollback();
    expect(store.all('SELECT count(*) FROM _blob', [])).toEqual([[0n]]);
  });
});
