/** Way in to DML: one call is one statement. */
import type { SObjectValue } from '../../runtime/index.ts';
import { currentFrame, notImplemented, throwApex } from '../../runtime/index.ts';
import type { DataPort, DmlOptions, DmlRowResult } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { prepareBin } from './bin.ts';
import { deleteRecords, undeleteRecords } from './delete.ts';
import { checkList } from './lists.ts';
import { merge } from './merge.ts';
import { forget, noteWritten, writtenSoFar } from './mixed.ts';
import type { DmlParts, Problem, SaveRow } from './parts.ts';
import type { Indexed } from './rows.ts';
import { saveRecords } from './save.ts';
import { planUpsert } from './upsert.ts';

export type { DmlAccess, DmlParts, FormulaEngine, StandardBehavior } from './parts.ts';

/** Attempts with allOrNone=false. Source: Apex Developer Guide, "Bulk DML Exception Handling". */
const maximumAttempts = 3;

export type Dml = Pick<DataPort, 'save' | 'merge' | 'setSavepoint' | 'rollbackTo' | 'releaseSavepoint'>;

export function createDml(parts: DmlParts): Dml {
  let savepoints = 0;
  prepareBin(parts.store);
  return {
    save: (records, options) => save(records, options, parts),
    merge: (master, duplicates, options) => merge(master, duplicates, options, parts),
    setSavepoint: () => {
      currentFrame().limits.consume('dmlStatements');
      const name = `user_${++savepoints}`;
      parts.store.beforeWrite();
      parts.store.database.exec(`SAVEPOINT ${name}`);
      return name;
    },
    rollbackTo: (savepoint) => {
      currentFrame().limits.consume('dmlStatements');
      executeSavepoint(parts, `ROLLBACK TO ${checkedName(savepoint)}`);
      parts.store.setupVersion++;
    },
    releaseSavepoint: (savepoint) => executeSavepoint(parts, `RELEASE ${checkedName(savepoint)}`),
  };
}

function checkedName(savepoint: string): string {
  if (!/^user_\d+$/.test(savepoint)) throw new Error(`${savepoint} is no savepoint`);
  return savepoint;
}

/** A savepoint ends when an earlier one is rolled back or released. */
function executeSavepoint(parts: DmlParts, sql: string): void {
  try {
    parts.store.database.exec(sql);
  } catch {
    throwApex(
      'System.TypeException',
      'Savepoint is not valid any more: an earlier savepoint was rolled back or released',
    );
  }
}

function save(records: readonly SObjectValue[], options: DmlOptions, parts: DmlParts): DmlRowResult[] {
  checkList(records, options);
  if (records.length === 0) return [];
  const events = records.filter((record) => record.object.kind === 'event');
  if (events.length > 0) return publish(events, records, options);
  const { limits } = currentFrame();
  limits.consume('dmlStatements');
  limits.consume('dmlRows', records.length);
  const indexed = records.map((record, index) => ({ record, index }));
  const rows = options.allOrNone ? attempt(indexed, options, parts).rows : attemptSome(indexed, options, parts);
  return toResults(rows, records, options);
}

/** `insert` of an event publishes it. */
function publish(
  events: readonly SObjectValue[],
  records: readonly SObjectValue[],
  { operation }: DmlOptions,
): DmlRowResult[] {
  if (events.length < records.length) return notImplemented('platform events and records in one DML statement');
  if (operation !== 'insert')
    throwApex(
      'System.TypeException',
      `DML operation ${operation.toUpperCase()} not allowed on ${events[0]?.object.name}`,
    );
  return currentFrame()
    .ports.platform.publish(events)
    .map(({ success, errors }) => ({ id: null, success, created: success, errors }));
}

interface Outcome {
  readonly rows: Done[];
  readonly failed: boolean;
}

interface Done {
  readonly row: SaveRow;
  readonly created: boolean;
}

/** One pass over all records; nothing of it stays when a record fails. */
function attempt(records: readonly Indexed[], options: DmlOptions, parts: DmlParts): Outcome {
  const { store } = parts;
  const written = writtenSoFar();
  store.begin();
  let done: Done[];
  try {
    done = byObject(records).flatMap(([object, group]) => perform(object, group, options, parts));
  } catch (error) {
    store.rollback();
    forget(written);
    throw error;
  }
  const failed = done.some(({ row }) => row.problems.length > 0);
  if (failed) {
    store.rollback();
    forget(written);
  } else store.commit();
  return { rows: done, failed };
}

