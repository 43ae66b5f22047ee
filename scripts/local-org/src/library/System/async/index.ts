/** Types of asynchronous Apex in the System namespace. */
import type { PlatformTypeSpec } from '../../declare.ts';
import { AsyncInfoType } from './AsyncInfo.ts';
import { AsyncOptionsType } from './AsyncOptions.ts';
import { FinalizerContextType, FinalizerType } from './Finalizer.ts';
import { QueueableContextType, QueueableType } from './Queueable.ts';
import { QueueableDuplicateSignatureType, SignatureBuilderType } from './QueueableDuplicateSignature.ts';
import { SchedulableContextType, SchedulableType } from './Schedulable.ts';

export const asyncTypes: readonly PlatformTypeSpec[] = [
  AsyncInfoType,
  AsyncOptionsType,
  FinalizerContextType,
  FinalizerType,
  QueueableContextType,
  QueueableDuplicateSignatureType,
  QueueableType,
  SchedulableContextType,
  SchedulableType,
  SignatureBuilderType,
];
