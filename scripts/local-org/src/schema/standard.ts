/** The standard objects of `standard/*.json`. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectParts } from './build.ts';
import type { StandardObject } from './standard-format.ts';
import { standardObject, standardObjectSchema } from './standard-format.ts';

const folder = join(import.meta.dirname, 'standard');
const generatedFile = 'generated.json';

/** All standard objects; an object may be in several files, and the first text of a field counts. */
export function standardObjects(): ObjectParts[] {
  return [...standardTexts({ generated: true })].map(([name, object]) => standardObject(name, object));
}

/** Objects in their compact form; what was generated comes after what was written by hand. */
export function standardTexts(options: { readonly generated: boolean }): Map<string, StandardObject> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== generatedFile);
  const objects = new Map<string, StandardObject>();
  for (const file of [...files.sort(), ...(options.generated ? [generatedFile] : [])]) {
    const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
    for (const [name, spec] of Object.entries(content)) {
      const known = objects.get(name);
      objects.set(name, known === undefined ? standardObjectSchema.parse(spec) : withFields(known, spec));
    }
  }
  return objects;
}

function withFields(known: StandardObject, spec: unknown): StandardObject {
  const { fields } = standardObjectSchema.pick({ fields: true }).parse(spec);
  return { ...known, fields: { ...fields, ...known.fields } };
}
