/** `npm run check [-- --only tsc,eslint]`: every check in turn, then a table. Any failure makes it fail. */
import { parseArgs } from 'node:util';
import { checks } from '../checks/index.ts';
import type { CheckResult } from '../checks/check.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? null;
const unknown = wanted?.filter((name) => !checks.some((check) => check.name === name)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check ${unknown.join(', ')}. Checks: ${checks.map((check) => check.name).join(', ')}.\n`,
  );
  process.exit(2);
}

const rows: { name: string; result: CheckResult; seconds: number }[] = [];
for (const check of checks) {
  if (wanted !== null && !wanted.includes(check.name)) continue;
  process.stdout.write(`── ${check.name}: ${check.title}\n`);
  const started = performance.now();
  const result = await check.run();
  const seconds = (performance.now() - started) / 1000;
  if (result.problems.length > 0) process.stdout.write(`${result.problems.join('\n')}\n`);
  rows.push({ name: check.name, result, seconds });
}
process.stdout.write('\n');
for (const { name, result, seconds } of rows) {
  process.stdout.write(
    `${name.padEnd(14)} ${result.state.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${result.note ?? ''}\n`,
  );
}
process.exitCode = rows.some((row) => row.result.state === 'failed') ? 1 : 0;
