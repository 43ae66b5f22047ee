/** Bundles in a folder, one file per integration, written so that version control shows what changed. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

const bundleSchema = z.looseObject({ integration: z.looseObject({ key: z.string(), name: z.string() }) });

export interface BundleFile {
  readonly file: string;
  readonly key: string;
  readonly bundle: unknown;
}

/**
 * The bundles of a folder, or of some integrations in it.
 * @throws Error naming the file that is no bundle, or what is missing
 */
export async function readBundles(folder: string, only: readonly string[]): Promise<BundleFile[]> {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}. Run pull first, or give --dir.`);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const found = await Promise.all(names.map((name) => readBundle(join(folder, name))));
  const missing = only.filter((key) => !found.some((bundle) => bundle.key === key));
  if (missing.length > 0) throw new Error(`${folder} has no bundle of ${missing.join(', ')}.`);
  return only.length === 0 ? found : found.filter((bundle) => only.includes(bundle.key));
}

async function readBundle(file: string): Promise<BundleFile> {
  const content = parse(await readFile(file, 'utf8'), file);
  const bundle = bundleSchema.safeParse(content);
  if (!bundle.success) throw new Error(`${basename(file)} is no bundle: it has no integration with key and name.`);
  return { file, key: bundle.data.integration.key, bundle: content };
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${basename(file)} is no JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Writes a bundle unless the file has it already; tells whether it did. */
export async function writeBundle(folder: string, key: string, bundle: unknown): Promise<'written' | 'unchanged'> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${encodeURIComponent(key)}.json`);
  const text = `${JSON.stringify(bundle, null, 2)}\n`;
  if (existsSync(file) && (await readFile(file, 'utf8')) === text) return 'unchanged';
  await writeFile(file, text);
  return 'written';
}
