/** `local-org test [project] [--filter Class.method] [--all] [--json-file f]`: runs Apex tests with coverage. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { coverageOf } from '../org/coverage.ts';
import { loadAndCheck } from '../org/load.ts';
import { OrgRuntime } from '../org/runtime.ts';
import { findTests, isOwnTest, runTestClass } from '../org/test-runner.ts';
import type { TestResult } from '../org/test-runner.ts';
import { notImplementedCounts } from '../runtime/index.ts';
import { shapeOptions, shapeSource } from './shape.ts';
import { formatDiagnostics, plural, warn } from './output.ts';

export function test(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      namespace: { type: 'string' },
      filter: { type: 'string' },
      'json-file': { type: 'string' },
      coverage: { type: 'boolean' },
      all: { type: 'boolean' },
      ...shapeOptions,
    },
  });
  const loaded = loadAndCheck(resolve(positionals[0] ?? '.'), values.namespace, shapeSource(values));
  warn(loaded.warnings);
  if (loaded.checked.diagnostics.length > 0) {
    process.stdout.write(
      `${formatDiagnostics(loaded.checked.diagnostics)}\nThe project does not compile; no test was run.\n`,
    );
    report(values['json-file'], []);
    return Promise.resolve(1);
  }
  const org = new OrgRuntime({
    compile: loaded.input,
    checked: loaded.checked,
    coverage: true,
    file: null,
    permissions: loaded.permissions,
  });
  const started = performance.now();
  const all = findTests(org.compiled.types, values.filter ?? null);
  const chosen = values.all === true || values.filter !== undefined ? all : all.filter(isOwnTest);
  const results = chosen.flatMap((found) => {
    const done = runTestClass(org, found);
    for (const result of done) process.stdout.write(line(result));
    return done;
  });
  const seconds = (performance.now() - started) / 1000;
  if (chosen.length < all.length)
    process.stdout.write(
      `${plural(all.length - chosen.length, 'test class', 'test classes')} outside of the project's folder not run: --all runs them too\n`,
    );
  writeSummary(org, results, seconds, values.coverage === true);
  report(values['json-file'], results);
  org.close();
  if (results.length === 0 && values.filter !== undefined) {
    process.stderr.write(
      `No test is named ${values.filter}. Give a class, or a class and method: --filter MyTest.myMethod\n`,
    );
    return Promise.resolve(1);
  }
  return Promise.resolve(results.some((result) => !result.passed) ? 1 : 0);
}

function line(result: TestResult): string {
  const name = `${result.className}.${result.methodName}`;
  const time = `${result.milliseconds.toFixed(0)} ms`;
  if (result.passed) return ` ✓ ${name} ${time}\n`;
  const details = [result.message ?? '', result.stackTrace ?? '', ...result.log.slice(-20)].filter(
    (text) => text !== '',
  );
  return ` ✗ ${name} ${time}\n${details.map((text) => `     ${text.replaceAll('\n', '\n     ')}`).join('\n')}\n`;
}

function writeSummary(org: OrgRuntime, results: readonly TestResult[], seconds: number, each: boolean): void {
  const failed = results.filter((result) => !result.passed).length;
  const coverage = coverageOf(org.compiled);
  if (each)
    for (const file of coverage.files)
      process.stdout.write(
        `   ${String(file.percent).padStart(3)} %  ${file.name}${file.uncovered.length > 0 ? `  not run: ${file.uncovered.join(', ')}` : ''}\n`,
      );
  process.stdout.write(
    `${plural(results.length, 'test')}, ${failed} failed, ${seconds.toFixed(1)} s, coverage ${coverage.percent} %\n`,
  );
  const touched = [...notImplementedCounts].map(([what, times]) => `${what} (${times})`);
  process.stdout.write(`not implemented and touched: ${touched.length === 0 ? 'nothing' : touched.join(', ')}\n`);
}

function report(file: string | undefined, results: readonly TestResult[]): void {
  if (file === undefined) return;
  const failed = results.filter((result) => !result.passed).length;
  // A project that does not compile has no results, which must not look like success.
  const counts = results.length === 0 ? { passed: 0, failed: 1 } : { passed: results.length - failed, failed };
  writeFileSync(file, JSON.stringify({ ...counts, tests: results }));
}
