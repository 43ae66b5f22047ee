/**
 * Runs interviews of a flow together. Each goes on until it ends or comes to an element that works in bulk; those at the same
 * element then run it as one. Source: Salesforce Help, "Flow Bulkification in Transactions".
 */
import { ApexList, checkCpuTime, currentFrame, notImplemented } from '../../runtime/index.ts';
import type { FlowDefinition, FlowElement, LoopElement, SubflowElement } from '../../schema/flows/model.ts';
import { callAction } from './actions.ts';
import { runAssignment } from './assignments.ts';
import { holds } from './conditions.ts';
import { copied } from './data-types.ts';
import { FlowFault, notSet, unhandledFault } from './fault.ts';
import { FlowScope } from './interview.ts';
import type { Interview } from './interview.ts';
import { lookUpRecords } from './lookups.ts';
import { createRecords, deleteRecords, updateRecords, type Faults } from './records.ts';
import type { Resources } from './resources.ts';

type BulkElement = Extract<FlowElement, { readonly fault: string | null }>;

/** Gives the active version of a flow; null when there is none. */
export type FindFlow = (name: string) => FlowDefinition | null;

export class FlowRunner {
  readonly #resources: Resources;
  readonly #find: FindFlow;

  constructor(resources: Resources, find: FindFlow) {
    this.#resources = resources;
    this.#find = find;
  }

  run(interviews: readonly Interview[]): void {
    for (const interview of interviews) {
      refuseUnsupported(interview.root.flow);
      interview.status = 'Started';
      this.#resources.initialize(interview);
    }
    const running = (): Interview[] => interviews.filter((interview) => interview.isRunning);
    for (let open = running(); open.length > 0; open = running()) {
      const waiting = open.flatMap((interview) => {
        const element = this.#advance(interview);
        return element === null ? [] : [{ interview, element }];
      });
      const [first] = waiting;
      if (first === undefined) return;
      const together = waiting.filter(({ element }) => element === first.element);
      this.#runTogether(
        first.element,
        together.map(({ interview }) => interview),
      );
    }
  }

  /** Runs an interview up to the next element that works in bulk; null when it has ended. */
  #advance(interview: Interview): BulkElement | null {
    while (interview.isRunning) {
      checkCpuTime();
      const element = nextElement(interview);
      if (element === null) this.#leave(interview);
      else if ('fault' in element) return element;
      else this.#guarded(interview, element, () => this.#step(element, interview));
    }
    return null;
  }

  #step(element: Exclude<FlowElement, BulkElement>, interview: Interview): void {
    const { scope } = interview;
    scope.passed.add(element.name.toLowerCase());
    switch (element.kind) {
      case 'assignment':
        runAssignment(element, interview, this.#resources);
        scope.next = element.next;
        return;
      case 'decision': {
        const rule = element.rules.find(({ logic, conditions }) =>
          holds(logic, conditions, interview, this.#resources),
        );
        if (rule !== undefined) scope.passed.add(rule.name.toLowerCase());
        scope.next = rule === undefined ? element.next : rule.next;
        return;
      }
      case 'loop':
        this.#loop(element, interview);
        return;
      case 'subflow':
        this.#enter(element, interview);
    }
  }

  #loop(element: LoopElement, interview: Interview): void {
    const { scope } = interview;
    const rest = scope.loops.get(element.name) ?? this.#itemsOf(element, interview);
    if (rest.length === 0) {
      scope.loops.delete(element.name);
      scope.next = element.next;
      return;
    }
    const item = copied(rest.shift());
    scope.loops.set(element.name, rest);
    if (element.itemTarget === null) scope.values.set(element.name.toLowerCase(), item);
    else this.#resources.assign(element.itemTarget, item, interview);
    scope.next = element.body;
  }

  #itemsOf(element: LoopElement, interview: Interview): unknown[] {
    const collection = this.#resources.read(element.collection, interview);
    if (!(collection instanceof ApexList)) throw notSet(element.collection);
    const items: readonly unknown[] = collection.items;
    return element.descending ? [...items].reverse() : [...items];
  }

  #enter(element: SubflowElement, interview: Interview): void {
    const flow = this.#find(element.flow);
    if (flow === null) throw new FlowFault(`The flow ${element.flow} has no active version.`);
    refuseUnsupported(flow);
    const inner = new FlowScope(flow, element);
    for (const { name, value } of element.inputs) {
      const problem = inner.setInput(name, this.#resources.value(value, interview));
      if (problem !== null) throw new FlowFault(problem);
    }
    interview.scope.next = element.next;
    interview.scopes.push(inner);
    this.#resources.initialize(interview);
  }

  /** The innermost flow is at its end: its outputs go to the flow around it. */
  #leave(interview: Interview): void {
    const { scope } = interview;
    const { caller } = scope;
    if (caller === null) {
      interview.status = 'Finished';
      return;
    }
    interview.scopes.pop();
    const outputs = new Map<string, unknown>();
    for (const [key, variable] of scope.flow.variables)
      if (variable.isOutput) outputs.set(variable.name, scope.values.get(key) ?? null);
    interview.scope.values.set(caller.name.toLowerCase(), outputs);
    this.#guarded(interview, caller, () => {
      for (const { name, target } of caller.outputs)
        this.#resources.assign(target, outputs.get(name) ?? null, interview);
    });
  }

  #runTogether(element: BulkElement, interviews: readonly Interview[]): void {
    const faults = this.#perform(element, interviews);
    interviews.forEach((interview, i) => {
      const { scope } = interview;
      scope.passed.add(element.name.toLowerCase());
      const fault = faults[i] ?? null;
      if (fault === null) scope.next = element.next;
      else {
        interview.faultMessage = fault.message;
        if (element.fault === null) end(interview, element.name, fault);
        else scope.next = element.fault;
      }
    });
  }

  #perform(element: BulkElement, interviews: readonly Interview[]): Faults {
    switch (element.kind) {
      case 'lookup':
        return lookUpRecords(element, interviews, this.#resources);
      case 'create':
        return createRecords(element, interviews, this.#resources);
      case 'update':
        return updateRecords(element, interviews, this.#resources);
      case 'delete':
        return deleteRecords(element, interviews, this.#resources);
      case 'action':
        return callAction(element, interviews, this.#resources);
    }
  }

  #guarded(interview: Interview, element: FlowElement, body: () => void): void {
    try {
      body();
    } catch (error) {
      if (!(error instanceof FlowFault)) throw error;
      interview.faultMessage = error.message;
      end(interview, element.name, error);
    }
  }
}

function nextElement({ scope }: Interview): FlowElement | null {
  if (scope.next === null) return null;
  const element = scope.flow.elements.get(scope.next.toLowerCase());
  if (element === undefined)
    throw new Error(`the flow ${scope.flow.name} leads to ${scope.next}, which it does not have`);
  return element;
}

/** Outside, a fault names nothing; what it was is in the debug log. */
function end(interview: Interview, element: string, fault: FlowFault): void {
  interview.status = 'Error';
  interview.fault = unhandledFault;
  currentFrame().ports.platform.debug(
    'ERROR',
    `FLOW_ELEMENT_ERROR|${fault.message}|${interview.scope.flow.name}|${element}`,
  );
}

/** @throws NotImplementedError naming what the local org does not run */
function refuseUnsupported(flow: FlowDefinition): void {
  const [unsupported] = flow.unsupported;
  if (unsupported !== undefined) notImplemented(`flow element ${unsupported} (${flow.name})`);
  for (const element of flow.elements.values())
    if (element.kind === 'action' && element.type !== 'apex')
      notImplemented(`flow action ${element.type} ${element.action} (${flow.name})`);
}
