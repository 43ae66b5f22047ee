/** Elements that call invocable Apex: one call for all interviews that wait at the element. */
import { findApexAction, runApexAction } from '../../library/Invocable/apex-action.ts';
import type { ActionElement } from '../../schema/flows/model.ts';
import { FlowFault } from './fault.ts';
import type { Interview } from './interview.ts';
import type { Resources } from './resources.ts';

const mismatch =
  'The number of results does not match the number of interviews that were executed in a single bulk execution request.';

export function callAction(
  element: ActionElement,
  interviews: readonly Interview[],
  resources: Resources,
): (FlowFault | null)[] {
  const method = findApexAction(element.action, null);
  if (method === null) throw new Error(`a flow calls the Apex action ${element.action}, which the org does not have`);
  const prepared = interviews.map((interview) => inputsOf(element, interview, resources));
  const fitting = prepared.flatMap((inputs) => (inputs instanceof FlowFault ? [] : [inputs]));
  const outcomes = fitting.length === 0 ? [] : runApexAction(method, fitting);
  if (outcomes === null) return interviews.map(() => new FlowFault(mismatch));
  let next = 0;
  return prepared.map((inputs, i) => {
    if (inputs instanceof FlowFault) return inputs;
    const outcome = outcomes[next++];
    if (outcome === undefined) throw new Error('an action of a flow lost an outcome');
    if (!outcome.ok) return new FlowFault(outcome.errors.map(({ message }) => message).join(', '));
    return settle(element, outcome.outputs, interviews[i] as Interview, resources);
  });
}

function inputsOf(
  element: ActionElement,
  interview: Interview,
  resources: Resources,
): Map<string, unknown> | FlowFault {
  try {
    return new Map(element.inputs.map(({ name, value }) => [name, resources.value(value, interview)]));
  } catch (error) {
    if (error instanceof FlowFault) return error;
    throw error;
  }
}

/** Outputs go to variables, or stand under the element's name: several by their own names, a single plain one for itself. */
function settle(
  element: ActionElement,
  outputs: Map<string, unknown>,
  interview: Interview,
  resources: Resources,
): FlowFault | null {
  const isPlain = outputs.size === 1 && outputs.has('output');
  interview.scope.values.set(element.name.toLowerCase(), isPlain ? outputs.get('output') : outputs);
  try {
    for (const { name, target } of element.outputs) resources.assign(target, outputs.get(name) ?? null, interview);
    return null;
  } catch (error) {
    if (error instanceof FlowFault) return error;
    throw error;
  }
}
