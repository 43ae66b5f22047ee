/** System.Queueable and QueueableContext. Source: Apex Reference Guide (apex_class_System_Queueable, apex_interface_system_queueablecontext). */
import { ApexId, PlatformObject } from '../../../runtime/index.ts';
import { platformType } from '../../declare.ts';

export const QueueableType = platformType({
  name: 'System.Queueable',
  kind: 'interface',
  page: 'apex_interface_system_queueable',
  members: { 'void execute(System.QueueableContext context)': null },
});

export const QueueableContextType = platformType({
  name: 'System.QueueableContext',
  kind: 'interface',
  page: 'apex_interface_system_queueablecontext',
  members: { 'Id getJobId()': null },
});

/** Apex calls interface methods by their key, so the object has them under it. */
class QueueableContextObject extends PlatformObject {
  readonly #jobId: ApexId;

  constructor(jobId: ApexId) {
    super('System.QueueableContext');
    this.#jobId = jobId;
  }

  getjobid$(): ApexId {
    return this.#jobId;
  }
}

/** What a Queueable's execute() gets. */
export function queueableContext(jobId: string): object {
  return new QueueableContextObject(ApexId.of(jobId));
}
