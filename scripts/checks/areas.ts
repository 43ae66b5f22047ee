/** The areas of the package and the arrows between them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { root } from '../lib/run.ts';
import { fromProblems } from './check.ts';
import type { Check } from './check.ts';

const areasSchema = z.record(z.string(), z.array(z.string()));

/** Area → areas it may use. */
export type Areas = Readonly<Record<string, readonly string[]>>;

export interface ApexSource {
  readonly path: string;
  readonly area: string;
  readonly text: string;
}

/** Every use of another area's class that the arrows do not allow. */
export function forbiddenArrows(sources: readonly ApexSource[], areas: Areas): string[] {
  const areaOf = new Map(
    sources
      .filter(({ path }) => path.endsWith('.cls'))
      .map(({ path, area }) => [basename(path, '.cls').toLowerCase(), area]),
  );
  return sources.flatMap((source) => {
    const allowed = areas[source.area];
    if (allowed === undefined) return [`${source.path}: the area ${source.area} is not in config/quality/areas.json`];
    return usedNames(source.text).flatMap(({ name, line }) => {
      const target = areaOf.get(name.toLowerCase());
      if (target === undefined || target === source.area || allowed.includes(target)) return [];
      return [`${source.path}:${line} ${source.area} must not use ${target} (${name})`];
    });
  });
}

/** Identifiers outside of comments and texts, each once. */
function usedNames(text: string): { name: string; line: number }[] {
  const plain = text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'/g, (found) => found.replace(/[^\n]/g, ' '));
  const seen = new Map<string, number>();
  plain.split('\n').forEach((line, i) => {
    // A member behind a dot is no class of its own.
    for (const match of line.matchAll(/(?<![.\w])[A-Za-z_]\w*/g)) if (!seen.has(match[0])) seen.set(match[0], i + 1);
  });
  return [...seen].map(([name, line]) => ({ name, line }));
}

function readSources(folder: string): ApexSource[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(cls|trigger)$/.test(path))
    .map((path) => ({
      path: join(folder, path),
      area: path.split(/[\\/]/)[0] ?? '',
      text: readFileSync(join(root, folder, path), 'utf8'),
    }));
}

export const areaArrows: Check = {
  name: 'areas',
  title: 'arrows between the areas of the package',
  run: () => {
    const areas = areasSchema.parse(JSON.parse(readFileSync(join(root, 'config', 'quality', 'areas.json'), 'utf8')));
    return Promise.resolve(fromProblems(forbiddenArrows(readSources(join('force-app', 'main')), areas)));
  },
};
