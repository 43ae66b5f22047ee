/** Flow.Interview. Source: Apex Reference Guide, Interview Class (flow_interview_class). */
import { PlatformObject, currentFrame, throwApex, type ApexMap, type FlowInterview } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';

/** An interview, and that of the flow behind it. */
class InterviewObject extends PlatformObject {
  readonly interview: FlowInterview;

  constructor(interview: FlowInterview) {
    super('Flow.Interview');
    this.interview = interview;
  }
}

type InputVariables = ApexMap<string, unknown> | null;

export const InterviewType = platformType({
  name: 'Flow.Interview',
  kind: 'class',
  page: 'flow_interview_class',
  members: {
    'static Flow.Interview createInterview(String flowName, Map<String, Object> inputVariables)': (
      name: string | null,
      inputs: InputVariables,
    ) => create(null, name, inputs),
    'static Flow.Interview createInterview(String namespace, String flowName, Map<String, Object> inputVariables)':
      create,
    'Object getVariableValue(String variableName)': ({ interview }: InterviewObject, name: string | null) =>
      interview.variable(required(name)),
    'void start()': start,
  },
});

/** @throws System.TypeException when the org has no such flow */
function create(namespace: string | null, name: string | null, inputs: InputVariables): InterviewObject {
  const interview = currentFrame().ports.platform.flows.create(required(name), namespace);
  if (interview === null) throwApex('System.TypeException', `Invalid type: ${name}`);
  const problem = interview.setInputs(new Map(inputs?.entries() ?? []));
  if (problem !== null) throwApex('System.FlowException', problem);
  return new InterviewObject(interview);
}

/** @throws System.FlowException when the interview ends with a fault that no connector of the flow handles */
function start({ interview }: InterviewObject): void {
  currentFrame().ports.platform.flows.run([interview]);
  if (interview.fault !== null) throwApex('System.FlowException', interview.fault);
}
