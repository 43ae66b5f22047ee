/**
 * System.Approval: locks of records. Source: Apex Reference Guide, Approval Class (apex_methods_system_approval). Approval
 * processes are not there.
 */
import { ApexId } from '../../runtime/index.ts';
import type { ApexList, SObjectValue } from '../../runtime/index.ts';
import { throwDmlException } from '../../runtime/dml-errors.ts';
import { RowResult } from '../Database/results.ts';
import { platformType, type MemberImplementation } from '../declare.ts';
import { requiredPort } from '../optional-ports.ts';
import { newList, newMap, required } from '../support.ts';
import { targetRecords } from './database/dml.ts';

/** What records are named by: lists give a result each. */
const targets = ['Id recordId', 'SObject recordToLock', 'List<Id> recordIds', 'List<SObject> recordsToLock'];

export const ApprovalType = platformType({
  name: 'System.Approval',
  kind: 'class',
  page: 'apex_methods_system_approval',
  members: {
    ...Object.fromEntries(targets.flatMap((target) => changes('lock', target))),
    ...Object.fromEntries(targets.flatMap((target) => changes('unlock', target))),
    'static Boolean isLocked(Id id)': (id: ApexId | null) => lockedOf([idOf(id)]).has(idOf(id).value),
    'static Boolean isLocked(SObject sobject)': (record: SObjectValue | null) =>
      lockedOf([idOf(record)]).has(idOf(record).value),
    'static Map<Id, Boolean> isLocked(List<Id> ids)': locksOfAll,
    'static Map<Id, Boolean> isLocked(List<SObject> sobjects)': locksOfAll,
  },
  unimplemented: [
    'static Approval.ProcessResult process(Approval.ProcessRequest approvalRequest)',
    'static Approval.ProcessResult process(Approval.ProcessRequest approvalRequest, Boolean allOrNone)',
    'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> approvalRequests)',
    'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> approvalRequests, Boolean allOrNone)',
  ],
});

function changes(verb: 'lock' | 'unlock', target: string): [string, MemberImplementation][] {
  const result = verb === 'lock' ? 'Approval.LockResult' : 'Approval.UnlockResult';
  const isList = target.startsWith('List');
  const head = `static ${isList ? `List<${result}>` : result} ${verb}(${target}`;
  const run = (given: unknown, allOrNone: boolean | null): unknown => {
    const all = required(allOrNone);
    const change = requiredPort('data', 'lockRecords', `System.Approval.${verb}`);
    const rows = change(targetRecords(required(given)), verb === 'lock', all);
    if (all) throwDmlException(verb, rows);
    const results = rows.map((row) => new RowResult(result, row));
    return isList ? newList(result, results) : results[0];
  };
  return [
    [`${head})`, (given: unknown) => run(given, true)],
    [`${head}, Boolean allOrNothing)`, run],
  ];
}

function locksOfAll(given: ApexList<ApexId | SObjectValue | null> | null): unknown {
  const ids = required(given).items.map(idOf);
  const locked = lockedOf(ids);
  return newMap(
    'Id',
    'Boolean',
    ids.map((id) => [id, locked.has(id.value)]),
  );
}

function idOf(given: ApexId | SObjectValue | null): ApexId {
  const target = required(given);
  return target instanceof ApexId ? target : required(target.id);
}

function lockedOf(ids: readonly ApexId[]): ReadonlySet<string> {
  const lockedRecords = requiredPort('data', 'lockedRecords', 'System.Approval.isLocked');
  return lockedRecords(ids.map((id) => id.value));
}
