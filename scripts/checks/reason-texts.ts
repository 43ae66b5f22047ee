/** Every reason code and every state has its texts: a code without a remedy helps nobody. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.ts';

const read = (area: string, name: string) =>
  readFileSync(join(root, 'force-app', 'main', area, 'classes', `${name}.cls`), 'utf8');

/** Codes of `Reasons` and `States` that the classes of texts leave out. */
export function codesWithoutTexts(): string[] {
  return [
    ...missingTexts('Reasons', read('shared', 'Reasons'), 'ReasonTexts', read('history', 'ReasonTexts')),
    ...missingTexts('States', read('shared', 'States'), 'StateTexts', read('history', 'StateTexts')),
  ];
}

/** Constants of a class of codes that a class of texts does not use as a key. */
export function missingTexts(codes: string, codesText: string, texts: string, textsText: string): string[] {
  return [...codesText.matchAll(/public static final String (\w+)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !new RegExp(`\\b${codes}\\.${name}\\s*=>`).test(textsText))
    .map((name) => `${texts}.cls has no texts for ${codes}.${name}: add its labels to history/labels`);
}
