/**
 * Callbacks of publishing. Source: Apex Reference Guide, EventBus Namespace (apex_interface_eventbus_EventPublishFailureCallback and
 * its sibling).
 */
import { PlatformObject, isInstance, throwApex, type ApexList } from '../../runtime/index.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';
import { apexType, newList, required } from '../support.ts';

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

/** Apex calls interface methods by their key, so the object has them under it. */
class PublishResultObject extends PlatformObject {
  readonly #uuids: readonly string[];

  constructor(type: string, uuids: readonly string[]) {
    super(type);
    this.#uuids = uuids;
  }

  geteventuuids$(): ApexList<string> {
    return newList('String', [...this.#uuids]);
  }
}

/** What onSuccess() or onFailure() gets. */
export function publishResult(outcome: 'success' | 'failure', uuids: readonly string[]): object {
  return new PublishResultObject(outcome === 'success' ? 'EventBus.SuccessResult' : 'EventBus.FailureResult', uuids);
}

/** @throws System.TypeException when the object listens to neither outcome */
export function checkedCallback(given: object | null): object {
  const found = required(given);
  const types = ['EventBus.EventPublishFailureCallback', 'EventBus.EventPublishSuccessCallback'];
  if (!types.some((name) => isInstance(found, apexType(name))))
    throwApex('System.TypeException', `The callback must implement ${types.join(' or ')}`);
  return found;
}
