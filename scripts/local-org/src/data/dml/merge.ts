/**
 * Merge: children of the duplicates move to the master, the duplicates go into the bin, the master is updated.
 * Source: Apex Developer Guide, "Merging Records" and "Triggers and Merge Statements".
 */
import type { SObjectValue } from '../../runtime/index.ts';
import { currentFrame, throwApex } from '../../runtime/index.ts';
import type { DmlOptions, DmlRowResult } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { remove } from './bin.ts';
import { childrenOf, liveChildren } from './children.ts';
import { storedRows } from './delete.ts';
import type { DmlParts, Problem, SaveRow } from './parts.ts';
import { checkRights } from './permissions.ts';
import { good } from './rows.ts';
import { saveRecords } from './save.ts';
import { runTriggers } from './triggers.ts';

const mergeable: ReadonlySet<string> = new Set(['Account', 'Case', 'Contact', 'Individual', 'Lead']);
const mostDuplicates = 2;

/**
 * @returns one result per duplicate; with a fault anywhere nothing is merged
 * @throws System.TypeException when the object cannot be merged, or the records are not of one object
 */
export function merge(
  master: SObjectValue,
  duplicates: readonly SObjectValue[],
  options: DmlOptions,
  parts: DmlParts,
): DmlRowResult[] {
  const { object } = master;
  requireMergeable(master, duplicates);
  const { limits } = currentFrame();
  limits.consume('dmlStatements');
  limits.consume('dmlRows', duplicates.length + 1);
  parts.store.begin();
  let problems: readonly (readonly Problem[])[];
  try {
    problems = run(object, master, duplicates, options, parts);
  } catch (error) {
    parts.store.rollback();
    throw error;
  }
  const failed = problems.some((own) => own.length > 0);
  if (failed) parts.store.rollback();
  else parts.store.commit();
  return problems.map((errors) => ({ id: master.id, success: errors.length === 0, created: false, errors }));
}

function requireMergeable(master: SObjectValue, duplicates: readonly SObjectValue[]): void {
  const { object } = master;
  if (!mergeable.has(object.name))
    throwApex('System.TypeException', `DML operation MERGE not allowed on ${object.name}`);
  if (duplicates.some((record) => record.object !== object))
    throwApex('System.TypeException', `Merge takes records of one object: ${object.name}`);
  if (duplicates.length > mostDuplicates)
    throwApex('System.TypeException', `Merge takes up to ${mostDuplicates} records to merge into the master record`);
  if (duplicates.some((record) => record.id !== null && record.id.value === master.id?.value))
    throwApex('System.TypeException', 'Merge cannot merge a record into itself');
}

/** Problems of each duplicate; those of the master are everybody's. */
function run(
  object: ObjectSchema,
  master: SObjectValue,
  duplicates: readonly SObjectValue[],
  options: DmlOptions,
  parts: DmlParts,
): Problem[][] {
  const losers = storedRows(
    object,
    duplicates.map((record, index) => ({ record, index })),
    parts,
    false,
  );
  const [winner] = storedRows(object, [{ record: master, index: 0 }], parts, false);
  checkRights(good(losers), object, 'delete', options, parts);
  const shared = [...(winner?.problems ?? [])];
  if (shared.length === 0 && good(losers).length === losers.length) {
    takeOver(object, master, losers, parts);
    if (good(losers).length === losers.length) shared.push(...updateMaster(object, master, options, parts));
  }
  return losers.map((row) => [...row.problems, ...shared]);
}

function takeOver(object: ObjectSchema, master: SObjectValue, losers: readonly SaveRow[], parts: DmlParts): void {
  runTriggers(object, 'before', 'delete', losers, parts);
  if (good(losers).length < losers.length) return;
  const ids = losers.flatMap(({ record }) => (record.id === null ? [] : [record.id.value]));
  for (const child of childrenOf(object, parts)) {
    if (child.field.name === 'MasterRecordId') continue;
    const moved = new Map([[child.field.name.toLowerCase(), master.id]]);
    for (const id of [...liveChildren(child, ids, parts).values()].flat())
      // A master that hung on its duplicate would otherwise hang on itself.
      parts.store.updateRow(
        child.object,
        id,
        id === master.id?.value ? new Map([...moved.keys()].map((key) => [key, null])) : moved,
      );
  }
  for (const { old, record } of losers) {
    parts.store.updateRow(object, record.id?.value ?? '', new Map([['masterrecordid', master.id]]));
    // Only after triggers see what became of the record.
    old?.setField('masterrecordid', master.id);
    remove(object, record.id?.value ?? '', parts);
  }
  runTriggers(object, 'after', 'delete', losers, parts);
}

function updateMaster(object: ObjectSchema, master: SObjectValue, options: DmlOptions, parts: DmlParts): Problem[] {
  return saveRecords(object, 'update', [{ record: master, index: 0 }], options, parts).flatMap((row) => row.problems);
}
