/**
 * Scheduled Apex and batches scheduled for later. A schedule is a CronTrigger with its CronJobDetail and AsyncApexJob; its object's
 * state is that of the call of System.schedule, at every run.
 * Source: Apex Developer Guide, "Apex Scheduler" (apex_scheduler); Object Reference, CronTrigger and CronJobDetail.
 */
import { schedulableContext } from '../../library/index.ts';
import { secondsOf } from '../../data/system-records.ts';
import { ApexId, callMethod, currentFrame, throwApex, zonedParts } from '../../runtime/index.ts';
import { decodeGraph, encodeGraph } from '../encode.ts';
import { describeError } from '../errors.ts';
import { nextTime } from './cron.ts';
import { CronError, parseCron } from './cron-fields.ts';
import type { CronExpression } from './cron-fields.ts';
import type { Batches } from './batches.ts';
import { classNameOf } from './parts.ts';
import type { JobParts } from './parts.ts';

/** Scheduled Apex jobs that an org may have at one time. */
const maximumSchedules = 100;

type ScheduleKind = 'schedulable' | 'batch';

/** CronJobDetail.JobType. */
const jobTypes: Readonly<Record<ScheduleKind, string>> = { schedulable: '7', batch: '9' };

interface ScheduleRow {
  readonly id: string;
  readonly jobId: string;
  readonly detailId: string;
  readonly kind: ScheduleKind;
  readonly cron: string;
  readonly zone: string;
  readonly state: string;
  readonly scope: number | null;
  readonly userId: string;
  readonly nextFire: number | null;
  readonly timesTriggered: number;
}

interface NewSchedule {
  readonly kind: ScheduleKind;
  readonly name: string;
  readonly cron: string;
  readonly job: object;
  readonly next: number;
  readonly scope: number | null;
}

export class Schedules {
  readonly #parts: JobParts;
  readonly #batches: Batches;

  constructor(parts: JobParts, batches: Batches) {
    this.#parts = parts;
    this.#batches = batches;
  }

