/** From a project folder to what the compiler needs: sources, schema, labels. */
import { triggeredFlowWarnings } from '../platform/flow/triggered.ts';
import { loadFlows } from '../schema/flows/load.ts';
import { loadLabels } from '../schema/labels.ts';
import { loadSchema } from '../schema/load.ts';
import { readOrgShape } from '../schema/org-shape.ts';
import type { ShapeSource } from '../schema/org-shape.ts';
import { loadPermissions } from '../schema/permissions.ts';
import type { ProjectPermissions } from '../schema/permissions.ts';
import { checkSources } from './compile.ts';
import type { Checked, CompileInput } from './compile.ts';
import { loadProject } from './project.ts';
import type { Project } from './project.ts';

export interface LoadedProject {
  readonly project: Project;
  readonly input: CompileInput;
  readonly checked: Checked;
  readonly permissions: ProjectPermissions;
  /** What of the project the local org does not run, and refuses when it would have to. */
  readonly warnings: readonly string[];
}

/**
 * Reads and checks a project.
 * @param namespace overrides the project's own; an empty text means none
 * @param shape what the org is like beside its metadata
 */
export function loadAndCheck(directory: string, namespace?: string, shape: ShapeSource = {}): LoadedProject {
  const project = loadProject(directory, namespace);
  const folder = { projectDir: directory, namespace: project.namespace };
  const schema = loadSchema(folder, readOrgShape(shape));
  const flows = loadFlows(folder);
  const input: CompileInput = {
    sources: project.sources,
    schema,
    namespace: project.namespace,
    labels: loadLabels(folder),
    flows,
  };
  return {
    project,
    input,
    checked: checkSources(input),
    permissions: loadPermissions(folder, schema),
    warnings: triggeredFlowWarnings(flows),
  };
}
