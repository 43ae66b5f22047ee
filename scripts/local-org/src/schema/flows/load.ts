/** Reads the flows of a project. Source: Metadata API Developer Guide, "Flow" (meta_visual_workflow). */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ProjectFolder } from '../folders.ts';
import { packageFolders } from '../folders.ts';
import type { Element } from '../xml.ts';
import { child, elements, flag, metadataFiles, readMetadata, text } from '../xml.ts';
import { elementKinds, readElements } from './elements.ts';
import type { FlowDefinition, FlowTrigger, RunMode } from './model.ts';
import { dataTypeOf, required, valueOf } from './values.ts';

const suffix = '.flow-meta.xml';

/** Flows by name in lower case; of several versions in files of their own, the last that is active counts. */
export function loadFlows(folder: ProjectFolder): Map<string, FlowDefinition> {
  const flows = new Map<string, FlowDefinition>();
  for (const file of packageFolders(folder).flatMap((root) => metadataFiles(root, suffix))) {
    const flow = readable(file);
    const known = flows.get(flow.name.toLowerCase());
    if (known === undefined || flow.active) flows.set(flow.name.toLowerCase(), flow);
  }
  return flows;
}

/** @throws Error naming the file */
function readable(file: string): FlowDefinition {
  try {
    return readFlow(file);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Parts of a flow without bearing on how it runs, and those read here. */
const known: ReadonlySet<string> = new Set([
  'apiVersion',
  'areMetricsLoggedToDataCloud',
  'constants',
  'customProperties',
  'description',
  'environments',
  'formulas',
  'fullName',
  'interviewLabel',
  'isTemplate',
  'label',
  'processMetadataValues',
  'processType',
  'runInMode',
  'segment',
  'sourceTemplate',
  'start',
  'startElementReference',
  'status',
  'textTemplates',
  'variables',
  ...elementKinds,
]);

function readFlow(file: string): FlowDefinition {
  const flow = readMetadata(file, 'Flow');
  const start = child(flow, 'start');
  const { found, unsupported } = readElements(flow);
  return {
    // Files of single versions have the number of the version in their name.
    name: basename(file, suffix).replace(/-\d+$/, ''),
    file,
    processType: text(flow, 'processType') ?? 'Flow',
    active: text(flow, 'status') === 'Active',
    runMode: (text(flow, 'runInMode') ?? 'DefaultMode') as RunMode,
    trigger: triggerOf(start) ?? processTrigger(flow),
    start: text(flow, 'startElementReference') ?? connectorOf(start),
    variables: byName(elements(flow, 'variables'), (element, name) => ({
      name,
      type: dataTypeOf(element),
      isInput: flag(element, 'isInput') || ['Input', 'InputOutput'].includes(text(element, 'inputOutputType') ?? ''),
      isOutput: flag(element, 'isOutput') || ['Output', 'InputOutput'].includes(text(element, 'inputOutputType') ?? ''),
      value: valueOf(child(element, 'value')),
    })),
    constants: byName(elements(flow, 'constants'), (element, name) => ({
      name,
      value: valueOf(child(element, 'value')),
    })),
    formulas: byName(elements(flow, 'formulas'), (element, name) => ({
      name,
      type: dataTypeOf(element),
      expression: text(element, 'expression') ?? '',
    })),
    templates: byName(elements(flow, 'textTemplates'), (element, name) => ({
      name,
      text: text(element, 'text') ?? '',
    })),
    elements: found,
    unsupported: [
      ...unsupported,
      ...otherParts(flow),
      ...(text(start ?? {}, 'flowRunAsUser') === null ? [] : ['flowRunAsUser']),
    ],
    mentions: new Set(readFileSync(file, 'utf8').toLowerCase().match(/\w+/g)),
  };
}

function byName<T>(found: readonly Element[], read: (element: Element, name: string) => T): Map<string, T> {
  return new Map(
    found.map((element) => {
      const name = required(element, 'name');
      return [name.toLowerCase(), read(element, name)];
    }),
  );
}

function connectorOf(start: Element | null): string | null {
  const connector = start === null ? null : child(start, 'connector');
  return connector === null ? null : text(connector, 'targetReference');
}

function triggerOf(start: Element | null): FlowTrigger | null {
  const type = start === null ? null : text(start, 'triggerType');
  if (start === null || type === null || type === 'None') return null;
  return { type, object: text(start, 'object'), operation: text(start, 'recordTriggerType') };
}

/** Processes of the Process Builder are flows that name their object among their other metadata. */
function processTrigger(flow: Element): FlowTrigger | null {
  if (text(flow, 'processType') !== 'Workflow') return null;
  const settings = new Map(
    elements(flow, 'processMetadataValues').map((entry) => [
      text(entry, 'name'),
      text(child(entry, 'value') ?? {}, 'stringValue'),
    ]),
  );
  const operation = settings.get('TriggerType') === 'onCreateOnly' ? 'Create' : 'CreateAndUpdate';
  return { type: 'Process', object: settings.get('ObjectType') ?? null, operation };
}

/** Screens, waits and whatever else there is, by kind and name. */
function otherParts(flow: Element): string[] {
  return Object.keys(flow)
    .filter((kind) => !known.has(kind))
    .flatMap((kind) => {
      const names = elements(flow, kind).map((element) => text(element, 'name'));
      return names.length === 0 ? [kind] : names.map((name) => (name === null ? kind : `${kind} ${name}`));
    });
}
