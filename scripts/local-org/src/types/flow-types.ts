/** Classes of the org's flows, `Flow.Interview.My_Flow`: one symbol per flow, made when first asked for. */
import type { Core } from './core.ts';
import { makeType } from './platform-types.ts';
import type { Type, TypeSymbol } from './symbols.ts';

/** What the checker needs of the flows of a project. */
export interface FlowClasses {
  /** Whether there is a flow of the name, in lower case. */
  readonly has: (name: string) => boolean;
  /** The class of a flow. */
  readonly make: (name: string, exists: boolean, core: Core) => TypeSymbol;
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

  /**
   * The class behind `Flow.Interview.Name` or `Flow.Interview.namespace.Name`; null for other names. Code may name flows that
   * are not there: starting one fails.
   */
  find(path: readonly string[]): Type | null {
    const [first, second, ...rest] = path;
    if (this.#classes === null || first?.toLowerCase() !== 'flow' || second?.toLowerCase() !== 'interview') return null;
    const isOwn = rest.length === 2 && rest[0]?.toLowerCase() === this.#namespace?.toLowerCase();
    const [name, ...more] = isOwn ? rest.slice(1) : rest;
    if (name === undefined || more.length > 0) return null;
    const key = name.toLowerCase();
    let symbol = this.#symbols.get(key);
    if (symbol === undefined)
      this.#symbols.set(key, (symbol = this.#classes.make(name, this.#classes.has(key), this.#core)));
    return makeType(symbol);
  }
}
