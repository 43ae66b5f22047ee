/** Invocable.Action. Source: Apex Reference Guide, Action Class (apex_class_Invocable_Action). */
import type { ApexList, ApexMap, FlowInterview } from '../../runtime/index.ts';
import { PlatformObject, currentFrame, notImplemented } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { newList, newMap, required } from '../support.ts';
import { failure, findApexAction, runApexAction, type ActionOutcome, type Inputs } from './apex-action.ts';
import { resultOf } from './results.ts';

type Invocation = ApexMap<string, unknown>;

export class ActionObject extends PlatformObject {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  invocations: Invocation[];

  constructor(kind: string, namespace: string | null, name: string, invocations: readonly Invocation[] = []) {
    super('Invocable.Action');
    this.kind = kind;
    this.namespace = namespace;
    this.name = name;
    this.invocations = [...invocations];
  }

  /** The one that parameters are set on: the last. */
  get latest(): Invocation {
    return this.invocations.at(-1) ?? this.add();
  }

  add(): Invocation {
    const invocation = newMap<string, unknown>('String', 'Object');
    this.invocations.push(invocation);
    return invocation;
  }

  override apexText(): string {
    return `Invocable.Action[type=${this.kind};namespace=${this.namespace ?? 'null'};name=${this.name};]`;
  }
}

export const ActionType = platformType({
  name: 'Invocable.Action',
  kind: 'class',
  page: 'apex_class_Invocable_Action',
  members: {
    'static Invocable.Action createCustomAction(String type, String name)': (
      kind: string | null,
      name: string | null,
    ) => new ActionObject(required(kind), null, required(name)),
    'static Invocable.Action createCustomAction(String type, String namespace, String name)': (
      kind: string | null,
      namespace: string | null,
      name: string | null,
    ) => new ActionObject(required(kind), namespace, required(name)),
    'static Invocable.Action createStandardAction(String type)': (name: string | null) =>
      notImplemented(`standard action ${required(name)}`),
    'Invocable.Action addInvocation()': (self: ActionObject) => {
      self.add();
      return self;
    },
    'Invocable.Action clearInvocations()': (self: ActionObject) => {
      self.invocations = [];
      return self;
    },
    'Object clone()': (self: ActionObject) => new ActionObject(self.kind, self.namespace, self.name, copies(self)),
    'List<Map<String, Object>> getInvocations()': (self: ActionObject) =>
      newList('Map<String, Object>', [...self.invocations]),
    'String getName()': (self: ActionObject) => self.name,
    'String getNamespace()': (self: ActionObject) => self.namespace,
    'String getType()': (self: ActionObject) => self.kind,
    'List<Invocable.Action.Result> invoke()': invoke,
    'Boolean isStandard()': () => false,
    'Invocable.Action setInvocationParameter(String parameterName, Object value)': (
      self: ActionObject,
      name: string | null,
      value: unknown,
    ) => {
      self.latest.set(required(name), value);
      return self;
    },
    'Invocable.Action setInvocations(List<Map<String, Object>> invocations)': (
      self: ActionObject,
      invocations: ApexList<Invocation | null> | null,
    ) => {
      self.invocations = required(invocations).items.map((invocation) => required(invocation));
      return self;
    },
    'String toString()': (self: ActionObject) => self.apexText(),
  },
  unimplemented: ['List<Invocable.Action.DescribeResult> getDescribe()'],
});

function copies(self: ActionObject): Invocation[] {
  return self.invocations.map((invocation) => newMap('String', 'Object', [...invocation.entries()]));
}

/** Runs all invocations as one; an action without any is invoked once without parameters. */
function invoke(self: ActionObject): ApexList {
  const invocations = self.invocations.length === 0 ? [newMap<string, unknown>('String', 'Object')] : self.invocations;
  const outcomes = outcomesOf(
    self,
    invocations.map((invocation) => new Map(invocation.entries())),
  );
  const results = outcomes.map((outcome, i) => resultOf(self, invocations[i] as Invocation, outcome));
  return newList('Invocable.Action.Result', results);
}

function outcomesOf(self: ActionObject, invocations: readonly Inputs[]): readonly ActionOutcome[] {
  switch (self.kind.toLowerCase()) {
    case 'apex':
      return apexOutcomes(self, invocations);
    case 'flow':
      return flowOutcomes(self, invocations);
    default:
      return notImplemented(`Invocable.Action of type ${self.kind}`);
  }
}

function apexOutcomes(self: ActionObject, invocations: readonly Inputs[]): readonly ActionOutcome[] {
  const method = findApexAction(self.name, self.namespace);
  if (method === null) return notFound(self);
  return (
    runApexAction(method, invocations) ??
    notImplemented('Invocable.Action of Apex that gives another number of results than it got inputs')
  );
}

/** Interviews whose inputs do not fit are not run; the others run together. */
function flowOutcomes(self: ActionObject, invocations: readonly Inputs[]): readonly ActionOutcome[] {
  const { flows } = currentFrame().ports.platform;
  const started: FlowInterview[] = [];
  const prepared: (FlowInterview | ActionOutcome)[] = [];
  for (const inputs of invocations) {
    const interview = flows.create(self.name, self.namespace);
    if (interview === null) return notFound(self);
    const problem = interview.setInputs(inputs);
    if (problem === null) started.push(interview);
    prepared.push(problem === null ? interview : failure('INVALID_API_INPUT', problem));
  }
  flows.run(started);
  return prepared.map((each) => ('ok' in each ? each : outcomeOf(each)));
}

function outcomeOf(interview: FlowInterview): ActionOutcome {
  if (interview.fault !== null) return failure('UNKNOWN_EXCEPTION', interview.fault);
  const state: [string, unknown][] = [
    ['Flow__InterviewGuid', interview.guid],
    ['Flow__InterviewStatus', interview.status],
  ];
  return { ok: true, outputs: new Map([...interview.outputs(), ...state]) };
}

/** The platform tells this by one result, whatever the number of invocations. */
function notFound({ name, namespace }: ActionObject): readonly ActionOutcome[] {
  const full = namespace === null || namespace === '' ? name : `${namespace}__${name}`;
  return [failure('UNKNOWN_EXCEPTION', `Action name not found: ${full}`)];
}
