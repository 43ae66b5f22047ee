/** Classes of the org's flows, `Flow.Interview.My_Flow`: one symbol per flow, made when first asked for. */
import type { Core } from './core.ts';
import { makeType } from './platform-types.ts';
import type { Type, TypeSymbol } from './symbols.ts';

/** What the checker needs of the flows of a project. */
export interface FlowClasses {
  /** API name as the flow has it; null when there is no such flow. Names come in lower case. */
  readonly find: (name: string) => string | null;
  /** The class of a flow. */
  readonly make: (name: string, core: Core) => TypeSymbol;
}

export class FlowTypes {
  readonly #classes: FlowClasses | null;
  readonly #core: Core;
  readonly #namespace: string | null;
  readonly #symbols = new Map<string, TypeSymbol>();

  constructor(classes: FlowClasses | null, core: Core, namespace: string | null) {
    this.#classes = classes;
    this.#core = core;
    this.#namespace = namespace;
  }

  /** The class behind `Flow.Interview.Name` or `Flow.Interview.namespace.Name`; null for other names. */
  find(path: readonly string[]): Type | null {
    const [first, second, ...rest] = path.map((name) => name.toLowerCase());
    if (first !== 'flow' || second !== 'interview') return null;
    const [name, ...more] = rest[0] === this.#namespace?.toLowerCase() && rest.length === 2 ? rest.slice(1) : rest;
    if (name === undefined || more.length > 0) return null;
    const known = this.#symbols.get(name);
    if (known !== undefined) return makeType(known);
    const written = this.#classes?.find(name) ?? null;
    if (this.#classes === null || written === null) return null;
    const symbol = this.#classes.make(written, this.#core);
    this.#symbols.set(name, symbol);
    return makeType(symbol);
  }
}
