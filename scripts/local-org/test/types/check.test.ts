/**
 * Apex with the expected problems in place: `// error: message` in the line of the problem, in the platform's words.
 * Files under `accepted` must have none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSources } from '../../src/org/compile.ts';
import { schema } from './schema.ts';

const here = import.meta.dirname;

function check(folder: string, name: string): { found: string[]; expected: string[] } {
  const source = readFileSync(join(here, folder, name), 'utf8');
  const kind = name.endsWith('.trigger') ? 'trigger' : 'class';
  const sources = [{ path: name, kind, source, apiVersion: 67 } as const];
  const { diagnostics } = checkSources({ sources, schema, namespace: null, labels: new Map([['greeting', 'Hello']]) });
  const found = diagnostics.map(({ position, message }) => `${position.line}: ${message}`);
  const expected = source.split('\n').flatMap((line, i) => {
    const message = /\/\/ error: (.*)$/.exec(line)?.[1];
    return message === undefined ? [] : [`${i + 1}: ${message}`];
  });
  return { found: found.sort(), expected: expected.sort() };
}

describe('refused', () => {
  it.each(readdirSync(join(here, 'refused')))('%s', (name) => {
    const { found, expected } = check('refused', name);
    expect(expected.length).toBeGreaterThan(0);
    expect(found).toEqual(expected);
  });
});

describe('accepted', () => {
  it.each(readdirSync(join(here, 'accepted')))('%s', (name) => {
    expect(check('accepted', name).found).toEqual([]);
  });
});
