/** SObject types from the schema: one symbol per object, made when first asked for. */
import type { ObjectSchema, OrgSchema } from '../schema/model.ts';
import type { Core } from './core.ts';
import { makeSymbol, makeType } from './platform-types.ts';
import type { Type, TypeSymbol } from './symbols.ts';

export class SObjectTypes {
  readonly schema: OrgSchema;
  readonly #core: Core;
  readonly #symbols = new Map<string, TypeSymbol>();

  constructor(schema: OrgSchema, core: Core) {
    this.schema = schema;
    this.#core = core;
  }

  /** The type of an object by API name, any case; unprefixed names are looked up in the org's namespace first. */
  find(name: string): Type | null {
    const object = this.schema.object(name);
    return object === undefined ? null : this.of(object);
  }

  of(object: ObjectSchema): Type {
    let symbol = this.#symbols.get(object.name);
    if (symbol === undefined) {
      symbol = makeSymbol({
        kind: 'sobject',
        name: object.name,
        access: 'global',
        superclass: this.#core.sobject,
        object,
      });
      this.#symbols.set(object.name, symbol);
    }
    return makeType(symbol);
  }
}
