/** Opens an org for a command; a project that does not compile is told and gives no org. */
import { loadAndCheck } from '../org/load.ts';
import { OrgRuntime } from '../org/runtime.ts';
import type { ShapeSource } from '../schema/org-shape.ts';
import { formatDiagnostics, warn } from './output.ts';

export function openOrg(
  directory: string,
  file: string | null,
  namespace: string | undefined,
  shape: ShapeSource,
): OrgRuntime | null {
  const loaded = loadAndCheck(directory, namespace, shape);
  warn(loaded.warnings);
  if (loaded.checked.diagnostics.length > 0) {
    process.stdout.write(`${formatDiagnostics(loaded.checked.diagnostics)}\n`);
    return null;
  }
  return new OrgRuntime({
    compile: loaded.input,
    checked: loaded.checked,
    coverage: false,
    file,
    permissions: loaded.permissions,
  });
}
