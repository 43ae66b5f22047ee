/** Java, which the Apex checks need and a user's machine may not have. */
import { join } from 'node:path';
import { root, run } from '../lib/run.ts';
import type { CheckResult } from './check.ts';

/** Folder of the jars that come with the PMD engine; apex-ls is among them. */
export const javaLibraries = join(root, 'node_modules', '@salesforce', 'code-analyzer-pmd-engine', 'dist', 'java-lib');

const oldest = 11;

export async function hasJava(): Promise<boolean> {
  const result = await run('java', ['-version']);
  const version = /version "(\d+)/.exec(`${result.stderr}${result.stdout}`)?.[1];
  return result.code === 0 && version !== undefined && Number(version) >= oldest;
}

/** Without Java a check cannot be done: said loudly here, a failure where CI counts on it. */
export function withoutJava(): CheckResult {
  const note = `NOT RUN: Java ${oldest} or newer is needed and was not found`;
  return process.env['CI'] === 'true'
    ? { state: 'failed', problems: [note], note }
    : { state: 'not run', problems: [], note };
}
