/**
 * The event bus: publishing, retention, and the subscriptions of event triggers.
 * Source: Platform Events Developer Guide, "Publishing Platform Events", "Subscribe with Apex Triggers",
 * "Retry Event Triggers", "Platform Event Processing at Resume"; the test rules from "Testing Your Platform Event in Apex".
 */
import { randomUUID } from 'node:crypto';
import type { ObjectSchema, OrgSchema } from '../schema/model.ts';
import type { Frame, FrameUser } from '../runtime/frame.ts';
import { currentFrame, hasFrame } from '../runtime/frame.ts';
import type { EventTriggerContext, PublishResult, RunnableTrigger } from '../runtime/ports.ts';
import type { SObjectValue } from '../runtime/index.ts';
import { ApexDatetime, ApexId } from '../runtime/index.ts';
import type { GraphContext } from './encode.ts';
import { decodeGraph, encodeGraph } from './encode.ts';
import { describeError, isApexException } from './errors.ts';
import { checkEvent } from './event-validation.ts';
import { countInTest, pendingCallbacks, pendingImmediate, undelivered } from './pending-events.ts';
import type { Queued } from './pending-events.ts';
import type { PublishCallbacks } from './publish-callbacks.ts';
import type { SubscriberRows } from './subscriber-rows.ts';
import { TriggerContextState, toSubscription } from './subscriptions.ts';
import type { Subscription } from './subscriptions.ts';
import type { SystemTables } from './system-tables.ts';
import type { Transactions } from './transactions.ts';

/** Events are kept for replay this long. */
const retentionMs = 72 * 3_600_000;
/** After the first run an event trigger is run nine times more, then its subscription goes to the state Error. */
const maximumRetries = 9;

const eventContext = Symbol('event trigger context');

export interface EventBusParts {
  readonly tables: SystemTables;
  readonly transactions: Transactions;
  readonly schema: OrgSchema;
  readonly graphs: GraphContext;
  readonly callbacks: PublishCallbacks;
  readonly subscribers: SubscriberRows;
  readonly triggersFor: (object: ObjectSchema) => readonly RunnableTrigger[];
  /** The user a subscription runs as: the configured one, or Automated Process. */
  readonly userById: (id: string | null) => FrameUser;
  /** Throws when something that the local org does not run waits for these events. */
  readonly admit: (events: readonly SObjectValue[]) => void;
  readonly now: () => number;
}

export class EventBus {
  readonly #parts: EventBusParts;

  constructor(parts: EventBusParts) {
    this.#parts = parts;
    // What was published immediately is published whatever became of the transaction.
    parts.transactions.onSettled((frame) => this.#flushImmediate(frame));
  }

  /** Brings the subscriptions in line with the program's event triggers; a new one starts at the tip. */
  syncSubscriptions(): void {
    const { tables, schema } = this.#parts;
    const tip = Number(tables.get('SELECT coalesce(max(replay_id), 0) AS tip FROM _event')?.['tip'] ?? 0);
    const consumers = new Set<string>();
    for (const object of schema.objects.values()) {
      if (object.kind !== 'event') continue;
      for (const trigger of this.#parts.triggersFor(object)) {
        consumers.add(trigger.name);
        tables.run(
          `INSERT INTO _subscription (consumer, topic, last_processed, status) VALUES (?, ?, ?, 'Running')
           ON CONFLICT (consumer) DO UPDATE SET topic = excluded.topic,
             status = CASE status WHEN 'Error' THEN 'Running' ELSE status END, retries = 0`,
          trigger.name,
          object.name,
          tip,
        );
      }
    }
    for (const { consumer } of this.subscriptions()) {
      if (!consumers.has(consumer)) {
        tables.run('DELETE FROM _subscription WHERE consumer = ?', consumer);
        this.#parts.subscribers.remove(consumer);
      }
    }
    for (const subscription of this.subscriptions()) this.#parts.subscribers.keep(subscription);
  }

  subscriptions(): Subscription[] {
    return this.#parts.tables.all('SELECT * FROM _subscription ORDER BY consumer').map(toSubscription);
  }

  /** Publishes from Apex or the API inside the running transaction; never throws for an event's own faults. */
  publish(events: readonly SObjectValue[], callback: object | null = null): PublishResult[] {
    const frame = currentFrame();
    this.#parts.admit(events);
    const results = events.map((event) => this.#publishOne(event, frame));
    if (callback !== null) this.#expect(callback, events, results, frame);
    return results;
  }

  /** An event of the platform's own, which code cannot publish. It is on the bus whatever becomes of the transaction. */
  raise(event: SObjectValue, userId: string): void {
    const content = encodeGraph(event);
    const now = this.#parts.now();
    const queued = { uuid: randomUUID(), topic: event.object.name, content, createdBy: userId, createdAt: now };
    this.#parts.transactions.write(() => this.#insert(queued));
  }

  /** Consumers with something to do at this moment. */
  due(): string[] {
    const rows = this.#parts.tables.all(
      `SELECT s.consumer AS consumer FROM _subscription s
       WHERE s.status = 'Running' AND s.not_before <= ?
         AND EXISTS (SELECT 1 FROM _event e WHERE e.topic = s.topic AND e.replay_id > s.last_processed)
       ORDER BY s.consumer`,
      this.#parts.now(),
    );
    return rows.map((row) => row['consumer'] as string);
  }

  /** When the next resting subscription wants to run again, in milliseconds since 1970; null when none rests. */
  nextDue(): number | null {
    const row = this.#parts.tables.get(
      `SELECT min(not_before) AS at FROM _subscription s WHERE s.status = 'Running' AND s.not_before > ?
         AND EXISTS (SELECT 1 FROM _event e WHERE e.topic = s.topic AND e.replay_id > s.last_processed)`,
      this.#parts.now(),
    );
    return row?.['at'] === null || row === undefined ? null : Number(row['at']);
  }

