/** An sfdx project on disk: its package directories and Apex sources. Source: Salesforce DX Developer Guide, "Salesforce DX Project Configuration". */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { z } from 'zod';

const projectSchema = z.looseObject({
  packageDirectories: z.array(z.looseObject({ path: z.string() })).min(1),
  namespace: z.string().optional(),
  sourceApiVersion: z.string().optional(),
});

/** One Apex source file. */
export interface SourceFile {
  /** Relative to the project, with forward slashes; used in diagnostics. */
  readonly path: string;
  readonly kind: 'class' | 'trigger';
  readonly source: string;
  readonly apiVersion: number;
}

export interface Project {
  readonly directory: string;
  /** Absolute folders with metadata. */
  readonly packageDirectories: readonly string[];
  readonly namespace: string | null;
  readonly sources: readonly SourceFile[];
}

/**
 * Reads a project.
 * @param namespace overrides the project's own; an empty text means none
 * @throws Error with the remedy when there is no readable sfdx-project.json
 */
export function loadProject(directory: string, namespace?: string): Project {
  const config = readConfig(directory);
  const packageDirectories = config.packageDirectories.map((entry) => join(directory, entry.path));
  const fallbackVersion = Number.parseFloat(config.sourceApiVersion ?? '67.0');
  const sources = packageDirectories.flatMap((folder) => findSources(folder, directory, fallbackVersion));
  const chosen = namespace ?? config.namespace ?? '';
  return { directory, packageDirectories, namespace: chosen === '' ? null : chosen, sources };
}

function readConfig(directory: string): z.infer<typeof projectSchema> {
  const file = join(directory, 'sfdx-project.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${directory} is no sfdx project: ${file} cannot be read. Name the folder that has it.`, {
      cause: error,
    });
  }
  const parsed = projectSchema.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new Error(
      `${file} is not valid: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}`,
    );
  return parsed.data;
}

function findSources(folder: string, project: string, fallbackVersion: number): SourceFile[] {
  const found: SourceFile[] = [];
  for (const entry of listFolder(folder)) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) {
      if (entry !== 'node_modules' && !entry.startsWith('.'))
        found.push(...findSources(path, project, fallbackVersion));
    } else if (entry.endsWith('.cls') || entry.endsWith('.trigger')) {
      found.push({
        path: relative(project, path).replaceAll('\\', '/'),
        kind: entry.endsWith('.cls') ? 'class' : 'trigger',
        source: readFileSync(path, 'utf8'),
        apiVersion: apiVersionOf(path, fallbackVersion),
      });
    }
  }
  return found;
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new Error(`The package directory ${basename(folder)} named in sfdx-project.json cannot be read.`, {
      cause: error,
    });
  }
}

function apiVersionOf(path: string, fallback: number): number {
  try {
    const match = /<apiVersion>([\d.]+)<\/apiVersion>/.exec(readFileSync(`${path}-meta.xml`, 'utf8'));
    return match?.[1] === undefined ? fallback : Number.parseFloat(match[1]);
  } catch {
    // A source without -meta.xml takes the project's version, as `sf project deploy` refuses it only later.
    return fallback;
  }
}
