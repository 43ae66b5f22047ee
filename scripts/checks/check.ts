/** What a check is. */
import type { RunResult } from '../lib/run.ts';

export interface CheckResult {
  readonly state: 'ok' | 'failed' | 'not run';
  readonly problems: readonly string[];
  readonly note?: string;
}

export interface Check {
  readonly name: string;
  readonly title: string;
  run(): Promise<CheckResult>;
}

/** A check that is a program: its output are the problems. */
export function fromProgram(result: RunResult): CheckResult {
  if (result.code === 0) return { state: 'ok', problems: [] };
  return { state: 'failed', problems: `${result.stdout}\n${result.stderr}`.trim().split('\n') };
}

/** A check that found its problems itself. */
export function fromProblems(problems: readonly string[], note?: string): CheckResult {
  return { state: problems.length > 0 ? 'failed' : 'ok', problems, ...(note === undefined ? {} : { note }) };
}