  /** Runs one batch of one subscription in its own transaction. False: there was nothing to deliver. */
  deliverBatch(consumer: string, upTo = Number.MAX_SAFE_INTEGER): boolean {
    const row = this.#parts.tables.get('SELECT * FROM _subscription WHERE consumer = ?', consumer);
    if (row === undefined) return false;
    const subscription = toSubscription(row);
    if (subscription.status !== 'Running') return false;
    const events = this.#eventsAfter(subscription, upTo);
    if (events.length === 0) return false;
    this.#runTrigger(subscription, events);
    return true;
  }

  /** Test.getEventBus().deliver(): what was published so far reaches its triggers, each batch once. */
  deliverInTest(): void {
    this.#flushImmediate(currentFrame());
    undelivered(currentFrame()).clear();
    const upTo = Number(this.#parts.tables.get('SELECT coalesce(max(replay_id), 0) AS tip FROM _event')?.['tip'] ?? 0);
    for (const { consumer } of this.subscriptions()) {
      let before = -1;
      for (;;) {
        const current = this.subscriptions().find((subscription) => subscription.consumer === consumer);
        if (current === undefined || current.lastProcessed === before) break;
        before = current.lastProcessed;
        if (!this.deliverBatch(consumer, upTo)) break;
      }
    }
    this.#parts.callbacks.settle('success');
  }

  /** Test.getEventBus().fail(): what was published and not delivered yet is not published after all. */
  failInTest(): void {
    const { tables, transactions, callbacks } = this.#parts;
    const frame = currentFrame();
    this.#flushImmediate(frame);
    transactions.write(() => {
      for (const uuid of undelivered(frame)) tables.run('DELETE FROM _event WHERE uuid = ?', uuid);
    });
    undelivered(frame).clear();
    callbacks.settle('failure');
  }

  /** The context of the running event trigger, for EventBus.TriggerContext.currentContext(). */
  context(): EventTriggerContext | null {
    return (currentFrame().attachments.get(eventContext) as EventTriggerContext | undefined) ?? null;
  }

  configure(
    consumer: string,
    change: { userId?: string | null; batchSize?: number; status?: Subscription['status'] },
  ): void {
    const { tables } = this.#parts;
    if (change.userId !== undefined)
      tables.run('UPDATE _subscription SET user_id = ? WHERE consumer = ?', change.userId, consumer);
    if (change.batchSize !== undefined)
      tables.run('UPDATE _subscription SET batch_size = ? WHERE consumer = ?', change.batchSize, consumer);
    if (change.status !== undefined) {
      tables.run(
        'UPDATE _subscription SET status = ?, retries = 0, not_before = 0 WHERE consumer = ?',
        change.status,
        consumer,
      );
    }
    this.#show(consumer);
  }

  /** Forgets events past their retention. */
  prune(): void {
    this.#parts.transactions.write(() =>
      this.#parts.tables.run('DELETE FROM _event WHERE created_at < ?', this.#parts.now() - retentionMs),
    );
  }

