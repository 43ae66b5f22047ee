/**
 * A data port whose statements fail where a fault says so. Source: Apex Developer Guide, "Locking Statements" (QueryException) and
 * SOAP API Developer Guide, StatusCode UNABLE_TO_LOCK_ROW: a deadlock or timeout takes the whole statement.
 */
import { SObjectValue, currentFrame, throwApex } from '../../runtime/index.ts';
import type { DataPort, DmlError, DmlOptions, DmlRowResult } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { existingIds } from '../dml/upsert.ts';
import type { SqliteStore } from '../store/index.ts';
import type { Faults, Touched } from './index.ts';

const unavailable =
  'Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being ' +
  'modified by another user. Please try again.';

export function withFaults(port: DataPort, faults: Faults, store: SqliteStore): DataPort {
  return {
    ...port,
    query(query, binds, options) {
      const rows = port.query(query, binds, options);
      if (query.forClause !== 'update' || faults.isEmpty) return rows;
      const records = rows.filter((row) => row instanceof SObjectValue);
      if (faults.locked(touchedBy(records)).length > 0) throwApex('System.QueryException', unavailable);
      return rows;
    },
    save(records, options) {
      if (faults.isEmpty) return port.save(records, options);
      const locked = faults.locked(lockedBy(records, options, store));
      if (locked.length > 0) return refuse(records, lockProblem(locked));
      if (createsRecords(records, options, store) && faults.storageIsFull()) return refuse(records, storageProblem);
      return port.save(records, options);
    },
    merge(master, duplicates, options) {
      const locked = faults.isEmpty ? [] : faults.locked(touchedBy([master, ...duplicates]));
      return locked.length === 0 ? port.merge(master, duplicates, options) : refuse([master], lockProblem(locked));
    },
  };
}

/** No row of the statement is saved, also where rows may fail one by one. */
function refuse(records: readonly SObjectValue[], problem: DmlError): DmlRowResult[] {
  const { limits } = currentFrame();
  limits.consume('dmlStatements');
  limits.consume('dmlRows', records.length);
  return records.map(({ id }) => ({ id, success: false, created: false, errors: [problem] }));
}

function lockProblem(locked: readonly string[]): DmlError {
  const message = `unable to obtain exclusive access to this record or ${locked.length} records: ${locked.join(',')}`;
  return { statusCode: 'UNABLE_TO_LOCK_ROW', message, fields: [] };
}

const storageProblem: DmlError = {
  statusCode: 'STORAGE_LIMIT_EXCEEDED',
  message: 'storage limit exceeded',
  fields: [],
};

/** Set-up records take no storage. */
function createsRecords(records: readonly SObjectValue[], options: DmlOptions, store: SqliteStore): boolean {
  const { operation, externalId } = options;
  const stored = records.filter(({ object }) => !object.setup && object.kind !== 'event');
  if (operation !== 'upsert') return operation === 'insert' && stored.length > 0;
  if (externalId === null) return stored.some(({ id }) => id === null);
  return existingIds(stored, externalId, store).length < stored.length;
}

/** What a DML statement locks: the records that exist, and the masters of details. */
function lockedBy(records: readonly SObjectValue[], options: DmlOptions, store: SqliteStore): Touched {
  const touched = touchedBy(records);
  const { externalId } = options;
  if (options.operation === 'upsert' && externalId !== null)
    for (const { object, id } of existingIds(records, externalId, store)) add(touched, object, id);
  for (const record of records) {
    for (const field of record.object.fields.values()) {
      if (!field.masterDetail) continue;
      const master = record.getField(field.name.toLowerCase());
      const object = store.schema.object(field.referenceTo[0] ?? '', null);
      if (master !== null && object !== undefined) add(touched, object, String(master));
    }
  }
  return touched;
}

function touchedBy(records: readonly SObjectValue[]): Map<ObjectSchema, string[]> {
  const touched = new Map<ObjectSchema, string[]>();
  for (const { object, id } of records) if (id !== null) add(touched, object, id.value);
  return touched;
}

function add(touched: Map<ObjectSchema, string[]>, object: ObjectSchema, id: string): void {
  touched.set(object, [...(touched.get(object) ?? []), id]);
}
