/** A project whose Apex test classes hold the expectations: all of them run, and nothing that is not implemented is touched. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';
import { findTests, runTestClass } from '../../src/org/test-runner.ts';
import { notImplementedCounts } from '../../src/runtime/index.ts';

/**
 * Declares the tests of a project beside this file.
 * @param folder name of the project's folder
 * @param coverage whether lines are counted
 * @returns the org and what it was made of, for tests of their own
 */
export function describeProject(
  folder: string,
  coverage = false,
): ReturnType<typeof loadAndCheck> & { org: OrgRuntime } {
  const loaded = loadAndCheck(join(import.meta.dirname, folder));
  const { input, checked, permissions } = loaded;
  const org = new OrgRuntime({ compile: input, checked, permissions, coverage, file: null });
  afterAll(() => org.close());

  describe(`the project ${folder}`, () => {
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
  return { ...loaded, org };
}