  #publishOne(event: SObjectValue, frame: Frame): PublishResult {
    const problems = checkEvent(event);
    if (frame.isTest && problems.length === 0) problems.push(...countInTest(frame));
    if (problems.length > 0) return { success: false, eventUuid: null, errors: problems };
    const presetUuid = event.getField('eventuuid');
    const uuid = typeof presetUuid === 'string' ? presetUuid : randomUUID();
    const queued: Queued = {
      uuid,
      topic: event.object.name,
      content: encodeGraph(event),
      createdBy: frame.user.id,
      createdAt: this.#parts.now(),
    };
    if (frame.isTest) undelivered(frame).add(uuid);
    if (event.object.publishBehavior === 'immediate') pendingImmediate(frame).push(queued);
    else this.#insert(queued);
    return { success: true, eventUuid: uuid, errors: [] };
  }

  /** The callback of what was enqueued; that of events published immediately does not depend on the transaction either. */
  #expect(callback: object, events: readonly SObjectValue[], results: readonly PublishResult[], frame: Frame): void {
    const { callbacks } = this.#parts;
    const uuidsOf = (immediate: boolean): string[] =>
      results.flatMap(({ eventUuid }, i) =>
        eventUuid !== null && (events[i]?.object.publishBehavior === 'immediate') === immediate ? [eventUuid] : [],
      );
    const [now, afterCommit] = [uuidsOf(true), uuidsOf(false)];
    if (now.length > 0) pendingCallbacks(frame).push(callbacks.expect(callback, now));
    if (afterCommit.length > 0)
      callbacks.store(callbacks.expect(callback, afterCommit), frame.isTest ? null : 'success');
  }

  #insert(event: Queued): void {
    this.#parts.tables.run(
      'INSERT INTO _event (uuid, topic, content, created_at, created_by) VALUES (?, ?, ?, ?, ?)',
      event.uuid,
      event.topic,
      event.content,
      event.createdAt,
      event.createdBy,
    );
  }

  #flushImmediate(frame: Frame): void {
    const pending = pendingImmediate(frame).splice(0);
    const callbacks = pendingCallbacks(frame).splice(0);
    if (pending.length === 0) return;
    this.#parts.transactions.write(() => {
      for (const event of pending) this.#insert(event);
      for (const callback of callbacks) this.#parts.callbacks.store(callback, frame.isTest ? null : 'success');
    });
  }

  #eventsAfter(subscription: Subscription, upTo: number): SObjectValue[] {
    const rows = this.#parts.tables.all(
      'SELECT * FROM _event WHERE topic = ? AND replay_id > ? AND replay_id <= ? ORDER BY replay_id LIMIT ?',
      subscription.topic,
      subscription.lastProcessed,
      upTo,
      subscription.batchSize,
    );
    return rows.map((row) => this.#toRecord(row));
  }

  #toRecord(row: Record<string, unknown>): SObjectValue {
    const event = decodeGraph(row['content'] as string, this.#parts.graphs) as SObjectValue;
    event.setField('replayid', String(row['replay_id']));
    event.setField('eventuuid', row['uuid']);
    event.setField('createdbyid', ApexId.of(row['created_by'] as string));
    // Datetimes reach triggers without milliseconds.
    event.setField('createddate', new ApexDatetime(Math.floor(Number(row['created_at']) / 1000) * 1000));
    event.readOnly = true;
    return event;
  }

  #runTrigger(subscription: Subscription, events: readonly SObjectValue[]): void {
    const object = this.#parts.schema.object(subscription.topic);
    const trigger =
      object === undefined ? undefined : this.#parts.triggersFor(object).find((t) => t.name === subscription.consumer);
    if (object === undefined || trigger === undefined) return;
    const context = new TriggerContextState(subscription, events);
    const user = this.#parts.userById(subscription.userId);
    const outcome = this.#parts.transactions.attempt(
      {
        entryPoint: 'platform-event',
        user,
        attachments: new Map([[eventContext, context]]),
        onError: (error) => (isRetryable(error) ? 'rollback' : 'commit'),
      },
      () =>
        trigger.run({
          trigger: trigger.name,
          object: object.name,
          timing: 'after',
          operation: 'insert',
          newRecords: events,
          oldRecords: null,
        }),
    );
    this.#parts.transactions.write(() => {
      if (!outcome.ok && isRetryable(outcome.error)) this.#retry(subscription, describeError(outcome.error));
      else this.#advance(subscription, events, context, outcome.ok ? null : describeError(outcome.error));
    });
  }

  #retry(subscription: Subscription, error: string): void {
    const retries = subscription.retries + 1;
    const status = retries > maximumRetries ? 'Error' : 'Running';
    // The platform's delays grow but are not published; doubling from a second keeps local trials short.
    const delay = currentFrameIsTest() ? 0 : Math.min(1000 * 2 ** (retries - 1), 60_000);
    this.#parts.tables.run(
      'UPDATE _subscription SET retries = ?, last_error = ?, status = ?, not_before = ? WHERE consumer = ?',
      retries,
      error,
      status,
      this.#parts.now() + delay,
      subscription.consumer,
    );
    this.#show(subscription.consumer);
  }

  /** What Apex can read of a subscription follows it. */
  #show(consumer: string): void {
    const row = this.#parts.tables.get('SELECT * FROM _subscription WHERE consumer = ?', consumer);
    if (row !== undefined) this.#parts.subscribers.keep(toSubscription(row));
  }

  #advance(
    subscription: Subscription,
    events: readonly SObjectValue[],
    context: TriggerContextState,
    error: string | null,
  ): void {
    const last = context.resumeCheckpoint ?? String(events.at(-1)?.getField('replayid'));
    this.#parts.tables.run(
      'UPDATE _subscription SET last_processed = ?, retries = 0, last_error = ?, not_before = 0 WHERE consumer = ?',
      Number(last),
      error,
      subscription.consumer,
    );
    this.#show(subscription.consumer);
  }
}

function isRetryable(error: unknown): boolean {
  return isApexException(error, 'EventBus.RetryableException');
}

function currentFrameIsTest(): boolean {
  return hasFrame() && currentFrame().isTest;
}
