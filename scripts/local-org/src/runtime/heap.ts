/**
 * The heap limit, by counting allocations: strings that grow, collections, records, objects. The count only grows, so it
 * overestimates; when it passes the transaction's limit it is settled by a real measurement, and only that may throw.
 */
import { currentFrame, hasFrame, type Frame } from './frame.ts';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

interface HeapCount {
  counted: number;
  /** Bytes in use on the JavaScript heap when the transaction began to count. */
  readonly base: number;
}

const counts = new WeakMap<Frame, HeapCount>();
/** Bytes since the counter was last taken over; kept apart from the frame so that counting is one addition. */
let pending = 0;
const takeOverAt = 65_536;

/** Counts `bytes` toward the transaction's heap. */
export function allocate(bytes: number): void {
  pending += bytes;
  if (pending > takeOverAt) takeOver();
}

/** The estimate that Limits.getHeapSize() gives. */
export function heapUsed(): number {
  takeOver();
  return hasFrame() ? countOf(currentFrame()).counted : 0;
}

function takeOver(): void {
  const bytes = pending;
  pending = 0;
  if (!hasFrame()) return;
  const frame = currentFrame();
  const count = countOf(frame);
  count.counted += bytes;
  if (count.counted > frame.limits.allowed.heapSize) settle(frame, count);
  frame.limits.used.heapSize = count.counted;
}

function settle(frame: Frame, count: HeapCount): void {
  let measured = inUseSince(count);
  if (measured > frame.limits.allowed.heapSize) {
    collectGarbage();
    measured = inUseSince(count);
  }
  count.counted = Math.min(count.counted, measured);
  frame.limits.used.heapSize = 0;
  if (count.counted > frame.limits.allowed.heapSize) frame.limits.consume('heapSize', count.counted);
}

function inUseSince(count: HeapCount): number {
  return Math.max(0, getHeapStatistics().used_heap_size - count.base);
}

let collector: (() => void) | null = null;

/** Runs V8's collector, so that garbage does not count. */
function collectGarbage(): void {
  if (collector === null) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
  }
  collector();
}

function countOf(frame: Frame): HeapCount {
  let count = counts.get(frame);
  if (count === undefined) {
    count = { counted: 0, base: getHeapStatistics().used_heap_size };
    counts.set(frame, count);
  }
  return count;
}
