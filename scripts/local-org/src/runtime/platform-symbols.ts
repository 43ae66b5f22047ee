/** The running program's symbols of platform types. */
import type { TypeSymbol } from '../types/symbols.ts';
import { currentFrame } from './frame.ts';

/**
 * A platform type by full name (`System.String`, `Database.SaveResult`).
 * @throws Error outside of a transaction, or when the library has no such type
 */
export function platformTypeSymbol(name: string): TypeSymbol {
  return currentFrame().ports.program.platformType(name);
}
