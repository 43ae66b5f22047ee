/** The platform's classes as types with implementations. See README.md. */
import type { PlatformTypes } from '../types/platform-types.ts';
import { processTypes } from './Approval/processes.ts';
import { approvalTypes } from './Approval/results.ts';
import { cacheTypes } from './Cache/index.ts';
import { databaseTypes } from './Database/index.ts';
import { datacloudTypes } from './Datacloud/index.ts';
import type { PlatformTypeSpec } from './declare.ts';
import { eventBusTypes } from './EventBus/index.ts';
import { labelTypes } from './Label/index.ts';
import { messagingTypes } from './Messaging/index.ts';
import { flowTypes } from './Flow/index.ts';
import { invocableTypes } from './Invocable/index.ts';
import { createRegistry } from './registry.ts';
import { schemaTypes } from './Schema/index.ts';
import { installTypes } from './support.ts';
import { systemTypes } from './System/index.ts';

/** Every class of the library as it is declared. */
export const platformSpecs: readonly PlatformTypeSpec[] = [
  ...systemTypes,
  ...schemaTypes,
  ...databaseTypes,
  ...datacloudTypes,
  ...eventBusTypes,
  ...messagingTypes,
  ...approvalTypes,
  ...processTypes,
  ...cacheTypes,
  ...labelTypes,
  ...invocableTypes,
  ...flowTypes,
];

const registry = createRegistry(platformSpecs);
installTypes(registry);

/** The platform types, for the checker and for every program: they never change while the process lives. */
export const platformTypes: PlatformTypes = registry;

export { batchableContext } from './Database/Batchable.ts';
export { QueryLocatorObject } from './Database/QueryLocator.ts';
export { platformField, platformQuery } from './platform-query.ts';
export { publishResult } from './EventBus/callbacks.ts';
export { iterate } from './iteration.ts';
export { listTypeOf } from './support.ts';
export { EmailMessage } from './Messaging/SingleEmailMessage.ts';
export type { DataExtras, JobFacts, NotificationFacts, PlatformExtras, ProgramExtras } from './optional-ports.ts';
export { flowClass } from './Flow/static-types.ts';
export { sobjectFieldToken, sobjectTypeToken } from './Schema/tokens.ts';
export { finalizerContext } from './System/async/Finalizer.ts';
export { queueableContext } from './System/async/Queueable.ts';
export { schedulableContext } from './System/async/Schedulable.ts';
export { newInstallContext, newUninstallContext } from './System/install.ts';
export { beginRestContext, deserializeValue, serializeValue, type RestReplyState } from './System/rest-call.ts';
export { componentValue } from './System/json/component-values.ts';
export { emittedHooks } from './tokens-for-emitted.ts';
export { userEnumMethods } from './user-enums.ts';
