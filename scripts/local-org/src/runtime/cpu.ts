/** CPU time of Apex: the thread's own clock, less what was spent outside of Apex (SQL, waiting). */
import { currentFrame, hasFrame } from './frame.ts';

let excluded = 0;
let exclusions = 0;

/** Milliseconds of CPU this thread has spent on Apex. Only differences mean something. */
export function cpuMillis(): number {
  return threadMillis() - excluded;
}

/** Runs something whose time does not count as Apex CPU time, such as a database statement. */
export function withoutCpuTime<T>(body: () => T): T {
  if (exclusions > 0) return body();
  const start = threadMillis();
  exclusions++;
  try {
    return body();
  } finally {
    exclusions--;
    excluded += threadMillis() - start;
  }
}

/** Runs Apex that was started from within `withoutCpuTime`, such as a trigger during a save: its time counts again. */
export function withCpuTime<T>(body: () => T): T {
  if (exclusions === 0) return body();
  const outer = exclusions;
  const start = threadMillis();
  exclusions = 0;
  try {
    return body();
  } finally {
    exclusions = outer;
    excluded -= threadMillis() - start;
  }
}

/**
 * Called by emitted loops and calls every 1,024 rounds.
 * @throws System.LimitException "Apex CPU time limit exceeded"
 */
export function checkCpuTime(): void {
  if (!hasFrame()) return;
  const { limits } = currentFrame();
  if (limits.used.cpuTime > limits.allowed.cpuTime) limits.consume('cpuTime', 0);
}

function threadMillis(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
