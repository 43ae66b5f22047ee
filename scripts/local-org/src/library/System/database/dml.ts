/**
 * Database.insert, update, upsert, delete and undelete with all their options. Source: Apex Reference Guide, Database Class.
 * Every operation comes for one record or id and for a list, each with the same tails of options.
 */
import {
  ApexId,
  ApexList,
  SObjectValue,
  currentFrame,
  throwApex,
  type DmlOptions,
  type DmlRowResult,
} from '../../../runtime/index.ts';
import { throwDmlException } from '../../../runtime/dml-errors.ts';
import { recordsOf } from '../../../runtime/emitted/collections.ts';
import { accessModeOf, dataOptions, type AccessLevelObject } from '../../access.ts';
import type { DmlOptionsObject } from '../../Database/DMLOptions.ts';
import { RowResult } from '../../Database/results.ts';
import type { MemberImplementation } from '../../declare.ts';
import { objectOfId, type SObjectFieldToken } from '../../Schema/tokens.ts';
import { newList, required } from '../../support.ts';

type Operation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';
type Option = 'allOrNone' | 'dmlOptions' | 'externalId' | 'access';

const parameters: Readonly<Record<Option, string>> = {
  allOrNone: 'Boolean allOrNone',
  dmlOptions: 'Database.DMLOptions dmlOptions',
  externalId: 'Schema.SObjectField externalIdField',
  access: 'System.AccessLevel accessLevel',
};

const withAccess = (tails: readonly (readonly Option[])[]): readonly (readonly Option[])[] =>
  tails.flatMap((tail) => [tail, [...tail, 'access' as const]]);

const plainTails = withAccess([[], ['allOrNone']]);
const saveTails = withAccess([[], ['allOrNone'], ['dmlOptions']]);
const upsertTails = withAccess([[], ['allOrNone'], ['externalId'], ['externalId', 'allOrNone']]);

interface Kind {
  readonly operation: Operation;
  readonly result: string;
  readonly tails: readonly (readonly Option[])[];
  /** What the first parameter may be. */
  readonly targets: readonly string[];
}

const records = ['SObject', 'List<SObject>'];
const recordsOrIds = [...records, 'Id', 'List<Id>'];

const kinds: readonly Kind[] = [
  { operation: 'insert', result: 'Database.SaveResult', tails: saveTails, targets: records },
  { operation: 'update', result: 'Database.SaveResult', tails: saveTails, targets: records },
  { operation: 'upsert', result: 'Database.UpsertResult', tails: upsertTails, targets: records },
  { operation: 'delete', result: 'Database.DeleteResult', tails: plainTails, targets: recordsOrIds },
  { operation: 'undelete', result: 'Database.UndeleteResult', tails: plainTails, targets: recordsOrIds },
];

export const dmlMembers: Record<string, MemberImplementation> = Object.fromEntries(kinds.flatMap(overloads));

function overloads(kind: Kind): [string, MemberImplementation][] {
  return kind.targets.flatMap((target) =>
    kind.tails.map((tail): [string, MemberImplementation] => {
      const isList = target.startsWith('List');
      const result = isList ? `List<${kind.result}>` : kind.result;
      const list = [`${target} target`, ...tail.map((option) => parameters[option])].join(', ');
      const run = (given: unknown, ...options: unknown[]): unknown => {
        const results = save(kind.operation, targetRecords(given), optionsOf(tail, options)).map(
          (row) => new RowResult(kind.result, row),
        );
        return isList ? newList(kind.result, results) : results[0];
      };
      return [`static ${result} ${kind.operation}(${list})`, run];
    }),
  );
}

type Given = Partial<Record<Option, unknown>>;

function optionsOf(tail: readonly Option[], values: readonly unknown[]): Given {
  return Object.fromEntries(tail.map((option, i) => [option, values[i]]));
}

function save(operation: Operation, targets: SObjectValue[], given: Given): DmlRowResult[] {
  const options = dmlOptionsOf(operation, given);
  const results = currentFrame().ports.data.save(targets, options);
  if (options.allOrNone) throwDmlException(operation, results);
  return results;
}

function dmlOptionsOf(operation: Operation, given: Given): DmlOptions {
  const dmlOptions = given.dmlOptions === undefined ? null : required(given.dmlOptions as DmlOptionsObject | null);
  const token = given.externalId as SObjectFieldToken | null | undefined;
  return {
    operation,
    ...dataOptions(accessModeOf(given.access as AccessLevelObject | null | undefined)),
    allOrNone: allOrNone(given, dmlOptions),
    externalId: token === undefined || token === null || token.field.type === 'ID' ? null : token.field,
    ...dmlOptions?.rowOptions(),
  };
}

/** DMLOptions let rows fail one by one unless they say otherwise; without them all rows or none are saved. */
function allOrNone(given: Given, options: DmlOptionsObject | null): boolean {
  if (given.allOrNone !== undefined) return required(given.allOrNone as boolean | null);
  return options === null ? true : (options.optAllOrNone ?? false);
}

/** Records as they are; for ids, records that have nothing else. */
export function targetRecords(given: unknown): SObjectValue[] {
  if (given instanceof ApexId) return [recordOfId(given)];
  const isIds = given instanceof ApexList && given.items.some((item) => item instanceof ApexId);
  return isIds ? (given as ApexList<ApexId | null>).items.map((id) => recordOfId(required(id))) : recordsOf(given);
}

export function recordOfId(id: ApexId): SObjectValue {
  const object = objectOfId(id) ?? throwApex('System.SObjectException', `Cannot locate Apex Type for ID: ${id.value}`);
  const record = new SObjectValue(object);
  record.id = id;
  return record;
}
