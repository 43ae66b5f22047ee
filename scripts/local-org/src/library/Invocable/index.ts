/** All types of the Invocable namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { ActionType } from './Action.ts';
import { describeTypes } from './describe.ts';
import { ActionErrorType, ActionResultType } from './results.ts';

export const invocableTypes: readonly PlatformTypeSpec[] = [
  ActionType,
  ActionErrorType,
  ActionResultType,
  ...describeTypes,
];
