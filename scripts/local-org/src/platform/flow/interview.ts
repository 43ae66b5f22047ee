/** One run of a flow: its variables, and where it stands. */
import { randomUUID } from 'node:crypto';
import type { FlowInterview } from '../../runtime/ports.ts';
import type { FlowDefinition, SubflowElement } from '../../schema/flows/model.ts';
import { fitted } from './data-types.ts';
import { FlowFault } from './fault.ts';

/** A flow within an interview: the one that was started, or a subflow of it. */
export class FlowScope {
  readonly flow: FlowDefinition;
  /** The element of the flow around it that runs it; null for the flow that was started. */
  readonly caller: SubflowElement | null;
  /** Variables, and what elements put out under their own names, by name in lower case. */
  readonly values = new Map<string, unknown>();
  /** What loops have before them, by name of the element. */
  readonly loops = new Map<string, unknown[]>();
  /** Outcomes taken, and elements run, by name in lower case. */
  readonly passed = new Set<string>();
  /** Name of the element to run next; null: the end. */
  next: string | null;

  constructor(flow: FlowDefinition, caller: SubflowElement | null) {
    this.flow = flow;
    this.caller = caller;
    this.next = flow.start;
  }

  /** @returns what is wrong with the inputs; null when nothing is */
  setInput(name: string, value: unknown): string | null {
    const variable = this.flow.variables.get(name.toLowerCase());
    if (variable === undefined || !variable.isInput) return `Invalid input parameter: ${name}`;
    try {
      this.values.set(variable.name.toLowerCase(), fitted(value, variable.type, variable.name));
      return null;
    } catch (error) {
      if (error instanceof FlowFault) return error.message;
      throw error;
    }
  }
}

export class Interview implements FlowInterview {
  readonly guid = randomUUID();
  status: FlowInterview['status'] = 'Created';
  fault: string | null = null;
  /** Text of the last fault, for $Flow.FaultMessage. */
  faultMessage: string | null = null;
  readonly root: FlowScope;
  /** Innermost last. */
  readonly scopes: FlowScope[];

  constructor(flow: FlowDefinition) {
    this.root = new FlowScope(flow, null);
    this.scopes = [this.root];
  }

  get scope(): FlowScope {
    return this.scopes.at(-1) ?? this.root;
  }

  get isRunning(): boolean {
    return this.status === 'Started';
  }

  setInputs(inputs: ReadonlyMap<string, unknown>): string | null {
    for (const [name, value] of inputs) {
      const problem = this.root.setInput(name, value);
      if (problem !== null) return problem;
    }
    return null;
  }

  variable(name: string): unknown {
    const variable = this.root.flow.variables.get(name.toLowerCase());
    return variable?.isOutput === true ? (this.root.values.get(name.toLowerCase()) ?? null) : null;
  }

  outputs(): Map<string, unknown> {
    const outputs = [...this.root.flow.variables.values()].filter((variable) => variable.isOutput);
    return new Map(outputs.map(({ name }) => [name, this.root.values.get(name.toLowerCase()) ?? null]));
  }
}
