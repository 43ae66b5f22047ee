/** An org with several currencies; its expectations are in the project's test class. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';
import { findTests, runTestClass } from '../../src/org/test-runner.ts';
import { notImplementedCounts } from '../../src/runtime/index.ts';
import { readOrgShape } from '../../src/schema/org-shape.ts';

const project = join(import.meta.dirname, 'currencies');
const definitionFile = join(project, 'definition.json');
const { input, checked, permissions } = loadAndCheck(project, undefined, { currencies: { EUR: 0.8, JPY: 150 } });
const org = new OrgRuntime({ compile: input, checked, permissions, coverage: false, file: null });
afterAll(() => org.close());

describe('the project with currencies', () => {
  it('compiles, and only where there are several', () => {
    expect(checked.diagnostics).toEqual([]);
    const messages = loadAndCheck(project).checked.diagnostics.map(({ message }) => message);
    expect(messages).toContain('Invalid type: CurrencyType');
    expect(loadAndCheck(project, undefined, { definitionFile }).checked.diagnostics).toEqual([]);
  });

  const results = findTests(org.compiled.types, null).flatMap((test) => runTestClass(org, test));
  it.each(results)('$className $methodName', (result) => {
    expect([result.message, result.stackTrace]).toEqual([null, null]);
  });

  it('touches nothing that is not implemented', () => {
    expect([...notImplementedCounts]).toEqual([]);
  });

  it('refuses by name what it does not do with them', () => {
    for (const query of ['SELECT SUM(Price__c) s FROM Deal__c', 'SELECT Id FROM Deal__c WHERE Price__c > EUR5'])
      expect(() => org.anonymous(`Database.query('${query}');`, org.administrator())).toThrow('not implemented: ');
  });
});

it('gives records from before it had several currencies the corporate one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-org-currencies-'));
  const file = join(folder, 'org.sqlite');
  const records = join(import.meta.dirname, 'records');
  const run = (currencies: Record<string, number>, source: string): void => {
    const loaded = loadAndCheck(records, undefined, { currencies });
    const opened = new OrgRuntime({
      compile: loaded.input,
      checked: loaded.checked,
      permissions: loaded.permissions,
      coverage: false,
      file,
    });
    expect(opened.anonymous(source, opened.administrator())).toMatchObject({ success: true });
    opened.close();
  };
  run({}, "insert new Account(Name = 'old');");
  run({ EUR: 0.8 }, "Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE CurrencyIsoCode = 'USD']);");
  rmSync(folder, { recursive: true });
});

describe('the shape of an org', () => {
  it('has one currency unless it is said to have several', () => {
    expect(readOrgShape({}).currencies).toEqual([]);
    expect(readOrgShape({ definitionFile }).currencies.map(({ isoCode }) => isoCode)).toEqual(['USD']);
    expect(readOrgShape({ currencies: { JPY: 150 } }).currencies.at(-1)).toEqual({
      isoCode: 'JPY',
      rate: 150,
      decimals: 0,
      isCorporate: false,
    });
  });

  it('refuses what is no currency, no rate and no definition', () => {
    expect(() => readOrgShape({ currencies: { XYZ: 1 } })).toThrow('XYZ is no further currency');
    expect(() => readOrgShape({ currencies: { USD: 1 } })).toThrow('USD is no further currency');
    expect(() => readOrgShape({ currencies: { EUR: 0 } })).toThrow('above zero');
    expect(() => readOrgShape({ definitionFile: join(project, 'nowhere.json') })).toThrow(
      'no definition of a scratch org',
    );
  });
});
