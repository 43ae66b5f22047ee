/** `local-org check [project]`: compiles a whole project and tells every problem with its place. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadAndCheck } from '../org/load.ts';
import { shapeOptions, shapeSource } from './shape.ts';
import { formatDiagnostics, plural, warn } from './output.ts';

export function check(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { namespace: { type: 'string' }, json: { type: 'boolean' }, ...shapeOptions },
  });
  const { checked, project, warnings } = loadAndCheck(
    resolve(positionals[0] ?? '.'),
    values.namespace,
    shapeSource(values),
  );
  const { diagnostics } = checked;
  warn(warnings);
  if (values.json === true) process.stdout.write(`${JSON.stringify({ problems: diagnostics }, null, 2)}\n`);
  else {
    if (diagnostics.length > 0) process.stdout.write(`${formatDiagnostics(diagnostics)}\n`);
    process.stdout.write(
      `${plural(project.sources.length, 'file')} checked, ${plural(diagnostics.length, 'problem')}\n`,
    );
  }
  return Promise.resolve(diagnostics.length > 0 ? 1 : 0);
}
