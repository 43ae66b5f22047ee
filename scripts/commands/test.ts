/** `npm test [-- --only apex|lwc|vitest]`: every suite in turn; the last line has the counts of all. */
import { parseArgs } from 'node:util';
import { suites } from '../lib/suites.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? null;
const unknown = wanted?.filter((name) => !suites.some((suite) => suite.name === name)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(
    `There is no suite ${unknown.join(', ')}. Suites: ${suites.map((suite) => suite.name).join(', ')}.\n`,
  );
  process.exit(2);
}

let passed = 0;
let failed = 0;
const lines: string[] = [];
for (const suite of suites) {
  if (wanted !== null && !wanted.includes(suite.name)) continue;
  process.stdout.write(`\n── ${suite.title} ──\n`);
  const counts = await suite.run();
  lines.push(
    counts === null
      ? `${suite.title}: no tests yet`
      : `${suite.title}: ${counts.passed} passed, ${counts.failed} failed`,
  );
  passed += counts?.passed ?? 0;
  failed += counts?.failed ?? 0;
}
process.stdout.write(`\n${lines.join('\n')}\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
