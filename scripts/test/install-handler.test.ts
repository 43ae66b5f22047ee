/** The install handler may not use classes of the package that enforce or inherit sharing: the install would fail. */
import { readFileSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const sources = new Map(
  globSync('force-app/main/*/classes/*.cls').map((file) => [basename(file, '.cls'), readFileSync(file, 'utf8')]),
);

/** Source without comments and texts. */
function codeOf(name: string): string {
  return (sources.get(name) ?? '').replaceAll(/\/\*[^]*?\*\/|\/\/.*|'(?:[^'\\]|\\.)*'/g, '');
}

function classesIn(code: string): string[] {
  return [...new Set(code.match(/\b[A-Z]\w+/g) ?? [])].filter((word) => sources.has(word));
}

test('what the install handler uses is without sharing, and uses nothing else before it is scheduled', () => {
  const used = new Set(['PostInstall']);
  for (const name of used) {
    // What is only made to be scheduled runs later, outside of the install: its constructor may use nothing.
    const body = codeOf(name).includes('implements Schedulable') ? '' : codeOf(name);
    for (const other of classesIn(body)) used.add(other);
  }
  expect([...used].toSorted()).toEqual(['NightlyJob', 'PostInstall', 'ScheduleService', 'SweepJob', 'WakeKinds']);
  for (const name of used) expect(codeOf(name), name).toMatch(/\bwithout sharing class\b/);
});
