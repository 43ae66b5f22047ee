/**
 * What `Test.startTest`, `Test.stopTest` and the end of a test method mean for asynchronous work.
 * Source: Apex Developer Guide, "Using Limits, startTest, and stopTest".
 */
import { currentFrame } from '../runtime/frame.ts';
import type { Frame } from '../runtime/frame.ts';
import { throwApex } from '../runtime/index.ts';
import type { EventBus } from './event-bus.ts';
import type { Jobs } from './jobs/index.ts';

interface TestState {
  started: boolean;
  stopped: boolean;
}

const testState = Symbol('test state');

export class TestContext {
  readonly #bus: EventBus;
  readonly #jobs: Jobs;

  constructor(bus: EventBus, jobs: Jobs) {
    this.#bus = bus;
    this.#jobs = jobs;
  }

  /** A fresh set of limits; work enqueued from here on runs at stopTest. */
  startTest(): void {
    const state = stateOf(currentFrame());
    if (state.started) throwApex('System.FinalException', 'Testing already started');
    state.started = true;
    currentFrame().limits.swap(true);
  }

  /** Events first, then the jobs that were enqueued, each in its own transaction; then the limits of before. */
  stopTest(): void {
    const frame = currentFrame();
    const state = stateOf(frame);
    if (!state.started || state.stopped) throwApex('System.FinalException', 'Testing has not started');
    state.stopped = true;
    this.runPending();
    frame.limits.swap(false);
  }

  /** One round of what is pending; what these jobs and triggers start in turn waits for the next deliver() or the end. */
  runPending(): void {
    this.#bus.deliverInTest();
    this.#jobs.runInTest();
  }
}

function stateOf(frame: Frame): TestState {
  let outermost = frame;
  while (outermost.parent !== null) outermost = outermost.parent;
  let state = outermost.attachments.get(testState) as TestState | undefined;
  if (state === undefined) {
    state = { started: false, stopped: false };
    outermost.attachments.set(testState, state);
  }
  return state;
}
