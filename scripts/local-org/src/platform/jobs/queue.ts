/**
 * The queue of asynchronous jobs and their AsyncApexJob records. State is stored when a job is added, so a job sees the values
 * of that moment, survives a restart, and disappears when the transaction that added it rolls back.
 * Source: Object Reference, AsyncApexJob.
 */
import type { SystemRecords, SystemValues } from '../../data/system-records.ts';
import { secondsOf } from '../../data/system-records.ts';
import type { SystemTables } from '../system-tables.ts';

export type JobKind = 'queueable' | 'future' | 'batch';

export interface NewJob {
  readonly kind: JobKind;
  readonly className: string;
  /** What runs, as `encodeGraph` writes it. */
  readonly state: string;
  readonly userId: string;
  readonly delayMs?: number;
  /** Queueables. */
  readonly depth?: number;
  readonly maximumDepth?: number | null;
  readonly signature?: string | null;
  readonly retries?: number;
  /** More values of the AsyncApexJob record. */
  readonly values?: SystemValues;
}

export interface JobRow {
  readonly id: string;
  readonly kind: JobKind;
  readonly className: string;
  readonly state: string;
  readonly userId: string;
  readonly depth: number;
  readonly maximumDepth: number | null;
  readonly retries: number;
  readonly delayMinutes: number | null;
}

export type EndStatus = 'Completed' | 'Failed' | 'Aborted';

const jobTypes: Readonly<Record<JobKind, string>> = { queueable: 'Queueable', future: 'Future', batch: 'BatchApex' };

/** ExtendedStatus is cut at its length. */
const statusLength = 1000;

export class JobQueue {
  readonly #tables: SystemTables;
  readonly #records: SystemRecords;
  readonly #now: () => number;

  constructor(tables: SystemTables, records: SystemRecords, now: () => number) {
    this.#tables = tables;
    this.#records = records;
    this.#now = now;
  }

  /** Returns the job's id. */
  add(job: NewJob): string {
    const id = this.#records.nextId('AsyncApexJob');
    const now = this.#now();
    this.#tables.run(
      `INSERT INTO _job (id, kind, class_name, state, status, user_id, created_at, due_at, depth, maximum_depth, signature, retries)
       VALUES (?, ?, ?, ?, 'Queued', ?, ?, ?, ?, ?, ?, ?)`,
      id,
      job.kind,
      job.className,
      job.state,
      job.userId,
      now,
      now + (job.delayMs ?? 0),
      job.depth ?? 1,
      job.maximumDepth ?? null,
      job.signature ?? null,
      job.retries ?? 0,
    );
    this.#records.insert('AsyncApexJob', id, job.userId, {
      JobType: jobTypes[job.kind],
      ApexClassId: this.#records.classId(job.className),
      Status: 'Queued',
      JobItemsProcessed: 0,
      TotalJobItems: 0,
      NumberOfErrors: 0,
      ...job.values,
    });
    return id;
  }

  /** Queued jobs whose time has come, oldest first. */
  due(): string[] {
    return this.#tables
      .all(`SELECT id FROM _job WHERE status = 'Queued' AND due_at <= ? ORDER BY due_at, rowid`, this.#now())
      .map((row) => row['id'] as string);
  }

  /** When the next delayed job is due; null when there is none. */
  nextDue(): number | null {
    const at = this.#tables.get(
      `SELECT min(due_at) AS at FROM _job WHERE status = 'Queued' AND due_at > ?`,
      this.#now(),
    )?.['at'];
    return at === null || at === undefined ? null : Number(at);
  }

  find(id: string): JobRow | null {
    const row = this.#tables.get('SELECT * FROM _job WHERE id = ?', id);
    return row === undefined ? null : toJob(row);
  }

  isQueued(id: string): boolean {
    return this.#hasStatus(id, 'Queued');
  }

  /** Whether a job that was taken has neither been put back nor ended: jobs may abort themselves. */
  isRunning(id: string): boolean {
    return this.#hasStatus(id, 'Processing');
  }

  /** Whether a job has not ended. */
  isActive(id: string): boolean {
    return this.isQueued(id) || this.isRunning(id);
  }

  /**
   * Takes a queued job to run it; false when it is not queued any more. Its signature guards queued jobs only: one that runs
   * does not keep the next from being enqueued.
   */
  take(id: string): boolean {
    const taken = this.#tables.run(
      `UPDATE _job SET status = 'Processing', started_at = ?, signature = NULL WHERE id = ? AND status = 'Queued'`,
      this.#now(),
      id,
    );
    return taken > 0;
  }

  /** Puts a job that has more to do behind the others, with the state that it has reached. */
  putBack(id: string, state: string): void {
    this.#tables.run(
      `UPDATE _job SET status = 'Queued', state = ?, due_at = ? WHERE id = ? AND status = 'Processing'`,
      state,
      this.#now(),
      id,
    );
  }

  end(id: string, status: EndStatus, error: string | null, values: SystemValues = {}): void {
    this.#tables.run(
      'UPDATE _job SET status = ?, completed_at = ?, error = ?, signature = NULL WHERE id = ?',
      status,
      this.#now(),
      error,
      id,
    );
    this.show(id, {
      Status: status,
      CompletedDate: secondsOf(this.#now()),
      NumberOfErrors: status === 'Failed' ? 1 : 0,
      ...(error === null ? {} : { ExtendedStatus: error.slice(0, statusLength) }),
      ...values,
    });
  }

  /** Brings the AsyncApexJob record in step with the job. */
  show(id: string, values: SystemValues): void {
    this.#records.update('AsyncApexJob', id, values);
  }

  /** Whether a queued job has the signature. */
  hasSignature(signature: string): boolean {
    return (
      this.#tables.get(`SELECT 1 AS found FROM _job WHERE signature = ? AND status = 'Queued'`, signature) !== undefined
    );
  }

  /** Jobs that were running when the process died. */
  interrupted(): JobRow[] {
    return this.#tables.all(`SELECT * FROM _job WHERE status = 'Processing'`).map(toJob);
  }

  #hasStatus(id: string, status: string): boolean {
    return this.#tables.get('SELECT 1 AS found FROM _job WHERE id = ? AND status = ?', id, status) !== undefined;
  }
}

function toJob(row: Record<string, unknown>): JobRow {
  return {
    id: row['id'] as string,
    kind: row['kind'] as JobKind,
    className: row['class_name'] as string,
    state: row['state'] as string,
    userId: row['user_id'] as string,
    depth: Number(row['depth']),
    maximumDepth: row['maximum_depth'] === null ? null : Number(row['maximum_depth']),
    retries: Number(row['retries']),
    delayMinutes:
      row['due_at'] === row['created_at'] ? null : (Number(row['due_at']) - Number(row['created_at'])) / 60_000,
  };
}
