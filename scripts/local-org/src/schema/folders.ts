/** Package directories of a project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ProjectFolder {
  readonly projectDir: string;
  /** Namespace of the project's own metadata; null: none. */
  readonly namespace: string | null;
}

/** @throws Error with the file when sfdx-project.json cannot be read */
export function packageFolders({ projectDir }: ProjectFolder): string[] {
  const file = join(projectDir, 'sfdx-project.json');
  try {
    const config = JSON.parse(readFileSync(file, 'utf8')) as { packageDirectories?: { path?: unknown }[] };
    return (config.packageDirectories ?? []).flatMap(({ path }) =>
      typeof path === 'string' ? [join(projectDir, path)] : [],
    );
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
