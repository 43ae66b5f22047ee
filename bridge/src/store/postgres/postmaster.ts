import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pause } from '../../shared/time.ts';

/** A running PostgreSQL, as its pid file describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
}

/** What the pid file of a cluster says: nothing, a live PostgreSQL, or left over from a crash. */
export function readPostmaster(cluster: string): Postmaster | 'none' | 'stale' {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return 'none';
  const [pid = '', , , , socketDir = ''] = readFileSync(file, 'utf8').split('\n');
  const number = Number(pid.trim());
  return isPostgresOn(number, cluster) ? { pid: number, socketDir: socketDir.trim() } : 'stale';
}

/** True while the process lives and is PostgreSQL on this cluster; in containers a pid soon belongs to another. */
export function isPostgresOn(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return false;
  const command = commandLine(pid);
  return /postgres/.test(command) && command.includes(resolve(cluster));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Waits until the process is gone; false after the time is over. */
export async function waitForEnd(pid: number, cluster: string, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (!isPostgresOn(pid, cluster)) return true;
    await pause(25);
  }
  return false;
}
