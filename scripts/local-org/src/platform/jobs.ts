/**
 * Asynchronous jobs: Queueables with their Finalizers. State is stored when a job is enqueued, so a job sees the values of
 * that moment, survives a restart, and disappears when the enqueueing transaction rolls back.
 * Source: Apex Developer Guide, "Queueable Apex", "Transaction Finalizers", "Detecting Duplicate Queueable Jobs".
 */
import type { FrameUser, Frame } from '../runtime/frame.ts';
import { currentFrame } from '../runtime/frame.ts';
import type { EnqueueOptions } from '../runtime/ports.ts';
import { ApexException, ApexId, callMethod, throwApex } from '../runtime/index.ts';
import type { TypeSymbol } from '../types/symbols.ts';
import type { GraphContext } from './encode.ts';
import { decodeGraph, encodeGraph } from './encode.ts';
import { describeError } from './errors.ts';
import type { SystemTables } from './system-tables.ts';
import type { Outcome, Transactions } from './transactions.ts';

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
}

interface JobRow {
  readonly id: string;
  readonly className: string;
  readonly state: string;
  readonly userId: string;
  readonly depth: number;
  readonly maximumDepth: number | null;
  readonly retries: number;
}

export interface JobsParts {
  readonly tables: SystemTables;
  readonly transactions: Transactions;
  readonly graphs: GraphContext;
  readonly userById: (id: string) => FrameUser;
  readonly now: () => number;
  readonly nextId: (keyPrefix: string) => string;
  /** Contexts handed to execute(): platform objects of `library`. */
  readonly queueableContext: (jobId: string) => object;
  readonly finalizerContext: (jobId: string, requestId: string, error: ApexException | null) => object;
  /** Keeps the AsyncApexJob record in step with the job. */
  readonly recordJob: (job: {
    id: string;
    className: string;
    status: string;
    error: string | null;
    userId: string;
  }) => void;
}

export class Jobs {
  readonly #parts: JobsParts;

  constructor(parts: JobsParts) {
    this.#parts = parts;
  }

