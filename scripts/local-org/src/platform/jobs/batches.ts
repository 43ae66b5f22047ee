/**
 * Batch Apex: start, execute chunk by chunk and finish, each in its own transaction that stores how far the job has come along
 * with its data, so that a restart goes on where the last one ended.
 * Source: Apex Developer Guide, "Use Batch Apex" (apex_batch_interface), "Firing Platform Events from Batch Apex".
 */
import { batchableContext } from '../../library/index.ts';
import { ApexId, callMethod, currentFrame, throwApex } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import type { OrgSchema } from '../../schema/model.ts';
import { decodeGraph, encodeGraph } from '../encode.ts';
import { describeError } from '../errors.ts';
import { failureEvent } from './batch-failures.ts';
import type { BatchPhase } from './batch-failures.ts';
import { hasMarker, readChunk, scopeText, splitScope } from './batch-scope.ts';
import type { BatchScope } from './batch-scope.ts';
import { classNameOf } from './parts.ts';
import type { JobParts } from './parts.ts';
import type { JobRow } from './queue.ts';

/** Jobs that are queued or active at a time; the others wait in the flex queue. */
const maximumActive = 5;
const flexQueueSize = 100;

const runningPhase = Symbol('batch phase');

const oneExecuteInTests =
  'No more than one executeBatch can be called from within a test method. Please make sure the iterable returned from your ' +
  'start method matches the batch size, resulting in one executeBatch invocation.';

interface BatchRow {
  readonly scope: number;
  readonly phase: BatchPhase;
  readonly query: string | null;
  readonly total: number;
  readonly processed: number;
  readonly failed: number;
  readonly firstError: string | null;
}

export interface BatchParts extends JobParts {
  readonly schema: OrgSchema;
  /** Puts an event of the platform's own on the bus. */
  readonly raise: (event: SObjectValue, userId: string) => void;
}

/** What one step came to: the state to go on with, or the error. */
type Step = { readonly ok: true; readonly state: string } | { readonly ok: false; readonly error: unknown };

export class Batches {
  readonly #parts: BatchParts;

  constructor(parts: BatchParts) {
    this.#parts = parts;
  }

  /** Database.executeBatch inside the running transaction. */
  submit(batch: object, scope: number): ApexId {
    const { queue, tables } = this.#parts;
    const frame = currentFrame();
    this.checkCaller('Database.executeBatch');
    const waiting = this.#count();
    if (frame.isTest && waiting >= maximumActive)
      throwApex(
        'System.LimitException',
        'Attempted to schedule too many concurrent batch jobs in this org (limit is 5).',
      );
    if (waiting >= maximumActive + flexQueueSize)
      throwApex(
        'System.AsyncException',
        `You've exceeded the limit of ${flexQueueSize} jobs in the flex queue for org ${frame.ports.org.id}. Wait for some of your batch jobs to finish before adding more. To monitor and reorder jobs, use the Apex Flex Queue page in Setup.`,
      );
    const id = queue.add({
      kind: 'batch',
      className: classNameOf(batch),
      state: encodeGraph(batch),
      userId: frame.user.id,
      values: { Status: waiting >= maximumActive ? 'Holding' : 'Queued' },
    });
    tables.run(`INSERT INTO _batch (job_id, scope, phase) VALUES (?, ?, 'start')`, id, scope);
    return ApexId.of(id);
  }

  /** @throws System.AsyncException where batches cannot be started */
  checkCaller(method: string): void {
    const frame = currentFrame();
    const phase = frame.attachments.get(runningPhase);
    if (frame.entryPoint === 'future' || phase === 'start' || phase === 'execute')
      throwApex(
        'System.AsyncException',
        `${method} cannot be called from a batch start, batch execute, or future method.`,
      );
    if (frame.isTest && phase === 'finish') throwApex('System.UnexpectedException', oneExecuteInTests);
  }

  /** One transaction of the job: start, a chunk, or finish. Returns its error. */
  step(id: string): unknown {
    return this.#parts.transactions.write(() => this.#stepOf(id));
  }

  /** The whole job, as Test.stopTest() runs it. Returns its first error. */
  runInTest(id: string): unknown {
    let first: unknown = null;
    while (this.#parts.queue.isQueued(id)) {
      const error = this.step(id);
      first ??= error;
    }
    return first;
  }

  abort(id: string): void {
    const batch = this.#batch(id);
    this.#end(id, batch, 'Aborted', null);
  }

