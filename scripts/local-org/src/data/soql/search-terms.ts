/** The text after FIND: words, "phrases", wildcards, OR, AND, AND NOT. Source: SOQL and SOSL Reference, "FIND {SearchQuery}". */
import { notImplemented, throwApex } from '../../runtime/exceptions.ts';
import { wordsOf } from './functions.ts';

export interface Term {
  /** LIKE pattern for text between spaces, as `wordsOf` gives it. */
  readonly pattern: string;
  readonly negated: boolean;
}

/** Alternatives, each a list of terms that must all hold. @throws System.SearchException for texts that are too short */
export function searchTerms(text: string): readonly (readonly Term[])[] {
  if (/[()]/.test(text)) notImplemented('parentheses in FIND');
  if (text.replace(/[*?"\s]/g, '').length < 2)
    throwApex('System.SearchException', `search term must be longer than one character: ${text}`);
  const alternatives: Term[][] = [[]];
  let negated = false;
  for (const token of text.match(/"[^"]*"|\S+/g) ?? []) {
    const word = token.toUpperCase();
    if (word === 'OR') alternatives.push([]);
    else if (word === 'NOT') negated = true;
    else if (word !== 'AND') {
      const pattern = patternOf(token);
      if (pattern !== null) alternatives.at(-1)!.push({ pattern, negated });
      negated = false;
    }
  }
  return alternatives.filter((terms) => terms.length > 0);
}

/** `Joe*` → `% joe% `; null when nothing is left of the token. */
function patternOf(token: string): string | null {
  // Private-use letters stand for the wildcards while the words are cut out.
  const marked = token.replaceAll('"', '').replaceAll('*', 'xxanyxx').replaceAll('?', 'xxonexx');
  const words = wordsOf(marked);
  if (words.trim() === '') return null;
  const escaped = words.replace(/[%_\\]/g, (character) => `\\${character}`);
  return `%${escaped.replaceAll('xxanyxx', '%').replaceAll('xxonexx', '_')}%`;
}
