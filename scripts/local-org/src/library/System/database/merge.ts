/** Database.merge. Source: Apex Reference Guide, Database Class. */
import type { SObjectValue } from '../../../runtime/index.ts';
import { ApexId, ApexList, currentFrame } from '../../../runtime/index.ts';
import { throwDmlException } from '../../../runtime/dml-errors.ts';
import { accessModeOf, dataOptions, type AccessLevelObject } from '../../access.ts';
import { RowResult } from '../../Database/results.ts';
import type { MemberImplementation } from '../../declare.ts';
import { newList, required } from '../../support.ts';
import { recordOfId } from './dml.ts';

const result = 'Database.MergeResult';

/** What the second parameter may be; a list of them is merged in one call. */
const duplicates = ['SObject', 'Id', 'List<SObject>', 'List<Id>'];

export const mergeMembers: Record<string, MemberImplementation> = Object.fromEntries(duplicates.flatMap(overloads));

function overloads(duplicate: string): [string, MemberImplementation][] {
  const isList = duplicate.startsWith('List');
  const head = `static ${isList ? `List<${result}>` : result} merge(SObject master, ${duplicate} duplicate`;
  const answer = (rows: RowResult[]): unknown => (isList ? newList(result, rows) : rows[0]);
  type Level = AccessLevelObject | null;
  return [
    [`${head})`, (master: SObjectValue, other: unknown) => answer(merge(master, other, true))],
    [
      `${head}, Boolean allOrNone)`,
      (master: SObjectValue, other: unknown, all: boolean) => answer(merge(master, other, all)),
    ],
    [
      `${head}, System.AccessLevel accessLevel)`,
      (master: SObjectValue, other: unknown, level: Level) => answer(merge(master, other, true, level)),
    ],
    [
      `${head}, Boolean allOrNone, System.AccessLevel accessLevel)`,
      (master: SObjectValue, other: unknown, all: boolean, level: Level) => answer(merge(master, other, all, level)),
    ],
  ];
}

function merge(
  master: SObjectValue | null,
  given: unknown,
  allOrNone: boolean | null,
  level?: AccessLevelObject | null,
): RowResult[] {
  const others = (given instanceof ApexList ? given.items : [given]).map(recordOf);
  const options = {
    operation: 'merge',
    ...dataOptions(accessModeOf(level)),
    allOrNone: required(allOrNone),
    externalId: null,
  } as const;
  const rows = currentFrame().ports.data.merge(required(master), others, options);
  if (options.allOrNone) throwDmlException('merge', rows);
  return rows.map((row, i) => new RowResult(result, row, mergedIds(row.success, others[i])));
}

function recordOf(given: unknown): SObjectValue {
  return given instanceof ApexId ? recordOfId(given) : required(given as SObjectValue | null);
}

function mergedIds(success: boolean, duplicate: SObjectValue | undefined): ApexId[] {
  return success && duplicate?.id != null ? [duplicate.id] : [];
}
