/** apex-ls, a second opinion on the package's Apex beside the local org's own compiler. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { root, run } from '../lib/run.ts';
import { fromProblems } from './check.ts';
import type { Check } from './check.ts';
import { hasJava, javaLibraries, withoutJava } from './java.ts';

const messageSchema = z.looseObject({
  category: z.string(),
  message: z.string(),
  start: z.looseObject({ line: z.number() }),
});
const reportSchema = z.looseObject({
  files: z.array(z.looseObject({ path: z.string(), messages: z.array(messageSchema) })),
});

const allowSchema = z.array(z.object({ message: z.string(), reason: z.string() }));

export interface ApexIssue {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Runs apex-ls over a project and gives its errors. @throws Error when it does not run */
export async function apexIssues(project: string): Promise<ApexIssue[]> {
  const result = await run('java', [
    '-cp',
    join(javaLibraries, '*'),
    'io.github.apexdevtools.apexls.CheckForIssues',
    '-n',
    '-f',
    'json',
    '-d',
    'errors',
    '-w',
    project,
  ]);
  const begin = result.stdout.indexOf('{');
  if (begin < 0) throw new Error(`apex-ls gave no report: ${result.stderr.trim() || result.stdout.trim()}`);
  const report = reportSchema.parse(JSON.parse(result.stdout.slice(begin)));
  return report.files.flatMap(({ path, messages }) =>
    messages.map(({ message, start }) => ({ path: relative(project, path), line: start.line, message })),
  );
}

/** Known wrong reports, each with its reason: apex-ls knows the platform of API 65. */
function allowed(message: string): boolean {
  const list = allowSchema.parse(
    JSON.parse(readFileSync(join(root, 'config', 'quality', 'apex-ls-allow.json'), 'utf8')),
  );
  return list.some((entry) => new RegExp(entry.message).test(message));
}

export const apexLs: Check = {
  name: 'apex-ls',
  title: 'the package as apex-ls reads it',
  run: async () => {
    if (!(await hasJava())) return withoutJava();
    const issues = (await apexIssues(root)).filter(({ message }) => !allowed(message));
    return fromProblems(issues.map(({ path, line, message }) => `${path}:${line} ${message}`));
  },
};
