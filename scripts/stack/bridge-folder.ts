/**
 * Where the bridge's PostgreSQL keeps its data. PostgreSQL refuses to run as root, so for root it runs as another account,
 * which cannot reach a folder inside one that only root may enter (a home, say): then it is a folder of its own.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Others may pass through. */
const othersEnter = 0o001;

export function bridgeFolder(folder: string): string {
  const wanted = resolve(folder, 'bridge');
  if (process.getuid?.() !== 0 || isReachable(resolve(folder))) return wanted;
  const own = ownFolder(folder);
  mkdirSync(own, { recursive: true });
  chmodSync(own, 0o711);
  return join(own, 'bridge');
}

/** The folder outside, which exists only where it was needed. */
export function ownFolder(folder: string): string {
  return join(tmpdir(), `reverse-sync-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 12)}`);
}

function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & othersEnter) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
