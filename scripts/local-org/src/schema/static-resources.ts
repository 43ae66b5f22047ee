/** Static resources of a project. Source: Metadata API Developer Guide, "StaticResource". */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ProjectFolder } from './folders.ts';
import { packageFolders } from './folders.ts';
import { metadataFiles, readMetadata, text } from './xml.ts';

export interface StaticResource {
  readonly name: string;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly description: string | null;
  /** The file with its content. */
  readonly content: string;
}

const suffix = '.resource-meta.xml';

/** @throws Error naming a resource without content, or one that is a folder: archives are not made here */
export function loadStaticResources(folder: ProjectFolder): StaticResource[] {
  return packageFolders(folder)
    .flatMap((root) => metadataFiles(root, suffix))
    .map((file) => {
      const element = readMetadata(file, 'StaticResource');
      const name = basename(file, suffix);
      return {
        name,
        contentType: text(element, 'contentType') ?? '',
        cacheControl: text(element, 'cacheControl') ?? 'Private',
        description: text(element, 'description'),
        content: contentOf(file, name),
      };
    });
}

/** The content lies beside the metadata, under the resource's name with an ending by its type. */
function contentOf(file: string, name: string): string {
  const folder = dirname(file);
  const archive = join(folder, name);
  if (existsSync(archive) && statSync(archive).isDirectory())
    throw new Error(`${file}: the local org has no static resources that are folders`);
  const found = readdirSync(folder).find((entry) => entry.startsWith(`${name}.`) && !entry.endsWith(suffix));
  if (found === undefined) throw new Error(`${file}: the content of the static resource ${name} is missing`);
  return join(folder, found);
}
