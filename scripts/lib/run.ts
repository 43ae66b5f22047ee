/** Child processes for the project's commands. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The project's folder. */
export const root = join(fileURLToPath(import.meta.url), '..', '..', '..');

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Show the output while it comes, as well as keep it. */
  readonly echo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs a program to its end with standard input closed. Never throws for a failing program. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        chunks[stream] += text;
        if (options.echo === true) process[stream].write(text);
      });
    }
    child.on('error', (error) =>
      resolve({ code: 127, stdout: chunks.stdout, stderr: `${chunks.stderr}${error.message}` }),
    );
    child.on('close', (code) => resolve({ code: code ?? 1, ...chunks }));
  });
}

/** Runs a script of a package in node_modules under the running Node. */
export function runBin(script: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'node_modules', script), ...args],
    options,
  );
}