  #stepOf(id: string): unknown {
    const { queue } = this.#parts;
    if (!queue.take(id)) return null;
    const job = queue.find(id);
    if (job === null) return null;
    const batch = this.#batch(id);
    if (batch.phase === 'start') return this.#start(job, batch);
    return batch.phase === 'execute' ? this.#execute(job, batch) : this.#finish(job, batch);
  }

  #start(job: JobRow, batch: BatchRow): unknown {
    const { queue, tables } = this.#parts;
    queue.show(job.id, { Status: 'Preparing' });
    let scope: BatchScope = { query: null, chunks: [] };
    const step = this.#run(job, 'start', (instance) => {
      const given = callMethod(instance, 'start$batchablecontext', [batchableContext(job.id)]);
      scope = splitScope(given, batch.scope, instance);
      if (currentFrame().isTest && scope.chunks.length > 1) throwApex('System.UnexpectedException', oneExecuteInTests);
    });
    if (!queue.isRunning(job.id)) return null;
    if (!step.ok) return this.#fail(job, batch, step.error);
    scope.chunks.forEach((content, i) => {
      tables.run('INSERT INTO _batch_chunk (job_id, position, content) VALUES (?, ?, ?)', job.id, i, content);
    });
    const total = scope.chunks.length;
    tables.run(
      'UPDATE _batch SET phase = ?, query = ?, total = ? WHERE job_id = ?',
      total === 0 ? 'finish' : 'execute',
      scope.query,
      total,
      job.id,
    );
    queue.show(job.id, { Status: 'Processing', TotalJobItems: total });
    queue.putBack(job.id, step.state);
    return null;
  }

  #execute(job: JobRow, batch: BatchRow): unknown {
    const { queue, tables, graphs } = this.#parts;
    const position = batch.processed;
    const content = tables.get(
      'SELECT content FROM _batch_chunk WHERE job_id = ? AND position = ?',
      job.id,
      position,
    )?.['content'] as string;
    const step = this.#run(job, 'execute', (instance, working) => {
      const records = readChunk(content, batch.query, graphs);
      working.scope = scopeText(records);
      callMethod(instance, 'execute$batchablecontext$list', [batchableContext(job.id), records]);
    });
    if (!queue.isRunning(job.id)) return null;
    const failed = batch.failed + (step.ok ? 0 : 1);
    const firstError = batch.firstError ?? (step.ok ? null : describeError(step.error));
    const processed = position + 1;
    tables.run('DELETE FROM _batch_chunk WHERE job_id = ? AND position = ?', job.id, position);
    tables.run(
      'UPDATE _batch SET phase = ?, processed = ?, failed = ?, first_error = ? WHERE job_id = ?',
      processed === batch.total ? 'finish' : 'execute',
      processed,
      failed,
      firstError,
      job.id,
    );
    queue.show(job.id, { JobItemsProcessed: processed, NumberOfErrors: failed });
    queue.putBack(job.id, step.ok ? step.state : job.state);
    return step.ok ? null : step.error;
  }

  #finish(job: JobRow, batch: BatchRow): unknown {
    const step = this.#run(job, 'finish', (instance) => {
      callMethod(instance, 'finish$batchablecontext', [batchableContext(job.id)]);
    });
    if (!this.#parts.queue.isRunning(job.id)) return null;
    if (!step.ok) return this.#fail(job, batch, step.error);
    this.#end(job.id, batch, 'Completed', batch.firstError);
    return null;
  }

  /** Runs one method in its transaction. Without Database.Stateful the object starts from its first state each time. */
  #run(job: JobRow, phase: BatchPhase, body: (instance: object, working: { scope: string }) => void): Step {
    const { graphs, transactions, userById, raise, schema } = this.#parts;
    const working = { scope: '' };
    let state = job.state;
    let raises = false;
    const outcome = transactions.attempt(
      { entryPoint: 'batch', user: userById(job.userId), attachments: new Map([[runningPhase, phase]]) },
      () => {
        const instance = decodeGraph(job.state, graphs) as object;
        raises = hasMarker(instance, 'Database.RaisesPlatformEvents');
        body(instance, working);
        if (hasMarker(instance, 'Database.Stateful')) state = encodeGraph(instance);
      },
    );
    if (outcome.ok) return { ok: true, state };
    const { error, frame } = outcome;
    if (raises)
      raise(failureEvent({ jobId: job.id, phase, error, requestId: frame.requestId, ...working }, schema), job.userId);
    return { ok: false, error };
  }

  #fail(job: JobRow, batch: BatchRow, error: unknown): unknown {
    this.#end(job.id, { ...batch, failed: batch.failed + 1 }, 'Failed', batch.firstError ?? describeError(error));
    return error;
  }

  #end(id: string, batch: BatchRow, status: 'Completed' | 'Failed' | 'Aborted', error: string | null): void {
    const { queue, tables } = this.#parts;
    tables.run('DELETE FROM _batch_chunk WHERE job_id = ?', id);
    queue.end(id, status, error === null ? null : `First error: ${error}`, { NumberOfErrors: batch.failed });
    this.#promote();
  }

  /** The next job of the flex queue becomes one of those that are active. */
  #promote(): void {
    const { queue, tables } = this.#parts;
    const next = tables.all(
      `SELECT id FROM _job WHERE kind = 'batch' AND status = 'Queued' ORDER BY created_at, rowid LIMIT 1 OFFSET ?`,
      maximumActive - 1,
    )[0]?.['id'];
    if (typeof next === 'string' && this.#batch(next).phase === 'start') queue.show(next, { Status: 'Queued' });
  }

  /** Batches that are not done. */
  #count(): number {
    const row = this.#parts.tables.get(
      `SELECT count(*) AS n FROM _job WHERE kind = 'batch' AND status IN ('Queued', 'Processing')`,
    );
    return Number(row?.['n'] ?? 0);
  }

  #batch(id: string): BatchRow {
    const row = this.#parts.tables.get('SELECT * FROM _batch WHERE job_id = ?', id);
    if (row === undefined) throw new Error(`the batch job ${id} has no row of its own`);
    return {
      scope: Number(row['scope']),
      phase: row['phase'] as BatchPhase,
      query: row['query'] as string | null,
      total: Number(row['total']),
      processed: Number(row['processed']),
      failed: Number(row['failed']),
      firstError: row['first_error'] as string | null,
    };
  }
}
