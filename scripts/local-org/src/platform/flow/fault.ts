/** Faults of flows, in the platform's words. Source: Salesforce Help, "Troubleshoot Flow Errors". */
import type { DmlError } from '../../runtime/ports.ts';
import type { ReferencePath } from '../../schema/flows/model.ts';

/** What the platform tells outside of a fault that a flow does not handle: it names nothing. */
export const unhandledFault = 'An unhandled fault has occurred in this flow';

/** Ends an element; a fault connector may go on from it. */
export class FlowFault extends Error {}

export function notSet(path: ReferencePath): FlowFault {
  return new FlowFault(
    `The flow failed to access the value for ${path.join('.')} because it hasn't been set or assigned.`,
  );
}

export function doesNotFit(name: string, type: string): FlowFault {
  return new FlowFault(`The flow failed to set ${name} because the value isn't of the data type ${type}.`);
}

const guide = 'You can look up ExceptionCode values in the SOAP API Developer Guide.';

export function lookupFault(message: string): FlowFault {
  return new FlowFault(`This error occurred when the flow tried to look up records: ${message}. ${guide}`);
}

export function createFault(errors: readonly DmlError[]): FlowFault {
  return new FlowFault(`This error occurred when the flow tried to create records: ${codes(errors)}. ${guide}`);
}

export function changeFault(
  verb: 'update' | 'delete',
  ids: readonly (string | null)[],
  errors: readonly DmlError[],
): FlowFault {
  const named = ids.map((id) => id ?? 'null').join(', ');
  return new FlowFault(
    `The flow tried to ${verb} these records: ${named}. This error occurred: ${codes(errors)}. ${guide}`,
  );
}

function codes(errors: readonly DmlError[]): string {
  return errors.map(({ statusCode, message }) => `${statusCode}: ${message}`).join(', ');
}
