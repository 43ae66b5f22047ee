/**
 * CPU time of the transaction: the thread's own clock, less what the database used.
 * Source: Execution Governors and Limits, "CPU time"; database time does not count.
 */
import { currentFrame } from './frame.ts';

/** Milliseconds that do not count, summed up since the thread started. */
let left = 0;
/** When the part that does not count began; null while everything counts. */
let pausedAt: number | null = null;

function threadMillis(): number {
  const usage = process.threadCpuUsage();
  return (usage.user + usage.system) / 1000;
}

/** The thread's counting CPU clock in milliseconds; differences of it are CPU time. */
export function cpuMillis(): number {
  return (pausedAt ?? threadMillis()) - left;
}

/** @throws System.LimitException "Apex CPU time limit exceeded" */
export function checkCpuTime(): void {
  const { limits } = currentFrame();
  if (limits.used.cpuTime > limits.allowed.cpuTime) limits.consume('cpuTime', 0);
}

/** Runs database work, whose time does not count. */
export function withoutCpuTime<T>(body: () => T): T {
  if (pausedAt !== null) return body();
  pausedAt = threadMillis();
  try {
    return body();
  } finally {
    left += threadMillis() - pausedAt;
    pausedAt = null;
  }
}

/** Runs Apex from inside database work (a trigger), whose time counts again. */
export function withCpuTime<T>(body: () => T): T {
  if (pausedAt === null) return body();
  left += threadMillis() - pausedAt;
  pausedAt = null;
  try {
    return body();
  } finally {
    pausedAt = threadMillis();
  }
}
