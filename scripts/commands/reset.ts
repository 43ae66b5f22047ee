/** `npm run reset`: forgets what npm start keeps. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.ts';

const folder = join(root, '.data');
const existed = existsSync(folder);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(existed ? `Forgotten: ${folder}\n` : 'There is no data to forget.\n');
