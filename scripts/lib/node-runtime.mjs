/** The project's own Node: the running one where it fits, else one fetched from npm into `.cache`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { runNpm } from './npm.mjs';
import { nodePackages, parseVersion, satisfies } from './versions.mjs';

const oldestLauncher = 20;

/**
 * @param {string} root the project's folder
 * @param {(text: string) => void} say
 * @returns {string} path of a Node binary that the project can run with
 * @throws Error with the remedy when there is none
 */
export function ensureNode(root, say) {
  if ((parseVersion(process.version)[0] ?? 0) < oldestLauncher) {
    throw new Error(
      `Node ${process.version} is too old to start this project. Install Node ${oldestLauncher} or newer from https://nodejs.org.`,
    );
  }
  const wanted = readFileSync(join(root, '.node-version'), 'utf8').trim();
  const chosen = process.env.REVERSE_SYNC_NODE;
  if (chosen !== undefined && chosen !== '') return requireVersion(chosen, wanted);
  if (satisfies(process.version, wanted)) return process.execPath;
  return cachedNode(root, wanted) ?? fetchNode(root, wanted, say);
}

/** @param {string} node @param {string} wanted */
function requireVersion(node, wanted) {
  const version = versionOf(node);
  if (version === null || !satisfies(version, wanted)) {
    throw new Error(
      `REVERSE_SYNC_NODE names ${node}, which is ${version ?? 'no Node'}. It must be Node ${wanted} or a newer ${parseVersion(wanted)[0]}.`,
    );
  }
  return node;
}

/** @param {string} node @returns {string | null} */
function versionOf(node) {
  const result = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** @param {string} root @param {string} wanted */
function cacheFolder(root, wanted) {
  return join(root, '.cache', `node-${wanted}`);
}

/** @param {string} root @param {string} wanted @returns {string | null} */
function cachedNode(root, wanted) {
  for (const name of nodePackages(process.platform, process.arch)) {
    const binary = binaryOf(cacheFolder(root, wanted), name);
    const version = existsSync(binary) ? versionOf(binary) : null;
    if (version !== null && satisfies(version, wanted)) return binary;
  }
  return null;
}

/** @param {string} folder @param {string} name */
function binaryOf(folder, name) {
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** @param {string} root @param {string} wanted @param {(text: string) => void} say */
function fetchNode(root, wanted, say) {
  const folder = cacheFolder(root, wanted);
  say(`Fetching Node ${wanted} into .cache (this machine has ${process.version}) ...`);
  const [major = 24, minor = 0] = parseVersion(wanted);
  // Not every version is published for every platform: then the nearest newer one of the same major.
  for (const name of nodePackages(process.platform, process.arch)) {
    for (const range of [wanted, `>=${wanted} <${major + 1}`, `>=${major}.${minor} <${major + 1}`]) {
      const args = [
        'install',
        '--prefix',
        folder,
        '--no-save',
        '--no-package-lock',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${name}@${range}`,
      ];
      if (runNpm(process.execPath, args, root) && versionOf(binaryOf(folder, name)) !== null)
        return binaryOf(folder, name);
    }
  }
  throw new Error(
    `Node ${wanted} could not be fetched for ${process.platform} ${process.arch}. Check the connection to your npm registry, ` +
      `or install Node ${major} from https://nodejs.org and run again, or set REVERSE_SYNC_NODE to its binary.`,
  );
}
