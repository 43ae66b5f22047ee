/** Database.Batchable and what belongs to it. Source: Apex Reference Guide, Database Namespace (apex_interface_database_batchable). */
import { ApexId, PlatformObject } from '../../runtime/index.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';

const BatchableType = platformType({
  name: 'Database.Batchable<T>',
  kind: 'interface',
  page: 'apex_interface_database_batchable',
  members: {
    // Classes give a Database.QueryLocator or an Iterable.
    'Object start(Database.BatchableContext context)': null,
    'void execute(Database.BatchableContext context, List<T> scope)': null,
    'void finish(Database.BatchableContext context)': null,
  },
});

const BatchableContextType = platformType({
  name: 'Database.BatchableContext',
  kind: 'interface',
  page: 'apex_interface_database_batchablecontext',
  members: { 'Id getJobId()': null, 'Id getChildJobId()': null },
});

class BatchableContextObject extends PlatformObject {
  readonly #jobId: ApexId;
  readonly #childJobId: ApexId | null;

  constructor(jobId: ApexId, childJobId: ApexId | null) {
    super('Database.BatchableContext');
    this.#jobId = jobId;
    this.#childJobId = childJobId;
  }

  getjobid$(): ApexId {
    return this.#jobId;
  }

  getchildjobid$(): ApexId | null {
    return this.#childJobId;
  }
}

/** What start(), execute() and finish() of a batch get. */
export function batchableContext(jobId: string, childJobId: string | null = null): object {
  return new BatchableContextObject(ApexId.of(jobId), childJobId === null ? null : ApexId.of(childJobId));
}

function marker(name: string, page: string): PlatformTypeSpec {
  return platformType({ name, kind: 'interface', page });
}

export const batchTypes: readonly PlatformTypeSpec[] = [
  BatchableType,
  BatchableContextType,
  marker('Database.Stateful', 'apex_batch_interface'),
  marker('Database.AllowsCallouts', 'apex_batch_interface'),
  marker('Database.RaisesPlatformEvents', 'apex_batch_platformevents'),
];
