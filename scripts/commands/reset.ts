/** `npm run reset`: forgets what npm start keeps. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../stack/bridge-folder.ts';
import { root } from '../lib/run.ts';

const folder = join(root, '.data');
const existed = existsSync(folder);
for (const path of [folder, ownFolder(folder)]) rmSync(path, { recursive: true, force: true });
process.stdout.write(existed ? `Forgotten: ${folder}\n` : 'There is no data to forget.\n');
