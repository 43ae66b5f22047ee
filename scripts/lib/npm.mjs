/** Running npm, which a machine with Node has, under a Node of our choice. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** npm's own script: as npm tells it to its children, or beside the running Node. @returns {string | null} */
function npmScript() {
  const told = process.env.npm_execpath;
  if (told !== undefined && /npm-cli\.[cm]?js$/.test(told) && existsSync(told)) return told;
  const bin = dirname(process.execPath);
  const candidates = [
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

/**
 * Runs npm and shows its output.
 * @param {string} node path of the Node binary that runs npm and its scripts
 * @param {string[]} args
 * @param {string} cwd
 * @returns {boolean} whether it ended well
 */
export function runNpm(node, args, cwd) {
  const script = npmScript();
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    npm_config_update_notifier: 'false',
  };
  const options = { cwd, env, stdio: /** @type {const} */ (['ignore', 2, 2]) };
  const done =
    script === null
      ? spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
      : spawnSync(node, [script, ...args], options);
  return done.status === 0;
}
