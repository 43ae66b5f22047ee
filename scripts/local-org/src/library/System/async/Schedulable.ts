/** System.Schedulable and SchedulableContext. Source: Apex Reference Guide (apex_interface_system_schedulable). */
import { ApexId, PlatformObject } from '../../../runtime/index.ts';
import { platformType } from '../../declare.ts';

export const SchedulableType = platformType({
  name: 'System.Schedulable',
  kind: 'interface',
  page: 'apex_interface_system_schedulable',
  members: { 'void execute(System.SchedulableContext context)': null },
});

export const SchedulableContextType = platformType({
  name: 'System.SchedulableContext',
  kind: 'interface',
  page: 'apex_interface_system_schedulablecontext',
  members: { 'Id getTriggerId()': null },
});

class SchedulableContextObject extends PlatformObject {
  readonly #triggerId: ApexId;

  constructor(triggerId: ApexId) {
    super('System.SchedulableContext');
    this.#triggerId = triggerId;
  }

  gettriggerid$(): ApexId {
    return this.#triggerId;
  }
}

/** What a scheduled job's execute() gets. */
export function schedulableContext(triggerId: string): object {
  return new SchedulableContextObject(ApexId.of(triggerId));
}
