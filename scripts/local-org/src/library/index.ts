/** The platform's classes as types with implementations. See README.md. */
import type { PlatformTypes } from '../types/platform-types.ts';
import type { PlatformTypeSpec } from './declare.ts';
import { databaseTypes } from './Database/index.ts';
import { createRegistry } from './registry.ts';
import { sobjectFieldToken, sobjectTypeToken } from './Schema/tokens.ts';
import { schemaTypes } from './Schema/index.ts';
import { installTypes } from './support.ts';
import { systemTypes } from './System/index.ts';

/** Every class of the library as it is declared. */
export const platformSpecs: readonly PlatformTypeSpec[] = [...systemTypes, ...schemaTypes, ...databaseTypes];

const registry = createRegistry(platformSpecs);
installTypes(registry);

/** The platform types, for the checker and for every program: they never change while the process lives. */
export const platformTypes: PlatformTypes = registry;

export { sobjectFieldToken, sobjectTypeToken } from './Schema/tokens.ts';
export { userEnumMethods } from './user-enums.ts';

/** Operations on platform objects that emitted code calls. */
export const emittedHooks = {
  sobjectTypeToken,
  sobjectFieldToken,
  typeLiteral: (): never => {
    throw new Error('not implemented: type literals');
  },
};
