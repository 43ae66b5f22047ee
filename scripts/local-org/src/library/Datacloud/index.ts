/** All types of the Datacloud namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { findTypes } from './FindDuplicates.ts';
import { resultTypes } from './results.ts';

export const datacloudTypes: readonly PlatformTypeSpec[] = [...findTypes, ...resultTypes];
