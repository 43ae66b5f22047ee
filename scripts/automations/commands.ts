/** pull, diff and push: an org's automations and a folder under version control. */
import type { AutomationsClient, ImportOptions, Preview } from './org.ts';
import type { BundleFile } from './files.ts';
import { readBundles, writeBundle } from './files.ts';
import { differs, tell } from './tell.ts';

export interface Settings {
  readonly folder: string;
  /** Keys of integrations; none means all. */
  readonly only: readonly string[];
  readonly say: (line: string) => void;
}

/** Writes the bundles of the org into the folder. */
export async function pull(client: AutomationsClient, settings: Settings, allVersions: boolean): Promise<number> {
  const present = await client.integrations();
  const missing = settings.only.filter((key) => !present.some((integration) => integration.key === key));
  if (missing.length > 0) throw new Error(`The org has no integration ${missing.join(', ')}.`);
  for (const { key, name } of present) {
    if (settings.only.length > 0 && !settings.only.includes(key)) continue;
    const state = await writeBundle(settings.folder, key, await client.bundle(key, allVersions));
    settings.say(`${state.padEnd(9)} ${key} (${name})`);
  }
  return 0;
}

/** Tells what a push would change; 1 when it would change something or cannot be done. */
export async function diff(client: AutomationsClient, settings: Settings, options: ImportOptions): Promise<number> {
  const previews = await previewAll(client, settings, options);
  const same = previews.every(([, preview]) => preview.ready && !differs(preview, options.remove === true));
  if (same) settings.say('Nothing differs.');
  return same ? 0 : 1;
}

/** Brings the bundles of the folder into the org: everything is previewed before anything is written. */
export async function push(client: AutomationsClient, settings: Settings, options: ImportOptions): Promise<number> {
  const previews = await previewAll(client, settings, options);
  if (previews.some(([, preview]) => !preview.ready)) {
    settings.say('Nothing was written: mend the lines with ! and ? first, or give --keep-unresolved.');
    return 1;
  }
  for (const [{ key, bundle }, preview] of previews) {
    if (!differs(preview, options.remove === true) && options.enable !== true) {
      settings.say(`unchanged ${key}`);
      continue;
    }
    const { newVersions, removed } = await client.write(key, bundle, { ...options, expected: preview.fingerprint });
    settings.say(`written   ${key}: ${newVersions} new versions${removed > 0 ? `, ${removed} removed` : ''}`);
  }
  return 0;
}

async function previewAll(
  client: AutomationsClient,
  settings: Settings,
  options: ImportOptions,
): Promise<[BundleFile, Preview][]> {
  const previews: [BundleFile, Preview][] = [];
  for (const file of await readBundles(settings.folder, settings.only)) {
    const preview = await client.preview(file.key, file.bundle, options);
    for (const line of tell(file.key, preview)) settings.say(line);
    previews.push([file, preview]);
  }
  return previews;
}
