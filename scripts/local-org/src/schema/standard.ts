/** The standard objects of `standard/*.json`. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectParts } from './build.ts';
import type { StandardObject } from './standard-format.ts';
import { standardObject, standardObjectSchema } from './standard-format.ts';

const folder = join(import.meta.dirname, 'standard');

/** All standard objects; an object may be in several files, and the first text of a field counts. */
export function standardObjects(): ObjectParts[] {
  return [...standardTexts()].map(([name, object]) => standardObject(name, object));
}

function standardTexts(): Map<string, StandardObject> {
  const objects = new Map<string, StandardObject>();
  for (const file of standardFiles()) {
    for (const [name, spec] of Object.entries(
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>,
    )) {
      const known = objects.get(name);
      objects.set(
        name,
        known === undefined
          ? standardObjectSchema.parse(spec)
          : { ...known, fields: { ...fieldsOf(spec), ...known.fields } },
      );
    }
  }
  return objects;
}

/** Hand-written files first. */
function standardFiles(): string[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return [...files.filter((name) => name !== 'generated.json'), ...files.filter((name) => name === 'generated.json')];
}

function fieldsOf(spec: unknown): Record<string, string> {
  return standardObjectSchema.pick({ fields: true }).parse(spec).fields;
}