  /** System.schedule inside the running transaction. */
  schedule(name: string, cron: string, job: object): ApexId {
    const next = nextTime(readCron(cron), this.#parts.now(), currentFrame().user.timeZone);
    if (next === null)
      throwApex('System.AsyncException', 'Based on configured schedule, the given trigger will never fire.');
    return this.#add({ kind: 'schedulable', name, cron, job, next, scope: null });
  }

  /** System.scheduleBatch. */
  scheduleBatch(name: string, minutes: number, batch: object, scope: number): ApexId {
    this.#batches.checkCaller('System.scheduleBatch');
    const next = Math.floor(this.#parts.now() / 1000) * 1000 + minutes * 60_000;
    const at = zonedParts(next, currentFrame().user.timeZone);
    const cron = `${at.second} ${at.minute} ${at.hour} ${at.day} ${at.month} ? ${at.year}`;
    return this.#add({ kind: 'batch', name, cron, job: batch, next, scope });
  }

  /** Schedules whose time has come, also those missed while the org was down. */
  due(): string[] {
    return this.#ids('SELECT id FROM _schedule WHERE next_fire <= ? ORDER BY next_fire, rowid', this.#parts.now());
  }

  nextDue(): number | null {
    const at = this.#parts.tables.get('SELECT min(next_fire) AS at FROM _schedule')?.['at'];
    return at === null || at === undefined ? null : Number(at);
  }

  /** Schedules that Test.stopTest() runs: each once, whatever their time. */
  untested(): string[] {
    return this.#ids('SELECT id FROM _schedule WHERE is_tested = 0 AND next_fire IS NOT NULL ORDER BY rowid');
  }

  /** Fires a schedule. Returns its error. */
  fire(id: string): unknown {
    return this.#parts.transactions.write(() => {
      const row = this.#find(id);
      if (row === null) return null;
      const error = row.kind === 'batch' ? this.#submitBatch(row) : this.#execute(row);
      // The job may have aborted its own schedule.
      if (this.#find(id) !== null) this.#advance(row, error);
      return error;
    });
  }

  /** System.abortJob with the id of a CronTrigger. */
  abort(id: string): void {
    const { tables, records, queue } = this.#parts;
    const row = this.#find(id);
    if (row === null) throwApex('System.StringException', `Invalid id: ${id}`);
    tables.run('DELETE FROM _schedule WHERE id = ?', id);
    records.remove('CronTrigger', id);
    records.remove('CronJobDetail', row.detailId);
    queue.show(row.jobId, { Status: 'Aborted', CompletedDate: secondsOf(this.#parts.now()) });
  }

  #add({ kind, name, cron, job, next, scope }: NewSchedule): ApexId {
    const { tables, records } = this.#parts;
    const { user } = currentFrame();
    this.#refuseName(name);
    const className = classNameOf(job);
    const [id, detailId, jobId] = [
      records.nextId('CronTrigger'),
      records.nextId('CronJobDetail'),
      records.nextId('AsyncApexJob'),
    ];
    tables.run(
      `INSERT INTO _schedule (id, job_id, detail_id, name, kind, cron, time_zone, class_name, state, scope, user_id, next_fire)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, jobId, detailId, name, kind, cron, user.timeZone, className, encodeGraph(job), scope, user.id, next],
    );
    records.insert('CronJobDetail', detailId, user.id, { Name: name, JobType: jobTypes[kind] });
    records.insert('CronTrigger', id, user.id, {
      CronJobDetailId: ApexId.of(detailId),
      CronExpression: cron,
      TimeZoneSidKey: user.timeZone,
      State: 'WAITING',
      StartTime: secondsOf(this.#parts.now()),
      NextFireTime: secondsOf(next),
      TimesTriggered: 0,
      OwnerId: ApexId.of(user.id),
    });
    records.insert('AsyncApexJob', jobId, user.id, {
      JobType: 'ScheduledApex',
      ApexClassId: records.classId(className),
      Status: 'Queued',
      JobItemsProcessed: 0,
      TotalJobItems: 0,
      NumberOfErrors: 0,
      CronTriggerId: ApexId.of(id),
    });
    return ApexId.of(id);
  }

  #refuseName(name: string): void {
    const { tables } = this.#parts;
    const taken = tables.get('SELECT 1 AS found FROM _schedule WHERE name = ? AND next_fire IS NOT NULL', name);
    if (taken !== undefined)
      throwApex('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
    const count = Number(tables.get('SELECT count(*) AS n FROM _schedule WHERE next_fire IS NOT NULL')?.['n']);
    if (count >= maximumSchedules)
      throwApex(
        'System.AsyncException',
        `You have exceeded the maximum number (${maximumSchedules}) of Apex scheduled jobs.`,
      );
  }

  /** Runs as the user who scheduled it, with synchronous limits. */
  #execute(row: ScheduleRow): unknown {
    const { transactions, graphs, userById } = this.#parts;
    const outcome = transactions.attempt({ entryPoint: 'scheduled', user: userById(row.userId) }, () => {
      const instance = decodeGraph(row.state, graphs) as object;
      callMethod(instance, 'execute$schedulablecontext', [schedulableContext(row.id)]);
    });
    return outcome.ok ? null : outcome.error;
  }

  #submitBatch(row: ScheduleRow): unknown {
    const { transactions, graphs, userById } = this.#parts;
    const outcome = transactions.attempt({ entryPoint: 'scheduled', user: userById(row.userId) }, () => {
      this.#batches.submit(decodeGraph(row.state, graphs) as object, row.scope ?? 0);
    });
    return outcome.ok ? null : outcome.error;
  }

  #advance(row: ScheduleRow, error: unknown): void {
    const { tables, records, queue, now } = this.#parts;
    const after = now();
    const fired = currentlyDue(row, after);
    const next = row.kind === 'batch' ? null : nextTime(readCron(row.cron), after, row.zone);
    tables.run(
      'UPDATE _schedule SET next_fire = ?, times_triggered = ?, is_tested = 1 WHERE id = ?',
      next,
      row.timesTriggered + 1,
      row.id,
    );
    records.update('CronTrigger', row.id, {
      State: next === null ? 'COMPLETE' : 'WAITING',
      PreviousFireTime: secondsOf(fired),
      NextFireTime: next === null ? null : secondsOf(next),
      EndTime: next === null ? secondsOf(after) : null,
      TimesTriggered: row.timesTriggered + 1,
    });
    queue.show(row.jobId, {
      Status: next === null ? 'Completed' : 'Queued',
      CompletedDate: next === null ? secondsOf(after) : null,
      NumberOfErrors: error === null ? 0 : 1,
      ExtendedStatus: error === null ? null : describeError(error),
    });
  }

  #find(id: string): ScheduleRow | null {
    const row = this.#parts.tables.get('SELECT * FROM _schedule WHERE id = ?', id);
    return row === undefined ? null : toSchedule(row);
  }

  #ids(sql: string, ...values: number[]): string[] {
    return this.#parts.tables.all(sql, ...values).map((row) => row['id'] as string);
  }
}

/** @throws System.StringException with what is wrong with the expression */
function readCron(text: string): CronExpression {
  try {
    return parseCron(text);
  } catch (error) {
    if (error instanceof CronError) throwApex('System.StringException', error.message);
    throw error;
  }
}

/** In tests a schedule runs before its time. */
function currentlyDue(row: ScheduleRow, now: number): number {
  return Math.min(row.nextFire ?? now, now);
}

function toSchedule(row: Record<string, unknown>): ScheduleRow {
  return {
    id: row['id'] as string,
    jobId: row['job_id'] as string,
    detailId: row['detail_id'] as string,
    kind: row['kind'] as ScheduleKind,
    cron: row['cron'] as string,
    zone: row['time_zone'] as string,
    state: row['state'] as string,
    scope: row['scope'] === null ? null : Number(row['scope']),
    userId: row['user_id'] as string,
    nextFire: row['next_fire'] === null ? null : Number(row['next_fire']),
    timesTriggered: Number(row['times_triggered']),
  };
}
