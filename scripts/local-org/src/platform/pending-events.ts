/** What a transaction has published and the bus has not taken yet, and what a test has published. */
import type { Frame } from '../runtime/frame.ts';
import type { DmlError } from '../runtime/ports.ts';
import type { ExpectedCallback } from './publish-callbacks.ts';

/** Event messages one test method may publish. */
const maximumTestEvents = 500;

const testEventCount = Symbol('events published in this test');
const undeliveredEvents = Symbol('events of this test that are not delivered yet');

/** An event on its way to the bus. */
export interface Queued {
  readonly uuid: string;
  readonly topic: string;
  readonly content: string;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** Events that are published immediately: flushed when the transaction ends, however it ends. */
export function pendingImmediate(frame: Frame): Queued[] {
  let pending = frame.outbox.get('immediate events') as Queued[] | undefined;
  if (pending === undefined) {
    pending = [];
    frame.outbox.set('immediate events', pending);
  }
  return pending;
}

/** Their callbacks. */
export function pendingCallbacks(frame: Frame): ExpectedCallback[] {
  let pending = frame.outbox.get('callbacks of immediate events') as ExpectedCallback[] | undefined;
  if (pending === undefined) {
    pending = [];
    frame.outbox.set('callbacks of immediate events', pending);
  }
  return pending;
}

/** Events of the running test that Test.getEventBus() can still fail. */
export function undelivered(frame: Frame): Set<string> {
  let outermost = frame;
  while (outermost.parent !== null) outermost = outermost.parent;
  let uuids = outermost.attachments.get(undeliveredEvents) as Set<string> | undefined;
  if (uuids === undefined) {
    uuids = new Set();
    outermost.attachments.set(undeliveredEvents, uuids);
  }
  return uuids;
}

/** Counts an event of a test. The problem, when there are too many. */
export function countInTest(frame: Frame): DmlError[] {
  let outermost = frame;
  while (outermost.parent !== null) outermost = outermost.parent;
  const count = ((outermost.attachments.get(testEventCount) as number | undefined) ?? 0) + 1;
  outermost.attachments.set(testEventCount, count);
  if (count <= maximumTestEvents) return [];
  return [
    {
      statusCode: 'LIMIT_EXCEEDED',
      message: `The maximum number of event messages in a test is ${maximumTestEvents}`,
      fields: [],
    },
  ];
}
