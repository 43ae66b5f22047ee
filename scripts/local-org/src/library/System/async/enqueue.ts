/** System.enqueueJob and its siblings. Source: Apex Developer Guide, "Queueable Apex", "Transaction Finalizers". */
import { currentFrame, isInstance, throwApex, type ApexId, type EnqueueOptions } from '../../../runtime/index.ts';
import { apexType, required } from '../../support.ts';
import type { AsyncOptionsObject } from './AsyncOptions.ts';

const plain: EnqueueOptions = { delayMinutes: null, maximumDepth: null, duplicateSignature: null };

/** Minutes a job may be delayed at most. */
const maximumDelay = 10;

export function enqueueJob(job: object | null): ApexId {
  return enqueue(job, plain);
}

export function enqueueDelayed(job: object | null, delay: number | null): ApexId {
  return enqueue(job, { ...plain, delayMinutes: checkedDelay(required(delay)) });
}

export function enqueueWithOptions(job: object | null, options: AsyncOptionsObject | null): ApexId {
  const { duplicateSignature, maximumQueueableStackDepth, minimumQueueableDelayInMinutes } = required(options);
  return enqueue(job, {
    delayMinutes: minimumQueueableDelayInMinutes === null ? null : checkedDelay(minimumQueueableDelayInMinutes),
    maximumDepth: maximumQueueableStackDepth,
    duplicateSignature: duplicateSignature?.text ?? null,
  });
}

function enqueue(job: object | null, options: EnqueueOptions): ApexId {
  requireType(job, 'System.Queueable');
  return currentFrame().ports.platform.enqueue(required(job), options);
}

export function attachFinalizer(finalizer: object | null): void {
  requireType(finalizer, 'System.Finalizer');
  currentFrame().ports.platform.attachFinalizer(required(finalizer));
}

export function schedule(name: string | null, cron: string | null, job: object | null): string {
  requireType(job, 'System.Schedulable');
  return currentFrame().ports.platform.schedule(required(name), required(cron), required(job)).value;
}

function checkedDelay(minutes: number): number {
  if (minutes < 0 || minutes > maximumDelay)
    throwApex('System.IllegalArgumentException', `The delay must be between 0 and ${maximumDelay} minutes: ${minutes}`);
  return minutes;
}

/** The methods take any Object; what is not of the right interface is refused when it is given. */
function requireType(value: object | null, name: string): void {
  if (!isInstance(required(value), apexType(name)))
    throwApex('System.TypeException', `The object must implement ${name}`);
}
