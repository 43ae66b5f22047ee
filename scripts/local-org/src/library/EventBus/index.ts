/** All types of the EventBus namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { exceptionType } from '../System/Exception.ts';
import { callbackTypes } from './callbacks.ts';
import { TestBrokerType } from './TestBroker.ts';
import { TriggerContextType } from './TriggerContext.ts';

export const eventBusTypes: readonly PlatformTypeSpec[] = [
  ...callbackTypes,
  TestBrokerType,
  TriggerContextType,
  exceptionType('EventBus.InvalidReplayIdException'),
  exceptionType('EventBus.RetryableException'),
];
