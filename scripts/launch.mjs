/**
 * `node scripts/launch.mjs <command> [args]`: what every npm script calls. Runs on any Node from 20 on, brings the
 * project's own Node and its dependencies, and hands over to `scripts/commands/<command>.ts`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureNode } from './lib/node-runtime.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** @param {string} text */
const say = (text) => void process.stderr.write(`${text}\n`);

/** @param {string} node @param {string} script @param {string[]} args */
function handOver(node, script, args) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  /** @type {NodeJS.Signals[]} */
  const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // A terminal sends Ctrl-C to the whole group; passing it on once more would hurry the child's own shutdown.
  for (const signal of forwarded)
    process.on(signal, () => void (signal !== 'SIGINT' || !process.stdin.isTTY ? child.kill(signal) : undefined));
  child.on('error', (error) => {
    say(`Cannot run ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
}

const [command = '', ...args] = process.argv.slice(2);
const commands = join(root, 'scripts', 'commands');
const script = join(commands, `${command}.ts`);
if (!/^[a-z-]+$/.test(command) || !existsSync(script)) {
  const names = readdirSync(commands)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -3));
  say(`${command === '' ? 'Which command?' : `There is no command "${command}".`} Commands: ${names.join(', ')}.`);
  process.exit(2);
}
try {
  const node = ensureNode(root, say);
  await ensureDependencies(root, node, say);
  handOver(node, script, args);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
