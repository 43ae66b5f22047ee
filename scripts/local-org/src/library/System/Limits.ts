/** System.Limits. Source: Apex Reference Guide, Limits Class (apex_methods_system_limits). */
import { currentFrame, heapUsed, type LimitName } from '../../runtime/index.ts';
import { platformType, type MemberImplementation } from '../declare.ts';

/** Apex's names of the limits that are counted. */
const counted: Readonly<Record<string, LimitName>> = {
  AggregateQueries: 'aggregateQueries',
  Callouts: 'callouts',
  CpuTime: 'cpuTime',
  DmlRows: 'dmlRows',
  DmlStatements: 'dmlStatements',
  EmailInvocations: 'emailInvocations',
  FetchCallsOnApexCursor: 'cursorFetches',
  FutureCalls: 'futureCalls',
  HeapSize: 'heapSize',
  PublishImmediateDML: 'publishImmediate',
  Queries: 'queries',
  QueryLocatorRows: 'queryLocatorRows',
  QueryRows: 'queryRows',
  QueueableJobs: 'queueableJobs',
  Savepoints: 'savepoints',
  SoslQueries: 'soslQueries',
};

/** Limits on things that do not exist here, with the platform's allowance: nothing of them is ever used. */
const unused: Readonly<Record<string, number>> = {
  ApexCursorRows: 50_000_000,
  AsyncCalls: 200,
  ChildRelationshipsDescribes: 100,
  FieldSetsDescribes: 100,
  FieldsDescribes: 100,
  FindSimilarCalls: 10,
  MobilePushApexCalls: 10,
  PicklistDescribes: 100,
  RecordTypesDescribes: 100,
  RunAs: 20,
  SavepointRollbacks: 20,
  ScriptStatements: 200_000,
};

function members(): Record<string, MemberImplementation> {
  const all: Record<string, MemberImplementation> = {};
  for (const [name, limit] of Object.entries(counted)) {
    all[`static Integer get${name}()`] = () => used(limit);
    all[`static Integer getLimit${name}()`] = () => currentFrame().limits.allowed[limit];
  }
  for (const [name, allowed] of Object.entries(unused)) {
    all[`static Integer get${name}()`] = () => 0;
    all[`static Integer getLimit${name}()`] = () => allowed;
  }
  return all;
}

function used(limit: LimitName): number {
  return limit === 'heapSize' ? heapUsed() : currentFrame().limits.used[limit];
}

export const LimitsType = platformType({
  name: 'System.Limits',
  kind: 'class',
  page: 'apex_methods_system_limits',
  members: members(),
});