/** Failing records are left out, and the rest is tried again with its triggers. */
function attemptSome(records: readonly Indexed[], options: DmlOptions, parts: DmlParts): Done[] {
  const failures: Done[] = [];
  let rest = records;
  for (let count = 1; rest.length > 0; count++) {
    const { rows, failed } = attempt(rest, options, parts);
    if (!failed) return [...failures, ...rows];
    const bad = rows.filter(({ row }) => row.problems.length > 0);
    failures.push(...bad);
    const indexes = new Set(bad.map(({ row }) => row.index));
    rest = rest.filter(({ index }) => !indexes.has(index));
    if (count === maximumAttempts && rest.length > 0) {
      const message = 'Too many batch retries in the presence of Apex triggers and partial failures.';
      const lost = rows.filter(({ row }) => !indexes.has(row.index));
      for (const { row } of lost) row.problems.push({ statusCode: 'TOO_MANY_APEX_REQUESTS', message, fields: [] });
      return [...failures, ...lost];
    }
  }
  return failures;
}

function byObject(records: readonly Indexed[]): [ObjectSchema, Indexed[]][] {
  const groups = new Map<ObjectSchema, Indexed[]>();
  for (const item of records) groups.set(item.record.object, [...(groups.get(item.record.object) ?? []), item]);
  return [...groups];
}

function perform(object: ObjectSchema, records: readonly Indexed[], options: DmlOptions, parts: DmlParts): Done[] {
  requireWritable(object, options);
  const mixed = noteWritten(
    object,
    records.map(({ record }) => record),
    options,
    parts,
  );
  if (mixed !== null) return records.map((item) => refused(item, mixed));
  switch (options.operation) {
    case 'insert':
      return saveRecords(object, 'insert', records, options, parts).map((row) => ({ row, created: true }));
    case 'update':
      return saveRecords(object, 'update', records, options, parts).map((row) => ({ row, created: false }));
    case 'delete':
      return deleteRecords(object, records, options, parts).map((row) => ({ row, created: false }));
    case 'undelete':
      return undeleteRecords(object, records, options, parts).map((row) => ({ row, created: false }));
    case 'upsert':
      return upsert(object, records, options, parts);
    case 'merge':
      return notImplemented('merge');
  }
}

function refused({ index, record }: Indexed, problem: Problem): Done {
  return { row: { index, given: record, record, old: null, problems: [problem] }, created: false };
}

function upsert(object: ObjectSchema, records: readonly Indexed[], options: DmlOptions, parts: DmlParts): Done[] {
  const plan = planUpsert(object, records, options, parts);
  const failed = plan.failures.map(({ item, problem }) => refused(item, problem));
  const inserted = plan.inserts.length === 0 ? [] : saveRecords(object, 'insert', plan.inserts, options, parts);
  const updated = plan.updates.length === 0 ? [] : saveRecords(object, 'update', plan.updates, options, parts);
  return [
    ...failed,
    ...inserted.map((row) => ({ row, created: true })),
    ...updated.map((row) => ({ row, created: false })),
  ];
}

function requireWritable(object: ObjectSchema, { operation }: DmlOptions): void {
  const allowed =
    operation === 'delete' || operation === 'undelete'
      ? object.deletable
      : operation === 'insert'
        ? object.createable
        : object.updateable || object.createable;
  if (!allowed)
    throwApex('System.TypeException', `DML operation ${operation.toUpperCase()} not allowed on ${object.name}`);
}

/** Ids are given to the caller's records only when the statement holds. */
function toResults(done: readonly Done[], records: readonly SObjectValue[], options: DmlOptions): DmlRowResult[] {
  const byIndex = new Map(done.map((item) => [item.row.index, item]));
  const anyFailed = done.some(({ row }) => row.problems.length > 0);
  return records.map((record, index) => {
    const item = byIndex.get(index);
    if (item === undefined) throw new Error(`the statement lost the record ${index}`);
    const { row, created } = item;
    const success = row.problems.length === 0 && !(options.allOrNone && anyFailed);
    if (success) record.id = row.record.id;
    const id = success ? row.record.id : record.id;
    return { id, success: row.problems.length === 0, created: created && success, errors: row.problems };
  });
}
