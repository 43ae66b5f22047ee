/** The project's own files: those that git knows, and new ones that it does not ignore. */
import { root, run } from '../lib/run.ts';

export async function projectFiles(): Promise<string[]> {
  const result = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: root,
  });
  if (result.code !== 0) throw new Error(`git ls-files failed: ${result.stderr.trim()}`);
  return result.stdout.split('\n').filter((path) => path !== '');
}
