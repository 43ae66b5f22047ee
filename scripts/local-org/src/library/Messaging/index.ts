/** All types of the Messaging namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { CustomNotificationType } from './CustomNotification.ts';
import { resultTypes } from './results.ts';
import { emailTypes } from './SingleEmailMessage.ts';

export const messagingTypes: readonly PlatformTypeSpec[] = [CustomNotificationType, ...emailTypes, ...resultTypes];
