/** Words that must not be in the project: ways around the checks, paths of a machine, registries. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.ts';
import { fromProblems } from './check.ts';
import type { Check } from './check.ts';
import { projectFiles } from './files.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly files: RegExp;
}

const code = /\.(ts|mts|js|mjs|cjs)$/;
const anyText = /\.(ts|mts|js|mjs|cjs|json|md|ya?ml|cls|trigger|xml|html|css|sh)$|(^|\/)\.?[a-z-]+$/;

// Written in pieces, so that this file does not find itself.
export const rules: readonly Rule[] = [
  {
    pattern: new RegExp(`@ts-${'ignore'}|@ts-${'nocheck'}|eslint-${'disable'}`),
    reason: 'switches a check off',
    files: code,
  },
  { pattern: new RegExp(`(\\bas|:|<)\\s*${'any'}\\b(?!\\w)`), reason: 'type any', files: /\.m?ts$/ },
  {
    pattern: new RegExp(`\\b(it|test|describe)\\.(${'only'}|${'skip'}|${'todo'})\\(`),
    reason: 'test left out',
    files: code,
  },
  {
    pattern: new RegExp(`(^|[\\s"'(=])/(${'work'}|${'root'}|${'opt/n24'}|home/[a-z]+)/`),
    reason: 'path of a machine',
    files: anyText,
  },
  {
    pattern: new RegExp(`"resolved": "${'http'}|registry\\.(${'npmjs'}|yarnpkg)\\.`),
    reason: 'registry host',
    files: anyText,
  },
];

/** Problems of one text. */
export function findWords(path: string, text: string): string[] {
  const active = rules.filter((rule) => rule.files.test(path));
  return text
    .split('\n')
    .flatMap((line, i) =>
      active
        .filter((rule) => rule.pattern.test(withoutComment(line)))
        .map((rule) => `${path}:${i + 1} ${rule.reason}: ${line.trim().slice(0, 120)}`),
    );
}

/** Prose in comments may speak of anything. */
function withoutComment(line: string): string {
  return /^\s*(\*|\/\/|\/\*)/.test(line) ? '' : line.replace(/\s\/\/\s.*$/, '');
}

export const words: Check = {
  name: 'words',
  title: 'nothing that must not be in the project',
  run: async () => {
    const files = (await projectFiles()).filter((path) => existsSync(join(root, path)));
    return fromProblems(
      files.flatMap((path) => (anyText.test(path) ? findWords(path, readFileSync(join(root, path), 'utf8')) : [])),
    );
  },
};
