import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/reference/values.md'), 'utf8');

function source(area: string, name: string): string {
  return readFileSync(join(ROOT, `force-app/main/${area}/classes/${name}.cls`), 'utf8');
}

/** Names matched by `shape` in the part of `text` between two marks. */
function names(text: string, from: string, to: string, shape: RegExp): string[] {
  const start = text.indexOf(from);
  const stop = text.indexOf(to, start + from.length);
  expect(start, `${from} is there`).toBeGreaterThanOrEqual(0);
  expect(stop, `${to} is there`).toBeGreaterThan(start);
  return [...text.slice(start, stop).matchAll(shape)].map((found) => String(found[1])).sort();
}

const FIRST_COLUMN = /^\| `([A-Za-z]+)`/gm;
const QUOTED = /'([A-Za-z]+)'/g;

test('the page names exactly the functions of formulas', () => {
  const known = names(source('engine', 'FormulaFunctions'), ' ARITY = ', '};', /'([A-Z]+)' =>/g);
  expect(known.length).toBeGreaterThan(40);
  expect(names(PAGE, '<!-- functions -->', '<!-- /functions -->', FIRST_COLUMN)).toEqual(known);
});

test('the page names exactly the filters of templates', () => {
  const known = names(source('engine', 'TextTemplate'), ' FILTERS = ', '};', QUOTED);
  expect(known.length).toBeGreaterThan(5);
  expect(names(PAGE, '<!-- filters -->', '<!-- /filters -->', FIRST_COLUMN)).toEqual(known);
});

test('the page names exactly the kinds of values', () => {
  const known = names(source('automation', 'ValueReader'), ' MEMBERS = ', '};', /'([a-z]+)' => new/g);
  expect(known.length).toBeGreaterThan(5);
  expect(names(PAGE, '## Kinds of values', '## Source paths', FIRST_COLUMN)).toEqual(known);
});
