import type pg from 'pg';
import type { Timing } from '../config/index.ts';
import { ConnectionFailure, describeError, PermanentFailure, TransientFailure } from '../shared/errors.ts';
import type { Logger } from '../shared/log.ts';
import { backoff } from '../shared/time.ts';
import { isOrgWide, type PublishResult } from '../salesforce/index.ts';
import type { ContractApi } from '../spotdraft/index.ts';
import {
  bury,
  markPublished,
  markUnneeded,
  nextEvent,
  postpone,
  saveEnriched,
  type StoredEvent,
} from '../store/inbox.ts';
import type { ContractWork } from '../store/queue.ts';
import { assignSequence } from '../store/sequence.ts';
import { enrich } from './enrich.ts';
import type { Parking } from './parking.ts';
import type { Publisher } from './publisher.ts';
import type { RequirementsCache } from './requirements.ts';

/** What the worker works with. */
export interface WorkerParts {
  readonly pool: pg.Pool;
  readonly api: ContractApi;
  readonly requirements: RequirementsCache;
  readonly publisher: Publisher;
  readonly parking: Parking;
  readonly timing: Timing;
  readonly log: Logger;
  readonly onPublished: () => void;
}

/** Refusals of an event that no repetition changes. */
const HOPELESS = new Set([
  'STRING_TOO_LONG',
  'REQUIRED_FIELD_MISSING',
  'FIELD_INTEGRITY_EXCEPTION',
  'JSON_PARSER_ERROR',
  'NUMBER_OUTSIDE_VALID_RANGE',
]);

/**
 * Takes a contract's events in order through enrich, number and publish. Every stage is a state of the stored event, so
 * a crash repeats at most the stage it was in.
 */
export class ContractWorker {
  readonly #parts: WorkerParts;
  #stopped = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /** Works until the contract has nothing that is due, the connection is parked, or the bridge stops. */
  async run(work: ContractWork): Promise<void> {
    const { pool, parking } = this.#parts;
    while (!this.#stopped && !parking.state) {
      const event = await nextEvent(pool, work);
      if (!event || !(await this.#advance(event))) return;
    }
  }

  /** No further stage begins. */
  stop(): void {
    this.#stopped = true;
  }

  /** One stage of one event; false when the contract has to wait. */
  async #advance(event: StoredEvent): Promise<boolean> {
    try {
      await (event.state === 'received' ? this.#enrich(event) : this.#publish(event));
      return true;
    } catch (error) {
      return this.#fail(event, error);
    }
  }

  async #enrich(event: StoredEvent): Promise<void> {
    const { pool, api, requirements } = this.#parts;
    const needed = await requirements.forActivity(event.activity);
    // What a person asked for is published in any case.
    const isWanted = event.origin === 'manual' || needed.activities.includes(event.activity);
    if (!isWanted) return markUnneeded(pool, event.eventKey);
    await saveEnriched(pool, event.eventKey, await enrich(pool, api, needed, event));
  }

  async #publish(event: StoredEvent): Promise<void> {
    const { pool, publisher, parking, onPublished } = this.#parts;
    const { contractKey, payload, snapshotMs } = event;
    if (contractKey === null || payload === null || snapshotMs === null) {
      throw new PermanentFailure('NOT_ENRICHED', 'The event has no payload.', 'Report it.');
    }
    const sequence = await assignSequence(pool, event.eventKey, contractKey);
    const result = await publisher.publish({
      eventKey: event.eventKey,
      connectionKey: event.connectionKey,
      contractKey,
      activity: event.activity,
      sequence: Number(sequence),
      snapshotMs: Number(snapshotMs),
      occurredText: event.occurredText,
      origin: event.origin,
      payload,
    });
    if (!result.ok) throw refusal(result);
    await markPublished(pool, event.eventKey);
    parking.worked();
    onPublished();
  }

  async #fail(event: StoredEvent, error: unknown): Promise<boolean> {
    const { pool, parking, timing, log } = this.#parts;
    if (error instanceof ConnectionFailure) {
      parking.park(error);
      return false;
    }
    const { code, message } = describeError(error);
    const attempts = event.attempts + 1;
    const isOver = error instanceof PermanentFailure || attempts >= timing.maxAttempts;
    log.warn({ err: error, eventKey: event.eventKey, attempts, isOver }, 'an event could not be processed');
    if (isOver) {
      await bury(pool, event.eventKey, { code, message });
      return true;
    }
    const delayMs = backoff(event.attempts, timing.retryBaseMs, timing.retryMaxMs);
    await postpone(pool, event.eventKey, { code, message, delayMs });
    return false;
  }
}

function refusal({ code, message }: Extract<PublishResult, { ok: false }>): Error {
  if (isOrgWide(code)) return new ConnectionFailure('salesforce', code, message, 'The connection resumes by itself.');
  if (HOPELESS.has(code)) return new PermanentFailure(code, message, 'Report it: the event does not fit the package.');
  return new TransientFailure(code, message, 'It is tried again.');
}
