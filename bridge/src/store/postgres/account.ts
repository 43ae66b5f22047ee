import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedDatabaseError, USE_DATABASE_URL } from './errors.ts';

/** The account PostgreSQL runs under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/**
 * The account for the child process: undefined for our own, else an unprivileged one, as PostgreSQL refuses root.
 *
 * @throws EmbeddedDatabaseError NO_UNPRIVILEGED_ACCOUNT when running as root and there is no such account
 */
export function childAccount(passwdFile = '/etc/passwd'): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts(passwdFile).filter((account) => account.uid > 0);
  const account = accounts.find(({ name }) => name === 'nobody') ?? accounts[0];
  if (account) return account;
  throw new EmbeddedDatabaseError(
    'NO_UNPRIVILEGED_ACCOUNT',
    'The bridge runs as root, PostgreSQL refuses to, and this machine has no other account.',
    `Run the bridge as another user. ${USE_DATABASE_URL}`,
  );
}

function readAccounts(file: string): Account[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** True when the account may pass through every folder above the path and use the path itself. */
export function isReachable(path: string, account: Account): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (!mayEnter(folder, account)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayEnter(path: string, account: Account): boolean {
  const { uid, gid, mode } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & 0o1) === 0o1;
}
