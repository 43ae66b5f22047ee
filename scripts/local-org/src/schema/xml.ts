/** Metadata files as plain objects. Source: Metadata API Developer Guide. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** An element: texts, and lists for everything that may repeat. */
export type Element = Readonly<Record<string, unknown>>;

/** Elements whose blanks count. */
const verbatim: ReadonlySet<string> = new Set(['stringValue', 'text']);

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  tagValueProcessor: (name, value) => (verbatim.has(name) && value.trim() !== '' ? value : value.trim()),
});

/** Reads one file and gives the content of its root element. @throws Error naming the file */
export function readMetadata(file: string, root: string): Element {
  let parsed: Element;
  try {
    parsed = parser.parse(readFileSync(file, 'utf8'), true) as Element;
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const content = parsed[root];
  if (content === undefined) throw new Error(`${file}: the root element must be <${root}>`);
  return content === '' ? {} : (content as Element);
}

export function text(element: Element, name: string): string | null {
  const value = element[name];
  return typeof value === 'string' ? value : null;
}

export function flag(element: Element, name: string, fallback = false): boolean {
  const value = text(element, name);
  return value === null ? fallback : value === 'true';
}

export function number(element: Element, name: string, fallback = 0): number {
  const value = text(element, name);
  return value === null ? fallback : Number(value);
}

export function child(element: Element, name: string): Element | null {
  const value = element[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Element) : null;
}

/** All elements of a name: none, one or several. */
export function elements(element: Element, name: string): Element[] {
  const value = element[name];
  if (value === undefined || value === '') return [];
  return (Array.isArray(value) ? value : [value]).filter(
    (item): item is Element => typeof item === 'object' && item !== null,
  );
}

/** All texts of a name. */
export function texts(element: Element, name: string): string[] {
  const value = element[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

/** Files below a folder whose name ends so, in a stable order. */
export function metadataFiles(folder: string, suffix: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    // A package directory may be named in sfdx-project.json before it has anything.
    return [];
  }
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' ? [] : metadataFiles(path, suffix);
    return name.endsWith(suffix) ? [path] : [];
  });
}
