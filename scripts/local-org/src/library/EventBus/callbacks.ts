/**
 * Callbacks of publishing. Source: Apex Reference Guide, EventBus Namespace (apex_interface_eventbus_EventPublishFailureCallback and
 * its sibling). The types compile; publishing with a callback is refused by name (see EventBus.publish).
 */
import { platformType, type PlatformTypeSpec } from '../declare.ts';

function callback(kind: 'Failure' | 'Success'): PlatformTypeSpec[] {
  return [
    platformType({
      name: `EventBus.EventPublish${kind}Callback`,
      kind: 'interface',
      page: `apex_interface_eventbus_EventPublish${kind}Callback`,
      members: { [`void on${kind}(EventBus.${kind}Result result)`]: null },
    }),
    platformType({
      name: `EventBus.${kind}Result`,
      kind: 'interface',
      page: `apex_interface_eventbus_${kind}Result`,
      members: { 'List<String> getEventUuids()': null },
    }),
  ];
}

export const callbackTypes: readonly PlatformTypeSpec[] = [...callback('Failure'), ...callback('Success')];
