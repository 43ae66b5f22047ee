/** Active flows that records, events or the time would start: not run here, and told so before anything goes on without them. */
import { currentFrame, notImplemented, type SObjectValue } from '../../runtime/index.ts';
import type { DataPort, DmlOptions } from '../../runtime/ports.ts';
import type { FlowDefinition } from '../../schema/flows/model.ts';

/** What a project is told of its flows that would start by themselves when it is loaded. */
export function triggeredFlowWarnings(flows: ReadonlyMap<string, FlowDefinition>): string[] {
  return triggered(flows).map((flow) => {
    const consequence =
      flow.trigger?.object === null ? 'it never starts' : `saving records that would start it is refused`;
    return `${flow.file}: not implemented: ${described(flow)}; ${consequence}. Deactivate it to go on without it.`;
  });
}

function described({ name, trigger }: FlowDefinition): string {
  const { type, object } = trigger ?? { type: 'None', object: null };
  return `flow ${name} with the trigger ${type}${object === null ? '' : ` on ${object}`}`;
}

function triggered(flows: ReadonlyMap<string, FlowDefinition>): FlowDefinition[] {
  return [...flows.values()].filter((flow) => flow.active && flow.trigger !== null);
}

/** The data port, refusing what would start one of the flows. */
export function refusingTriggered(port: DataPort, flows: ReadonlyMap<string, FlowDefinition>): DataPort {
  const waiting = triggered(flows);
  if (waiting.length === 0) return port;
  return {
    ...port,
    save: (records, options) => {
      for (const record of records) refuse(record, options.operation, waiting);
      return port.save(records, options);
    },
  };
}

/** @throws NotImplementedError naming the flow that publishing the events would start */
export function refuseEvents(events: readonly SObjectValue[], flows: ReadonlyMap<string, FlowDefinition>): void {
  const waiting = triggered(flows);
  for (const event of events) refuse(event, 'insert', waiting);
}

function refuse(record: SObjectValue, operation: DmlOptions['operation'], flows: readonly FlowDefinition[]): void {
  const { schema } = currentFrame().ports;
  const found = flows.find(
    ({ trigger }) =>
      trigger !== null &&
      trigger.object !== null &&
      schema.object(trigger.object)?.name === record.object.name &&
      startsOn(trigger.operation, operation),
  );
  if (found !== undefined) notImplemented(described(found));
}

/** Flows without an operation start with new records, as those of platform events. */
function startsOn(wanted: string | null, operation: DmlOptions['operation']): boolean {
  switch (operation) {
    case 'insert':
    case 'undelete':
      return wanted === null || wanted === 'Create' || wanted === 'CreateAndUpdate';
    case 'update':
      return wanted === 'Update' || wanted === 'CreateAndUpdate';
    case 'upsert':
      return wanted !== 'Delete';
    case 'delete':
    case 'merge':
      return wanted === 'Delete';
  }
}