  /** System.enqueueJob inside the running transaction. */
  enqueue(job: object, options: EnqueueOptions): ApexId {
    const frame = currentFrame();
    const parent = running(frame);
    this.#checkChain(frame, parent, options);
    if (options.duplicateSignature !== null) this.#refuseDuplicate(options.duplicateSignature);
    frame.limits.consume('queueableJobs');
    const id = this.#parts.nextId('707');
    const className = (job as { readonly $type: TypeSymbol }).$type.qualifiedName;
    const now = this.#parts.now();
    const delay = frame.isTest ? 0 : (options.delayMinutes ?? 0) * 60_000;
    this.#parts.tables.run(
      `INSERT INTO _job (id, kind, class_name, state, status, user_id, created_at, due_at, depth, maximum_depth, signature, retries)
       VALUES (?, 'queueable', ?, ?, 'Queued', ?, ?, ?, ?, ?, ?, ?)`,
      id,
      className,
      encodeGraph(job),
      frame.user.id,
      now,
      now + delay,
      (parent?.depth ?? 0) + 1,
      options.maximumDepth ?? parent?.maximumDepth ?? null,
      options.duplicateSignature,
      parent?.kind === 'finalizer' && parent.result?.error !== null ? parent.retries + 1 : 0,
    );
    this.#parts.recordJob({ id, className, status: 'Queued', error: null, userId: frame.user.id });
    return ApexId.of(id);
  }

  /** System.attachFinalizer: once per Queueable. */
  attachFinalizer(finalizer: object): void {
    const job = running(currentFrame());
    if (job === null || job.kind !== 'queueable') {
      throwApex('System.AsyncException', 'System.attachFinalizer() can be called only in a Queueable job');
    }
    if (job.finalizer !== null)
      throwApex('System.AsyncException', 'More than one Finalizer cannot be attached to same Async Apex Job');
    job.finalizer = finalizer;
  }

  /** Queued jobs whose time has come, oldest first. */
  due(): string[] {
    return this.#parts.tables
      .all(`SELECT id FROM _job WHERE status = 'Queued' AND due_at <= ? ORDER BY due_at, rowid`, this.#parts.now())
      .map((row) => row['id'] as string);
  }

  /** When the next delayed job is due; null when there is none. */
  nextDue(): number | null {
    const at = this.#parts.tables.get(
      `SELECT min(due_at) AS at FROM _job WHERE status = 'Queued' AND due_at > ?`,
      this.#parts.now(),
    )?.['at'];
    return at === null || at === undefined ? null : Number(at);
  }

  /**
   * Runs one job and its finalizer, each in its own transaction. False when it is not queued any more.
   * In tests an exception that no finalizer took comes out of Test.stopTest(), as on the platform.
   */
  run(id: string, options: { readonly rethrow: boolean } = { rethrow: false }): boolean {
    const job = this.#parts.transactions.write(() => this.#dequeue(id));
    if (job === null) return false;
    const context: RunningJob = { ...job, kind: 'queueable', finalizer: null, childEnqueued: false };
    const outcome = this.#runQueueable(job, context);
    const error = outcome.ok ? null : outcome.error;
    this.#finish(job, error);
    if (context.finalizer !== null) this.#runFinalizer(job, context, outcome);
    else if (options.rethrow && error !== null) throw error as Error;
    return true;
  }

  /** Jobs that were running when the process died: the platform gives up on them, and their finalizers do not run. */
  failInterrupted(): void {
    for (const row of this.#parts.tables.all(`SELECT * FROM _job WHERE status = 'Processing'`)) {
      this.#finish(toJob(row), new Error('The server stopped while the job was running.'));
    }
  }

  abort(id: string): void {
    this.#parts.tables.run(
      `UPDATE _job SET status = 'Aborted', signature = NULL WHERE id = ? AND status = 'Queued'`,
      id,
    );
  }

  current(): RunningJob | null {
    return running(currentFrame());
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

  #refuseDuplicate(signature: string): void {
    const row = this.#parts.tables.get(
      `SELECT 1 AS found FROM _job WHERE signature = ? AND status = 'Queued'`,
      signature,
    );
    if (row !== undefined) {
      throwApex('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
    }
  }

  #dequeue(id: string): JobRow | null {
    const row = this.#parts.tables.get('SELECT * FROM _job WHERE id = ?', id);
    // The signature guards only queued jobs: one that runs does not keep the next from being enqueued.
    const taken = this.#parts.tables.run(
      `UPDATE _job SET status = 'Processing', started_at = ?, signature = NULL WHERE id = ? AND status = 'Queued'`,
      this.#parts.now(),
      id,
    );
    return row === undefined || taken === 0 ? null : toJob(row);
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
        callMethod(instance, 'execute$queueablecontext', [this.#parts.queueableContext(job.id)]);
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
          this.#parts.finalizerContext(job.id, outcome.frame.requestId, exception),
        ]);
      },
    );
    if (!result.ok) this.#finish(job, result.error);
  }

  #finish(job: JobRow, error: unknown): void {
    const text = error === null ? null : describeError(error);
    const status = error === null ? 'Completed' : 'Failed';
    this.#parts.transactions.write(() => this.#storeEnd(job, status, text));
  }

  #storeEnd(job: JobRow, status: string, text: string | null): void {
    this.#parts.tables.run(
      'UPDATE _job SET status = ?, completed_at = ?, error = ? WHERE id = ?',
      status,
      this.#parts.now(),
      text,
      job.id,
    );
    this.#parts.recordJob({ id: job.id, className: job.className, status, error: text, userId: job.userId });
  }
}

function running(frame: Frame): RunningJob | null {
  return (frame.attachments.get(runningJob) as RunningJob | undefined) ?? null;
}

function toJob(row: Record<string, unknown>): JobRow {
  return {
    id: row['id'] as string,
    className: row['class_name'] as string,
    state: row['state'] as string,
    userId: row['user_id'] as string,
    depth: Number(row['depth']),
    maximumDepth: row['maximum_depth'] === null ? null : Number(row['maximum_depth']),
    retries: Number(row['retries']),
  };
}
