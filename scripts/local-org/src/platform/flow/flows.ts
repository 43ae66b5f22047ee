/** The flows of an org, for Flow.Interview and Invocable.Action. Source: Salesforce Help, "Start a Flow from Apex". */
import type { FormulaExpressions } from '../../data/formula/index.ts';
import { currentFrame, notImplemented } from '../../runtime/index.ts';
import type { FlowInterview, FlowPort } from '../../runtime/ports.ts';
import { sharingApplies } from '../../runtime/sharing.ts';
import type { FlowDefinition, RunMode } from '../../schema/flows/model.ts';
import { Interview } from './interview.ts';
import { Resources } from './resources.ts';
import { FlowRunner } from './runner.ts';

export interface FlowParts {
  /** By name in lower case. */
  readonly flows: ReadonlyMap<string, FlowDefinition>;
  readonly namespace: string | null;
  readonly formulas: FormulaExpressions;
}

export function createFlows({ flows, namespace, formulas }: FlowParts): FlowPort {
  const active = (name: string): FlowDefinition | null => {
    const found = flows.get(withoutPrefix(name, namespace));
    return found?.active === true && found.trigger === null ? found : null;
  };
  const runner = new FlowRunner(new Resources(formulas), active);
  return {
    create: (name, given) => {
      if (given !== null && given !== '' && given.toLowerCase() !== namespace?.toLowerCase()) return null;
      const flow = active(name);
      return flow === null ? null : new Interview(flow);
    },
    run: (interviews) => {
      const own = interviews.map(asInterview);
      const [first] = own;
      if (first === undefined) return;
      const { flow } = first.root;
      if (flow.processType !== 'AutoLaunchedFlow') notImplemented(`flow ${flow.name} of the type ${flow.processType}`);
      inMode(flow.runMode, () => runner.run(own));
    },
  };
}

function asInterview(interview: FlowInterview): Interview {
  if (interview instanceof Interview) return interview;
  throw new Error('an interview of another org was started');
}

function withoutPrefix(name: string, namespace: string | null): string {
  const key = name.toLowerCase();
  const prefix = namespace === null ? null : `${namespace.toLowerCase()}__`;
  return prefix !== null && key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

/**
 * Flows do not look at rights on objects and fields. By default one that Apex starts keeps the sharing of the class that starts
 * it. Source: Apex Reference Guide, Interview Class; Salesforce Help, "Which Context Does My Flow Run In?".
 */
function inMode(mode: RunMode, body: () => void): void {
  const frame = currentFrame();
  const sharing = mode === 'DefaultMode' ? sharingApplies(frame) : mode === 'SystemModeWithSharing';
  frame.sharing.push(sharing ? 'with' : 'without');
  try {
    body();
  } finally {
    frame.sharing.pop();
  }
}
