/** Files that have grown too long to have one reason to change. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.ts';
import { fromProblems } from './check.ts';
import type { Check } from './check.ts';
import { projectFiles } from './files.ts';

const most = 600;
const many = 400;

export const length: Check = {
  name: 'length',
  title: `no source file over ${most} lines`,
  run: async () => {
    const sources = (await projectFiles()).filter(
      (path) => /\.(ts|mjs|js|cls|trigger|html)$/.test(path) && existsSync(join(root, path)),
    );
    const lengths = sources.map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length }));
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    const note = `${sources.length} files, median ${sorted[Math.floor(sorted.length / 2)] ?? 0} lines, ${lengths.filter(({ lines }) => lines > many).length} over ${many}`;
    return fromProblems(
      lengths.filter(({ lines }) => lines > most).map(({ path, lines }) => `${path} has ${lines} lines`),
      note,
    );
  },
};
