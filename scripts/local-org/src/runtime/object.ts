/** Objects of classes: platform classes written in TypeScript, and what both kinds have in common. */
import type { Type, TypeSymbol } from '../types/symbols.ts';
import { makeType } from '../types/platform-types.ts';
import { platformTypeSymbol } from './platform-symbols.ts';

/** What every object of a class carries: emitted classes on their prototype, platform objects as a member. */
export interface TypedObject {
  readonly $type: TypeSymbol;
}

/**
 * Base of the implementations of platform classes. Subclasses may define `apexEquals`, `apexHash` and `apexText`
 * where the platform's objects compare by value or print something of their own.
 */
export abstract class PlatformObject implements TypedObject {
  #type: Type | string;

  /** @param type the instantiated type that a constructor receives, or a full name such as `Database.SaveResult` */
  constructor(type: Type | TypeSymbol | string) {
    this.#type = typeof type === 'string' || 'args' in type ? type : makeType(type);
  }

  get $type(): TypeSymbol {
    return this.$instantiated.symbol;
  }

  /** The type with its arguments. */
  get $instantiated(): Type {
    if (typeof this.#type === 'string') this.#type = makeType(platformTypeSymbol(this.#type));
    return this.#type;
  }

  apexEquals?(other: unknown): boolean;
  apexHash?(): number;
  apexText?(): string;
}

export function isTypedObject(value: unknown): value is TypedObject {
  return typeof value === 'object' && value !== null && '$type' in value;
}
