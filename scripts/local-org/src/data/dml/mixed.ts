/**
 * Set-up objects and others do not mix in one transaction. Source: Apex Developer Guide, "sObjects That Cannot Be Used
 * Together in DML Operations" and "Mixed DML Operations in Test Methods".
 */
import { apexEquals, currentFrame } from '../../runtime/index.ts';
import type { FrameUser, SObjectValue } from '../../runtime/index.ts';
import type { DmlOptions } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, Problem } from './parts.ts';
import { problem } from './parts.ts';

/** The first object that was written. */
interface Written {
  readonly name: string;
  readonly setup: boolean;
}

const key = Symbol('objects written');

/** Fields of a user that decide about rights. */
const decisive = ['userroleid', 'isactive', 'forecastenabled', 'isportalenabled', 'username', 'profileid'];

/** What was written before, to be given to `forget` when the statement is taken back. */
export function writtenSoFar(): Written | undefined {
  return known().get(currentFrame().user);
}

export function forget(before: Written | undefined): void {
  if (before === undefined) known().delete(currentFrame().user);
  else known().set(currentFrame().user, before);
}

/** Notes that records of an object are being written; gives the fault when that is not permitted any more. */
export function noteWritten(
  object: ObjectSchema,
  records: readonly SObjectValue[],
  { operation }: DmlOptions,
  parts: DmlParts,
): Problem | null {
  if (object.setup && isHarmless(object, records, operation, parts)) return null;
  const before = writtenSoFar();
  if (before === undefined) known().set(currentFrame().user, { name: object.name, setup: object.setup });
  if (before === undefined || before.setup === object.setup) return null;
  return problem(
    'MIXED_DML_OPERATION',
    `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object.name}, original object: ${before.name}`,
  );
}

/** Each System.runAs block counts for itself; it has a user object of its own. */
function known(): Map<FrameUser, Written> {
  const { attachments } = currentFrame();
  let map = attachments.get(key) as Map<FrameUser, Written> | undefined;
  if (map === undefined) attachments.set(key, (map = new Map()));
  return map;
}

/** Groups may be saved with others, and users as long as nothing about their rights changes. */
function isHarmless(
  object: ObjectSchema,
  records: readonly SObjectValue[],
  operation: DmlOptions['operation'],
  parts: DmlParts,
): boolean {
  if (operation !== 'insert' && operation !== 'update') return false;
  if (object.name === 'Group') return true;
  if (object.name !== 'User') return false;
  if (operation === 'insert') return records.every((record) => record.getField('userroleid') === null);
  const ids = records.flatMap((record) => (record.id === null ? [] : [record.id.value]));
  const stored = parts.store.readRows(object, ids);
  return records.every((record) =>
    decisive.every(
      (field) =>
        !record.isPopulated(field) ||
        apexEquals(stored.get(record.id?.value ?? '')?.get(field) ?? null, record.getField(field)),
    ),
  );
}
