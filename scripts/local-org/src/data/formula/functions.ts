/** All functions of formulas by name in upper case; whatever is missing here is not implemented. */
import type { Implementation } from './arguments.ts';
import { dateFunctions } from './date-functions.ts';
import { logicFunctions } from './logic-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { textFunctions } from './text-functions.ts';

export const functions: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ...logicFunctions,
  ...textFunctions,
  ...numberFunctions,
  ...dateFunctions,
]);
