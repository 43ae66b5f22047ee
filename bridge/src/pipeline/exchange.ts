import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Timing } from '../config/index.ts';
import type { ExchangeResponse } from '../contract/index.ts';
import { ConnectionFailure, describeError } from '../shared/errors.ts';
import type { JsonObject } from '../shared/json.ts';
import type { Logger } from '../shared/log.ts';
import { exchange, type Session } from '../salesforce/index.ts';
import {
  countUnacknowledged,
  fillGaps,
  findOverdue,
  pendingVoids,
  republish,
  saveAcknowledged,
  saveVoidsTold,
  takePublished,
} from '../store/acknowledgements.ts';
import { bury } from '../store/inbox.ts';
import {
  addReport,
  countLeased,
  dropReports,
  giveBackAbandoned,
  holdExchange,
  pendingOutcomes,
  pendingReports,
  releaseExchange,
  saveOutcome,
  saveReported,
  takeRequest,
} from '../store/requests.ts';
import { Pace } from './pace.ts';
import { compact } from './person.ts';
import type { Parking } from './parking.ts';
import type { OrgRequest, RequestDesk } from './requests.ts';
import type { RequirementsCache } from './requirements.ts';

/** What the exchange works with. */
export interface ExchangeParts {
  readonly pool: pg.Pool;
  readonly connectionKey: string;
  readonly exclusive: boolean;
  readonly session: Session;
  readonly requirements: RequirementsCache;
  readonly desk: RequestDesk;
  readonly parking: Parking;
  readonly timing: Timing;
  readonly log: Logger;
}

const LEASE_MS = 120_000;
const MAX_DELIVERIES = 4;
/** Reports of one exchange; the org takes 1,500,000 bytes in all. */
const MAX_REPORTS = 600_000;
/** How long a ledger that does not answer for an event keeps the pauses short. */
const FRESH_MS = 600_000;

/**
 * The one call with which the bridge learns what has arrived and what the org wants: at once after publishing, then with
 * growing pauses. One process at a time does it for an org.
 */
