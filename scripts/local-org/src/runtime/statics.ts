/**
 * Static fields: one holder per class and transaction, filled when the class is first used.
 * Source: Apex Developer Guide, "Static and Instance Methods, Variables, and Initialization Code".
 */
import type { TypeSymbol } from '../types/symbols.ts';
import { currentFrame } from './frame.ts';

/** What the runtime needs of an emitted class. */
export interface EmittedClass {
  readonly $symbol: TypeSymbol;
  $initialize(holder: object): void;
}

/** The holder of a class's statics in the running transaction. */
export function statics(type: EmittedClass): object {
  const holders = currentFrame().statics;
  const found = holders.get(type.$symbol);
  if (found !== undefined) return found;
  const holder = {};
  type.$initialize(holder);
  return holders.get(type.$symbol) ?? holder;
}

/** Called when the storage is there and before initialisers run: cyclic initialisation sees nulls, as on the platform. */
export function staticsReady(type: EmittedClass, holder: object): void {
  currentFrame().statics.set(type.$symbol, holder);
}
