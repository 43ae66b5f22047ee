/** Control flow of emitted code: exceptions, loops, scope of dynamic binds, other users. */
import { isEnding } from '../ending.ts';
import { ApexException, throwNull } from '../exceptions.ts';
import { currentFrame } from '../frame.ts';
import { checkCpuTime } from '../cpu.ts';
import type { MethodSymbol } from '../../types/symbols.ts';
import type { SObjectValue } from '../sobject.ts';

export { caught } from '../exceptions.ts';

/** `throw e`: null is a null pointer. */
export function thrown(error: ApexException | null): ApexException {
  if (error === null) throwNull();
  return error;
}

/** Asked once per 1,024 back-edges of a loop. */
export function tick(): void {
  checkCpuTime();
}

/** Whether the exception that is passing, if any, lets `finally` blocks run. */
export function runsFinally(): boolean {
  return !isEnding();
}

/** Runs a dynamic query with the caller's names in reach. */
export function withScope<T>(names: readonly [string, unknown][], body: () => T): T {
  const frame = currentFrame();
  const before = frame.scope;
  frame.scope = new Map(names);
  try {
    return body();
  } finally {
    frame.scope = before;
  }
}

/** A call of a method with @future. */
export function future(method: MethodSymbol, args: readonly unknown[]): void {
  currentFrame().ports.platform.future(method, args);
}

/** Changes the user; the result changes back. */
export function runAs(user: SObjectValue | null): () => void {
  if (user === null) throwNull();
  const id = user.id;
  if (id === null) throwNull();
  return currentFrame().ports.platform.runAs(id.value);
}

/** Gives a platform base class what an Apex constructor passes up; exceptions take message and cause. */
export function initializeBase(self: object, args: readonly unknown[]): void {
  if (!(self instanceof ApexException) || args.length === 0) return;
  const [first, second] = args;
  if (first instanceof ApexException) self.initialize(undefined, first);
  else self.initialize(first as string | null, (second as ApexException | undefined) ?? null);
}
