/** Operations on platform objects that emitted code calls as `R.typeLiteral`, `R.sobjectTypeToken`, `R.sobjectFieldToken`. */
import { sobjectFieldToken, sobjectTypeToken } from './Schema/tokens.ts';
import { typeToken } from './System/type-token.ts';

/** What the linker adds to the runtime's own operations. */
export const emittedHooks = {
  sobjectTypeToken,
  sobjectFieldToken,
  typeLiteral: typeToken,
};
