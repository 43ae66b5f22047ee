/** Apex over an org with rules of its own: duplicates, assignments and what else admins set up. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';
import { findTests, runTestClass } from '../../src/org/test-runner.ts';
import { notImplementedCounts } from '../../src/runtime/index.ts';

const { input, checked, permissions } = loadAndCheck(join(import.meta.dirname, 'rules'));
const org = new OrgRuntime({ compile: input, checked, permissions, coverage: false, file: null });
afterAll(() => org.close());

describe('the project with rules', () => {
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
