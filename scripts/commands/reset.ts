/** `npm run reset`: forgets what npm start keeps, while it does not run. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bridgeFolder, ownFolder } from '../stack/bridge-folder.ts';
import { root } from '../lib/run.ts';

const folder = join(root, '.data');

if (!existsSync(folder)) process.stdout.write('There is no data to forget.\n');
else if (isRunning()) {
  process.stderr.write('npm start is running. Stop it with Ctrl-C, then run npm run reset again.\n');
  process.exitCode = 1;
} else {
  for (const path of [folder, ownFolder(folder)]) rmSync(path, { recursive: true, force: true });
  process.stdout.write(`Forgotten: ${folder}\n`);
}

/** PostgreSQL notes its process beside its data. */
function isRunning(): boolean {
  const file = join(bridgeFolder(folder), 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return false;
  try {
    process.kill(Number.parseInt(readFileSync(file, 'utf8'), 10), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
