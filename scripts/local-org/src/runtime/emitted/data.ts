/** SOQL, SOSL and DML statements, and the sharing that their class declares. */
import type { FieldSchema } from '../../schema/model.ts';
import type { DmlOperation } from '../../syntax/ast.ts';
import type { SoqlQuery, SoslQuery } from '../../syntax/soql-ast.ts';
import type { Type } from '../../types/symbols.ts';
import { ApexList } from '../collections/list.ts';
import { DeferredQuery } from '../deferred-query.ts';
import { throwApex } from '../exceptions.ts';
import { throwDmlException } from '../dml-errors.ts';
import { currentFrame } from '../frame.ts';
import { sharingApplies } from '../sharing.ts';
import type { SObjectValue } from '../sobject.ts';
import { recordsOf } from './collections.ts';

export function query(
  soql: SoqlQuery,
  binds: readonly unknown[],
  access: 'user' | 'system',
  result: 'list' | 'single' | 'count',
  type: Type,
): unknown {
  const frame = currentFrame();
  const options = {
    access,
    sharing: sharingApplies(frame),
    namespace: frame.ports.org.namespace,
    allRows: soql.allRows,
  };
  if (result === 'count') return frame.ports.data.count(soql, binds, options);
  const rows = frame.ports.data.query(soql, binds, options);
  return result === 'list' ? new ApexList(type, rows) : onlyRow(rows);
}

function onlyRow<T>(rows: readonly T[]): T | undefined {
  if (rows.length === 0) throwApex('System.QueryException', 'List has no rows for assignment to SObject');
  if (rows.length > 1) throwApex('System.QueryException', 'List has more than 1 row for assignment to SObject');
  return rows[0];
}

/** The one row of Database.query where a record is wanted. */
export const convertListRecord = (list: ApexList): unknown => onlyRow(list.items);

/** The same query for methods that run it themselves. */
export function deferQuery(
  soql: SoqlQuery,
  binds: readonly unknown[],
  access: 'user' | 'system',
  type: Type,
): DeferredQuery {
  const frame = currentFrame();
  const options = {
    access,
    sharing: sharingApplies(frame),
    namespace: frame.ports.org.namespace,
    allRows: soql.allRows,
  };
  return new DeferredQuery(soql, binds, options, type);
}

export function search(sosl: SoslQuery, binds: readonly unknown[], access: 'user' | 'system', type: Type): ApexList {
  const frame = currentFrame();
  const options = { access, sharing: sharingApplies(frame), namespace: frame.ports.org.namespace };
  const inner = type.args[0] ?? type;
  const found = frame.ports.data.search(sosl, binds, options).map((records) => new ApexList(inner, records));
  return new ApexList(type, found);
}

/** A DML statement: all or none; the first error becomes a DmlException. */
export function dml(
  operation: DmlOperation,
  target: unknown,
  access: 'user' | 'system',
  externalId: FieldSchema | null,
  mergeWith: unknown,
): void {
  const frame = currentFrame();
  const records = recordsOf(target);
  const options = {
    operation,
    access,
    sharing: sharingApplies(frame),
    allOrNone: true,
    namespace: frame.ports.org.namespace,
    externalId,
  };
  const results =
    operation === 'merge'
      ? frame.ports.data.merge(records[0] as SObjectValue, recordsOf(mergeWith), options)
      : frame.ports.data.save(records, options);
  throwDmlException(operation, results);
}
