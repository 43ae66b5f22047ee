/** `local-org exec [file] [--project p] [--data f] [--user u]`: runs anonymous Apex from a file or standard input. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openOrg } from './open.ts';
import { shapeOptions, shapeSource } from './shape.ts';

export function exec(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      project: { type: 'string', default: '.' },
      data: { type: 'string' },
      namespace: { type: 'string' },
      user: { type: 'string' },
      ...shapeOptions,
    },
  });
  const source = readFileSync(positionals[0] ?? 0, 'utf8');
  const org = openOrg(resolve(values.project), values.data ?? null, values.namespace, shapeSource(values));
  if (org === null) return Promise.resolve(1);
  const user = values.user === undefined ? org.administrator() : org.users.byUsername(values.user);
  if (user === null) throw new Error(`There is no user ${values.user}.`);
  const result = org.anonymous(source, user);
  if (result.log !== '') process.stdout.write(`${result.log}\n`);
  if (!result.compiled) process.stdout.write(`${result.line}:${result.column} ${result.compileProblem}\n`);
  else if (!result.success) process.stdout.write(`${result.exceptionMessage}\n${result.exceptionStackTrace}\n`);
  org.close();
  return Promise.resolve(result.success ? 0 : 1);
}
