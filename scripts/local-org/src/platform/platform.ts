/** The platform services behind `PlatformPort`, put together for one Apex worker. */
import type { FlowPort, PlatformPort } from '../runtime/ports.ts';
import { currentFrame } from '../runtime/frame.ts';
import type { FrameUser } from '../runtime/frame.ts';
import { notImplemented, throwApex } from '../runtime/index.ts';
import type { JobFacts, PlatformExtras } from '../library/index.ts';
import { debug } from './debug-log.ts';
import type { EventBus } from './event-bus.ts';
import type { Jobs } from './jobs/index.ts';
import type { Notifications } from './messages/notifications.ts';
import type { Outbox } from './messages/outbox.ts';
import type { TestContext } from './test-context.ts';

export interface PlatformParts {
  readonly bus: EventBus;
  readonly jobs: Jobs;
  readonly test: TestContext;
  readonly flows: FlowPort;
  readonly outbox: Outbox;
  readonly notifications: Notifications;
  readonly userById: (id: string) => FrameUser;
}

export function createPlatform(parts: PlatformParts): PlatformPort & PlatformExtras {
  const { bus, jobs, test, flows, outbox, notifications } = parts;
  return {
    flows,
    publish: (events, callback) => bus.publish(events, callback),
    enqueue: (job, options) => jobs.enqueue(job, options),
    attachFinalizer: (finalizer) => jobs.attachFinalizer(finalizer),
    future: (method, args) => jobs.future(method, args),
    schedule: (name, cron, job) => jobs.schedule(name, cron, job),
    scheduleBatch: (name, minutes, batch, scope) => jobs.scheduleBatch(name, minutes, batch, scope),
    abortJob: (id) => jobs.abort(id),
    executeBatch: (job, scope) => jobs.executeBatch(job, scope),
    currentJob: () => currentJob(jobs),
    startTest: () => test.startTest(),
    stopTest: () => test.stopTest(),
    deliverEvents: () => bus.deliverInTest(),
    failEvents: () => bus.failInTest(),
    sendEmail: (emails, allOrNothing) => outbox.send(emails, allOrNothing),
    reserveEmails: (amount) => outbox.reserve(amount),
    sendNotification: (notification) => notifications.send(notification),
    callout: () => notImplemented('callouts'),
    debug,
    eventContext: () => bus.context(),
    runAs: (userId) => runAs(parts.userById(userId)),
  };
}

/** What System.AsyncInfo tells: Queueables only. */
function currentJob(jobs: Jobs): JobFacts | null {
  const job = jobs.current();
  return job?.kind === 'queueable' ? job : null;
}

/** System.runAs: the user changes, the transaction does not. */
function runAs(user: FrameUser): () => void {
  const frame = currentFrame();
  if (!frame.isTest) throwApex('System.UnexpectedException', 'System.runAs() can be called only in test methods');
  const before = frame.user;
  frame.user = user;
  return () => {
    frame.user = before;
  };
}
