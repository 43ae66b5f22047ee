/** Installs the project's dependencies when they are missing or belong to another package-lock.json. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';

const lockWaitMs = 15 * 60_000;

/**
 * @param {string} root @param {string} node @param {(text: string) => void} say
 * @throws Error with the remedy when npm fails
 */
export async function ensureDependencies(root, node, say) {
  if (isInstalled(root)) return;
  await withLock(join(root, '.cache', 'install.lock'), say, () => {
    if (isInstalled(root)) return;
    say('Installing dependencies with npm ci (once; some minutes) ...');
    if (!runNpm(node, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], root)) {
      throw new Error('npm ci failed; its message is above. Check the connection to your npm registry and run again.');
    }
    writeFileSync(stampOf(root), lockHash(root));
  });
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'node_modules', '.reverse-sync-install');
}

/** @param {string} root */
function isInstalled(root) {
  const stamp = stampOf(root);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockHash(root);
  // Installed by npm itself, after the lock file was last changed.
  const own = join(root, 'node_modules', '.package-lock.json');
  return existsSync(own) && statSync(own).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * Only one process installs; one that died leaves a lock that the next takes over.
 * @param {string} file @param {(text: string) => void} say @param {() => void} body
 */
async function withLock(file, say, body) {
  mkdirSync(join(file, '..'), { recursive: true });
  const until = Date.now() + lockWaitMs;
  let told = false;
  while (!take(file)) {
    if (!told) say('Another command is installing; waiting for it ...');
    told = true;
    if (Date.now() > until)
      throw new Error(`${file} is held for too long. If nothing is being installed, delete it and run again.`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  try {
    body();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    const handle = openSync(file, 'wx');
    writeFileSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch {
    const owner = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
    if (!isAlive(owner)) rmSync(file, { force: true });
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
