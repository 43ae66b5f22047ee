/** Database.executeBatch and System.scheduleBatch. Source: Apex Developer Guide, "Use Batch Apex" (apex_batch_interface). */
import { currentFrame, isInstance, throwApex, type ApexId } from '../../../runtime/index.ts';
import { apexType, required } from '../../support.ts';

/** Records that execute() gets when nothing else is asked for. */
const defaultScope = 200;

export function executeBatch(batch: object | null, scope: number | null = defaultScope): ApexId {
  return currentFrame().ports.platform.executeBatch(checkedBatch(batch), checkedScope(scope));
}

export function scheduleBatch(
  batch: object | null,
  name: string | null,
  minutes: number | null,
  scope: number | null = defaultScope,
): string {
  const job = checkedBatch(batch);
  const delay = required(minutes);
  if (delay < 1) throwApex('System.IllegalArgumentException', `Invalid value for minutesFromNow: ${delay}`);
  return currentFrame().ports.platform.scheduleBatch(required(name), delay, job, checkedScope(scope)).value;
}

function checkedBatch(batch: object | null): object {
  const job = required(batch);
  if (!isInstance(job, apexType('Database.Batchable<Object>')))
    throwApex('System.TypeException', 'The object must implement Database.Batchable');
  return job;
}

function checkedScope(scope: number | null): number {
  const size = required(scope);
  if (size < 1) throwApex('System.IllegalArgumentException', `Invalid value for scope: ${size}`);
  return size;
}
