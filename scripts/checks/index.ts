/** All checks, in the order they run: the quick ones first. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runBin } from '../lib/run.ts';
import { apexLs } from './apex-ls.ts';
import { areaArrows } from './areas.ts';
import { fromProgram } from './check.ts';
import type { Check } from './check.ts';
import { contract } from './contract.ts';
import { length } from './length.ts';
import { pmd } from './pmd.ts';
import { words } from './words.ts';

const tsc: Check = {
  name: 'tsc',
  title: 'types',
  run: async () => fromProgram(await runBin('@typescript/native/bin/tsc', ['-p', '.'])),
};

const eslint: Check = {
  name: 'eslint',
  title: 'lint',
  run: async () => fromProgram(await runBin('eslint/bin/eslint.js', ['--max-warnings=0', '.'])),
};

const prettier: Check = {
  name: 'prettier',
  title: 'format',
  run: async () => fromProgram(await runBin('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])),
};

const arrows: Check = {
  name: 'arrows',
  title: 'arrows between folders of TypeScript',
  run: async () => {
    const folders = ['bridge/src', 'scripts'].filter((folder) => existsSync(join(root, folder)));
    return fromProgram(
      await runBin('dependency-cruiser/bin/dependency-cruiser.mjs', [
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'err',
        ...folders,
      ]),
    );
  },
};

export const checks: readonly Check[] = [
  words,
  length,
  areaArrows,
  contract,
  tsc,
  prettier,
  arrows,
  eslint,
  apexLs,
  pmd,
];
