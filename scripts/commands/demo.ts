/** `npm run demo [-- --json]`: plays the story on a stack of its own, which is gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { playDemo, shortcomings } from '../stack/demo.ts';
import { ownFolder } from '../stack/bridge-folder.ts';
import { startStack } from '../stack/stack.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
// With --json, standard output has the one object and nothing else.
const say = (text: string): void => void (values.json ? process.stderr : process.stdout).write(`${text}\n`);

async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'reverse-sync-demo-'));
  const faults: string[] = [];
  try {
    const stack = await startStack({ folder, say, onFault: (message) => faults.push(message) });
    try {
      const report = await playDemo(stack, say);
      const problems = [...shortcomings(report), ...faults];
      if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      else say(`Done in ${report.seconds} seconds.`);
      for (const problem of problems) process.stderr.write(`${problem}\n`);
      return problems.length > 0 ? 1 : 0;
    } finally {
      await stack.stop();
    }
  } finally {
    for (const path of [folder, ownFolder(folder)]) await rm(path, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
