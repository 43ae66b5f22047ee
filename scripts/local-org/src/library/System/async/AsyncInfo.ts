/** System.AsyncInfo. Source: Apex Reference Guide, AsyncInfo Class (apex_class_System_AsyncInfo). */
import { throwApex } from '../../../runtime/index.ts';
import { platformType } from '../../declare.ts';
import { requiredPort, type JobFacts } from '../../optional-ports.ts';

export const AsyncInfoType = platformType({
  name: 'System.AsyncInfo',
  kind: 'class',
  page: 'apex_class_System_AsyncInfo',
  members: {
    'static Integer getCurrentQueueableStackDepth()': () => job('getCurrentQueueableStackDepth').depth,
    'static Integer getMaximumQueueableStackDepth()': () => job('getMaximumQueueableStackDepth').maximumDepth,
    'static Integer getMinimumQueueableDelayInMinutes()': () => job('getMinimumQueueableDelayInMinutes').delayMinutes,
    'static Boolean hasMaxStackDepth()': () => job('hasMaxStackDepth').maximumDepth !== null,
  },
});

/** @throws System.AsyncException outside of a Queueable */
function job(method: string): JobFacts {
  return (
    requiredPort('platform', 'currentJob', `System.AsyncInfo.${method}`)() ??
    throwApex('System.AsyncException', `AsyncInfo.${method} can be called only in a Queueable job`)
  );
}
