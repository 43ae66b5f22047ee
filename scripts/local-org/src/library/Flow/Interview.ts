/** Flow.Interview. Source: Apex Reference Guide, Interview Class (flow_interview_class). */
import { PlatformObject, currentFrame, throwApex, type ApexMap, type FlowInterview } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType, type MemberImplementation } from '../declare.ts';
import { required } from '../support.ts';

/** An interview as Apex holds it. */
export class InterviewObject extends PlatformObject {
  readonly #interview: FlowInterview | (() => never);

  /** @param interview in its place, what to throw when one is asked for */
  constructor(type: Type | string, interview: FlowInterview | (() => never)) {
    super(type);
    this.#interview = interview;
  }

  get interview(): FlowInterview {
    return typeof this.#interview === 'function' ? this.#interview() : this.#interview;
  }
}

type InputVariables = ApexMap<string, unknown> | null;

/** Maps of text to any type are taken; maps of one type are none of another, so each has its own form. */
export const inputTypes: readonly string[] = [
  'Object',
  'String',
  'Id',
  'SObject',
  'Boolean',
  'Integer',
  'Long',
  'Double',
  'Decimal',
  'Date',
  'Datetime',
  'List<String>',
  'List<Id>',
  'List<SObject>',
].map((value) => `Map<String, ${value}>`);

function createMembers(inputs: string): [string, MemberImplementation][] {
  const unqualified = (name: string | null, given: InputVariables): InterviewObject => create(null, name, given);
  return [
    [`static Flow.Interview createInterview(String flowName, ${inputs} inputVariables)`, unqualified],
    [`static Flow.Interview createInterview(String namespace, String flowName, ${inputs} inputVariables)`, create],
  ];
}

export const InterviewType = platformType({
  name: 'Flow.Interview',
  kind: 'class',
  page: 'flow_interview_class',
  isVirtual: true,
  members: {
    ...Object.fromEntries(inputTypes.flatMap(createMembers)),
    'Object getVariableValue(String variableName)': ({ interview }: InterviewObject, name: string | null) =>
      interview.variable(required(name)),
    'void start()': start,
  },
});

/** @throws System.TypeException when the org has no such flow */
function create(namespace: string | null, name: string | null, inputs: InputVariables): InterviewObject {
  const interview = createInterview(namespace, required(name), inputs);
  return new InterviewObject('Flow.Interview', interview ?? throwApex('System.TypeException', `Invalid type: ${name}`));
}

/**
 * A new interview with its input variables set; null when the org has no such flow.
 * @throws System.FlowException when the flow does not take the variables
 */
export function createInterview(namespace: string | null, name: string, inputs: InputVariables): FlowInterview | null {
  const interview = currentFrame().ports.platform.flows.create(name, namespace);
  const problem = interview?.setInputs(new Map(inputs?.entries() ?? [])) ?? null;
  if (problem !== null) throwApex('System.FlowException', problem);
  return interview;
}

/** @throws System.FlowException when the interview ends with a fault that no connector of the flow handles */
function start({ interview }: InterviewObject): void {
  currentFrame().ports.platform.flows.run([interview]);
  if (interview.fault !== null) throwApex('System.FlowException', interview.fault);
}
