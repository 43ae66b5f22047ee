/** The test suites of the project, and how each one's counts are read. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, runBin } from './run.ts';
import type { RunResult } from './run.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export interface Suite {
  readonly name: string;
  readonly title: string;
  /** Null when the suite has no tests yet. */
  run(): Promise<Counts | null>;
}

/** A suite that ended without readable counts is one failure, whatever its exit code says. */
export function countsOf(result: RunResult, read: () => Counts): Counts {
  try {
    const counts = read();
    // A runner may fail without a failed test: an error outside of tests, a file that does not load.
    return result.code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    process.stderr.write(
      `The counts of the suite cannot be read: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return { passed: 0, failed: 1 };
  }
}

/** Counts of a report as jest and vitest write it with `--json`. */
export function jestCounts(text: string): Counts {
  const report = JSON.parse(text) as {
    numPassedTests?: unknown;
    numFailedTests?: unknown;
    numFailedTestSuites?: unknown;
  };
  const { numPassedTests, numFailedTests, numFailedTestSuites } = report;
  if (typeof numPassedTests !== 'number' || typeof numFailedTests !== 'number')
    throw new Error('the report has no counts');
  const brokenFiles = typeof numFailedTestSuites === 'number' && numFailedTests === 0 ? numFailedTestSuites : 0;
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles };
}

/** Counts of `local-org test --json`. */
export function apexCounts(text: string): Counts {
  const report = JSON.parse(text) as { passed?: unknown; failed?: unknown };
  if (typeof report.passed !== 'number' || typeof report.failed !== 'number')
    throw new Error('the report has no counts');
  return { passed: report.passed, failed: report.failed };
}

async function withReport(body: (file: string) => Promise<RunResult>, read: (text: string) => Counts): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'suite-'));
  try {
    const file = join(folder, 'report.json');
    const result = await body(file);
    return countsOf(result, () => read(readFileSync(file, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Apex tests of a project in the local org. */
function apexSuite(name: string, title: string, args: readonly string[]): Suite {
  return {
    name,
    title,
    run: () => {
      if (!hasFile('force-app', /Test\.cls$/)) return Promise.resolve(null);
      const cli = join(root, 'scripts', 'local-org', 'src', 'cli', 'main.ts');
      return withReport(
        (file) =>
          run(process.execPath, ['--disable-warning=ExperimentalWarning', cli, 'test', ...args, '--json-file', file], {
            echo: true,
          }),
        apexCounts,
      );
    },
  };
}

const apex = apexSuite('apex', 'Apex, in the local org', [root]);
const apexPlain = apexSuite('apex-plain', 'Apex, without the namespace', [root, '--namespace', '']);
const apexCustomer = apexSuite('apex-customer', 'Apex, in an org with triggers and rules of its own', [
  join(root, 'scripts', 'customer-org'),
]);

const lwc: Suite = {
  name: 'lwc',
  title: 'Lightning Web Components, jest',
  run: () => {
    if (!hasFile('force-app', /\.test\.js$/)) return Promise.resolve(null);
    return withReport(
      (file) =>
        runBin(
          '@salesforce/sfdx-lwc-jest/bin/sfdx-lwc-jest',
          ['--skipApiVersionCheck', '--', '--json', `--outputFile=${file}`],
          { echo: true },
        ),
      jestCounts,
    );
  },
};

const vitest: Suite = {
  name: 'vitest',
  title: 'TypeScript and end to end, vitest',
  run: () =>
    withReport(
      (file) =>
        runBin('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {
          echo: true,
        }),
      jestCounts,
    ),
};

export const suites: readonly Suite[] = [apex, apexPlain, apexCustomer, lwc, vitest];

function hasFile(folder: string, pattern: RegExp): boolean {
  const path = join(root, folder);
  return (
    existsSync(path) && readdirSync(path, { recursive: true, encoding: 'utf8' }).some((name) => pattern.test(name))
  );
}
