/**
 * Queueables with their Finalizers.
 * Source: Apex Developer Guide, "Queueable Apex", "Transaction Finalizers", "Detecting Duplicate Queueable Jobs".
 */
import type { Frame } from '../../runtime/frame.ts';
import { currentFrame } from '../../runtime/frame.ts';
import type { EnqueueOptions } from '../../runtime/ports.ts';
import { ApexException, ApexId, callMethod, throwApex } from '../../runtime/index.ts';
import { finalizerContext, queueableContext } from '../../library/index.ts';
import { decodeGraph, encodeGraph } from '../encode.ts';
import { describeError } from '../errors.ts';
import type { Outcome } from '../transactions.ts';
import { classNameOf } from './parts.ts';
import type { JobParts } from './parts.ts';
import type { JobRow } from './queue.ts';

/** A failed job may be enqueued again by its finalizer so often in a row. */
const maximumFinalizerRetries = 5;

const runningJob = Symbol('running job');

/** What System.FinalizerContext and QueueableContext tell. */
export interface RunningJob {
  readonly id: string;
  readonly depth: number;
  readonly maximumDepth: number | null;
  readonly kind: 'queueable' | 'finalizer';
  finalizer: object | null;
  childEnqueued: boolean;
  /** Finalizers: how the job ended. */
  readonly result?: { readonly error: unknown };
  readonly retries: number;
  readonly delayMinutes: number | null;
}

export class Queueables {
  readonly #parts: JobParts;

  constructor(parts: JobParts) {
    this.#parts = parts;
  }

  /** System.enqueueJob inside the running transaction. */
  enqueue(job: object, options: EnqueueOptions): ApexId {
    const { queue } = this.#parts;
    const frame = currentFrame();
    const parent = this.current();
    this.#checkChain(frame, parent, options);
    if (options.duplicateSignature !== null && queue.hasSignature(options.duplicateSignature)) {
      throwApex('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
    }
    frame.limits.consume('queueableJobs');
    const id = queue.add({
      kind: 'queueable',
      className: classNameOf(job),
      state: encodeGraph(job),
      userId: frame.user.id,
      delayMs: frame.isTest ? 0 : (options.delayMinutes ?? 0) * 60_000,
      depth: (parent?.depth ?? 0) + 1,
      maximumDepth: options.maximumDepth ?? parent?.maximumDepth ?? null,
      signature: options.duplicateSignature,
      retries: parent?.kind === 'finalizer' && parent.result?.error !== null ? parent.retries + 1 : 0,
    });
    return ApexId.of(id);
  }

  /** System.attachFinalizer: once per Queueable. */
  attachFinalizer(finalizer: object): void {
    const job = this.current();
    if (job === null || job.kind !== 'queueable') {
      throwApex('System.AsyncException', 'System.attachFinalizer() can be called only in a Queueable job');
    }
    if (job.finalizer !== null)
      throwApex('System.AsyncException', 'More than one Finalizer cannot be attached to same Async Apex Job');
    job.finalizer = finalizer;
  }

  /** The Queueable or Finalizer that runs; null in other transactions. */
  current(): RunningJob | null {
    return (currentFrame().attachments.get(runningJob) as RunningJob | undefined) ?? null;
  }

  /** Runs a job and its finalizer, each in its own transaction. Returns the error that no finalizer took. */
  run(id: string): unknown {
    const job = this.#parts.transactions.write(() => this.#take(id));
    if (job === null) return null;
    const context: RunningJob = {
      ...job,
      kind: 'queueable',
      finalizer: null,
      childEnqueued: false,
    };
    const outcome = this.#runQueueable(job, context);
    const error = outcome.ok ? null : outcome.error;
    this.#finish(job, error);
    if (context.finalizer === null) return error;
    this.#runFinalizer(job, context, outcome);
    return null;
  }

  /** Jobs that were running when the process died: the platform gives up on them, and their finalizers do not run. */
  failInterrupted(): void {
    for (const job of this.#parts.queue.interrupted())
      this.#finish(job, new Error('The server stopped while the job was running.'));
  }

  #take(id: string): JobRow | null {
    const { queue } = this.#parts;
    return queue.take(id) ? queue.find(id) : null;
  }

  #checkChain(frame: Frame, parent: RunningJob | null, options: EnqueueOptions): void {
    if (parent === null) return;
    if (parent.kind === 'queueable' && frame.isTest) {
      throwApex('System.AsyncException', 'Maximum stack depth has been reached.');
    }
    if (parent.childEnqueued) throwApex('System.LimitException', 'Too many queueable jobs added to the queue: 2');
    const maximum = options.maximumDepth ?? parent.maximumDepth;
    if (maximum !== null && parent.depth + 1 > maximum) {
      throwApex('System.AsyncException', 'Maximum stack depth has been reached.');
    }
    if (parent.kind === 'finalizer' && parent.result?.error !== null && parent.retries >= maximumFinalizerRetries) {
      throwApex('System.AsyncException', 'The failed job was already enqueued again five times in a row.');
    }
    parent.childEnqueued = true;
  }

  #runQueueable(job: JobRow, context: RunningJob): Outcome<void> {
    return this.#parts.transactions.attempt(
      {
        entryPoint: 'queueable',
        user: this.#parts.userById(job.userId),
        attachments: new Map([[runningJob, context]]),
      },
      () => {
        const instance = decodeGraph(job.state, this.#parts.graphs) as object;
        callMethod(instance, 'execute$queueablecontext', [queueableContext(job.id)]);
      },
    );
  }

  #runFinalizer(job: JobRow, context: RunningJob, outcome: Outcome<void>): void {
    const error = outcome.ok ? null : outcome.error;
    const finalizerJob: RunningJob = {
      ...job,
      kind: 'finalizer',
      finalizer: null,
      childEnqueued: false,
      result: { error },
    };
    const state = encodeGraph(context.finalizer);
    const result = this.#parts.transactions.attempt(
      {
        entryPoint: 'finalizer',
        user: this.#parts.userById(job.userId),
        attachments: new Map([[runningJob, finalizerJob]]),
      },
      () => {
        const instance = decodeGraph(state, this.#parts.graphs) as object;
        const exception = error instanceof ApexException ? error : null;
        callMethod(instance, 'execute$finalizercontext', [
          finalizerContext(job.id, outcome.frame.requestId, exception),
        ]);
      },
    );
    if (!result.ok) this.#finish(job, result.error);
  }

  #finish(job: JobRow, error: unknown): void {
    const text = error === null ? null : describeError(error);
    this.#parts.transactions.write(() => this.#parts.queue.end(job.id, error === null ? 'Completed' : 'Failed', text));
  }
}
