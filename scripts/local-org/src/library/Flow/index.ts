/** All types of the Flow namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { InterviewType } from './Interview.ts';

export const flowTypes: readonly PlatformTypeSpec[] = [InterviewType];