export class Exchanger {
  readonly #parts: ExchangeParts;
  readonly #holder = randomUUID();
  readonly #pace: Pace;
  /** Requests under way, by id. */
  readonly #deliveries = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    const { exchangeFirstMs, exchangeBusyMaxMs, exchangeIdleMaxMs } = parts.timing;
    const limits = { firstMs: exchangeFirstMs, busyMaxMs: exchangeBusyMaxMs, idleMaxMs: exchangeIdleMaxMs };
    this.#pace = new Pace(limits, () => this.#turn());
  }

  start(): void {
    this.#pace.start();
  }

  /** There is something to ask or to tell. */
  wake(): void {
    this.#pace.wake();
  }

  /** Lets the present exchange end; files on their way are cut off and given back to the org at the next start. */
  async stop(): Promise<void> {
    await this.#pace.stop();
    this.#stopping.abort();
    await this.#parts.desk.close();
    await Promise.all(this.#deliveries.values());
    await releaseExchange(this.#parts.pool, this.#parts.connectionKey, this.#holder).catch(() => undefined);
  }

  /** One exchange; true when another is likely to have news soon. */
  async #turn(): Promise<boolean> {
    const { parking, log } = this.#parts;
    if (parking.state?.side === 'salesforce') return false;
    try {
      return await this.#exchange();
    } catch (error) {
      if (error instanceof ConnectionFailure) parking.park(error);
      else log.error({ err: error, ...describeError(error) }, 'the exchange failed');
      return false;
    }
  }

  async #exchange(): Promise<boolean> {
    const { pool, connectionKey, exclusive, session, requirements } = this.#parts;
    if (!(await holdExchange(pool, connectionKey, this.#holder, LEASE_MS, exclusive))) return this.#awaitsLedger();
    await giveBackAbandoned(pool, connectionKey, this.#holder, exclusive);
    const published = await takePublished(pool, connectionKey);
    const reports = await pendingReports(pool, connectionKey, MAX_REPORTS);
    const outcomes = await pendingOutcomes(pool, connectionKey);
    const voids = await pendingVoids(pool, connectionKey);
    const leased = await countLeased(pool, connectionKey);
    const response = await exchange(session, connectionKey, {
      published: published.map(({ eventKey }) => eventKey),
      places: published.map((place) => ({ ...place })),
      results: [
        ...reports.map(({ id, lease, body }) => ({ ...body, id, lease, outcome: 'progress' as const })),
        ...outcomes.map((outcome) => compact({ ...outcome })),
      ],
      ...(voids.length > 0 && { voidSequences: voids.map((item) => ({ ...item })) }),
      maxRequests: Math.max(0, MAX_DELIVERIES - leased),
    });
    await dropReports(pool, reports);
    await saveReported(pool, outcomes);
    await saveVoidsTold(pool, voids);
    await saveAcknowledged(pool, response.acknowledged);
    await this.#chase(response.missing);
    await this.#fill(response.missingSequences ?? []);
    requirements.noteVersion(response.requirementsVersion);
    await this.#begin(response.requests);
    // What comes after these reports waited for them.
    if (reports.length > 0) this.wake();
    return this.#expectsNews(response);
  }

  /** Publishes again what got lost between the bus and the ledger, a few times. */
  async #chase(missing: readonly string[]): Promise<void> {
    const { pool, connectionKey, timing, log } = this.#parts;
    for (const { eventKey, publishCount } of await findOverdue(pool, connectionKey, missing, timing.republishAfterMs)) {
      log.warn({ eventKey, publishCount }, 'the ledger lacks an event although it holds later ones');
      if (publishCount <= timing.republishTimes) await republish(pool, eventKey);
      else await bury(pool, eventKey, LOST);
    }
  }

  /** The org's order waits for numbers: their events come again, or are declared void. */
  async #fill(missing: NonNullable<ExchangeResponse['missingSequences']>): Promise<void> {
    const { pool, connectionKey, timing, log } = this.#parts;
    const gaps = missing.flatMap(({ contractKey, sequences }) =>
      sequences.map((sequence) => ({ contractKey, sequence })),
    );
    const limits = { afterMs: timing.republishAfterMs, times: timing.republishTimes };
    const { republished, voided } = await fillGaps(pool, connectionKey, gaps, limits);
    if (republished + voided > 0) log.warn({ gaps: gaps.length, republished, voided }, 'the org waits for numbers');
    if (voided > 0) this.wake();
  }

  async #begin(requests: readonly OrgRequest[]): Promise<void> {
    for (const request of requests) {
      const isNew = await takeRequest(this.#parts.pool, this.#parts.connectionKey, request, this.#holder);
      // Its lease ran out while we work on it: we go on under the new one.
      if (!isNew || this.#deliveries.has(request.id)) continue;
      this.#deliveries.set(
        request.id,
        this.#deliver(request).finally(() => this.#deliveries.delete(request.id)),
      );
    }
  }

  async #deliver(request: OrgRequest): Promise<void> {
    const { desk, pool, parking, log } = this.#parts;
    const work = {
      signal: this.#stopping.signal,
      report: async (body: JsonObject, instead: boolean) => {
        await addReport(pool, request.id, body, instead);
        this.wake();
      },
    };
    try {
      const outcome = await desk.handle(request, work, (failure) => parking.park(failure));
      const { reasonCode, size } = outcome;
      const { id, kind } = request;
      log.info({ request: id, kind, outcome: outcome.outcome, reasonCode, size }, 'a request has been worked on');
      await saveOutcome(pool, request.id, request.lease, outcome);
    } catch (error) {
      log.error({ err: error, request: request.id }, 'an outcome could not be kept');
    }
    this.wake();
  }

  async #expectsNews(response: ExchangeResponse): Promise<boolean> {
    if (response.openRequests > 0 || response.openEvents > 0 || this.#deliveries.size > 0) return true;
    return this.#awaitsLedger();
  }

  async #awaitsLedger(): Promise<boolean> {
    const { count, newest } = await countUnacknowledged(this.#parts.pool, this.#parts.connectionKey);
    return count > 0 && newest !== null && Date.now() - newest.getTime() < FRESH_MS;
  }
}

const LOST = {
  code: 'LOST_ON_THE_BUS',
  message: 'The event was published several times, and the ledger holds later ones but not this one.',
};
