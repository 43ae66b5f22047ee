/** All types of the Database namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { batchTypes } from './Batchable.ts';
import { dmlOptionsTypes } from './DMLOptions.ts';
import { DuplicateErrorType, ErrorType } from './Error.ts';
import { locatorTypes } from './QueryLocator.ts';
import { resultTypes } from './results.ts';

export const databaseTypes: readonly PlatformTypeSpec[] = [
  DuplicateErrorType,
  ErrorType,
  ...batchTypes,
  ...dmlOptionsTypes,
  ...locatorTypes,
  ...resultTypes,
];
