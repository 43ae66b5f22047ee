#!/usr/bin/env node
/** `npx local-org <command>`: hands over to the command under the project's own Node. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const launcher = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'launch.mjs');
const done = spawnSync(process.execPath, [launcher, 'local-org', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = done.status ?? 1;
