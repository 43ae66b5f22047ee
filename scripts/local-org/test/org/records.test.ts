/** Apex over an org with records that the platform guards: status codes, locks. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';
import { findTests, runTestClass } from '../../src/org/test-runner.ts';
import { notImplementedCounts } from '../../src/runtime/index.ts';

const { input, checked, permissions } = loadAndCheck(join(import.meta.dirname, 'records'));
const org = new OrgRuntime({ compile: input, checked, permissions, coverage: false, file: null });
afterAll(() => org.close());

describe('the project with records', () => {
  it('compiles', () => {
    expect(checked.diagnostics).toEqual([]);
  });

  const results = findTests(org.compiled.types, null).flatMap((test) => runTestClass(org, test));
  it.each(results)('$className $methodName', (result) => {
    expect([result.message, result.stackTrace]).toEqual([null, null]);
  });

  it('touches nothing that is not implemented', () => {
    expect([...notImplementedCounts]).toEqual([]);
  });
});

it('refuses approval processes by name', () => {
  const source = 'Approval.ProcessResult r = Approval.process(new Approval.ProcessSubmitRequest());';
  expect(() => org.anonymous(source, org.administrator())).toThrow(
    'not implemented: new Approval.ProcessSubmitRequest',
  );
});
