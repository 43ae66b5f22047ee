import type pg from 'pg';
import { pause } from '../shared/time.ts';
import type { ChangeWindow, ContractApi } from '../spotdraft/index.ts';
import { countWaitingBackfill } from '../store/inbox.ts';
import type { Outcome } from '../store/requests.ts';
import { occasionOf, type EventMaker } from './made-events.ts';
import type { OrgRequest, RequestHandler, Work } from './requests.ts';
import type { RequirementsCache } from './requirements.ts';

/** What a backfill works with. */
export interface BackfillParts {
  readonly pool: pg.Pool;
  readonly connectionKey: string;
  readonly api: ContractApi;
  readonly maker: EventMaker;
  readonly requirements: RequirementsCache;
  /** Pause between looks while too much waits to be published. */
  readonly pauseMs: number;
}

/** How far a backfill is: the page it does next, counted down, and its sums. */
interface Progress {
  page: number;
  listed: number;
  made: number;
}

/** With more events of a backfill waiting to be published, it makes no further ones: live events come first. */
const MAX_WAITING = 300;
/** How many looks there are before the org hears that the work goes on. */
const LOOKS_PER_REPORT = 60;

/**
 * Makes an event for every contract that changed in a time, page by page. Pages are read from the last to the first:
 * a contract that changes meanwhile leaves the window, and then the ones after it move to pages that are still to come.
 */
export class Backfill implements RequestHandler {
  readonly #parts: BackfillParts;

  constructor(parts: BackfillParts) {
    this.#parts = parts;
  }

  async handle(request: OrgRequest, work: Work): Promise<Outcome> {
    const { api, maker, requirements } = this.#parts;
    const occasion = occasionOf(request, 'backfill', 'BACKFILL');
    const { activities } = await requirements.forActivity(occasion.activity);
    if (!activities.includes(occasion.activity)) {
      const message = `No enabled automation uses the activity ${occasion.activity}.`;
      return { outcome: 'failed', reasonCode: 'ACTIVITY_NOT_USED', message };
    }
    const window = windowOf(request);
    const progress = readCursor(request.parameters?.cursor) ?? {
      page: (await api.changedContracts(window, 1)).pages,
      listed: 0,
      made: 0,
    };
    while (progress.page >= 1 && !work.signal.aborted) {
      await this.#waitForRoom(work, progress);
      const { rows } = await api.changedContracts(window, progress.page);
      progress.made += await maker.make(rows, occasion);
      progress.listed += rows.length;
      progress.page -= 1;
      await work.report(tellOf(progress), true);
    }
    if (work.signal.aborted) {
      return { outcome: 'retry', reasonCode: 'BRIDGE_STOPPED', message: 'The bridge was stopped; it goes on later.' };
    }
    return { outcome: 'done', detail: tellOf(progress) };
  }

  async #waitForRoom(work: Work, progress: Progress): Promise<void> {
    const { pool, connectionKey, pauseMs } = this.#parts;
    for (let look = 1; !work.signal.aborted; look += 1) {
      if ((await countWaitingBackfill(pool, connectionKey)) < MAX_WAITING) return;
      if (look % LOOKS_PER_REPORT === 0) await work.report(tellOf(progress), true);
      await pause(pauseMs, work.signal);
    }
  }
}

function windowOf({ parameters }: OrgRequest): ChangeWindow {
  return { from: parameters?.from ?? undefined, to: parameters?.to ?? new Date().toISOString() };
}

function tellOf({ page, listed, made }: Progress): { progress: { listed: number; made: number; cursor: string } } {
  return { progress: { listed, made, cursor: `${page}:${listed}:${made}` } };
}

function readCursor(cursor: string | null | undefined): Progress | undefined {
  const match = /^(\d{1,9}):(\d{1,12}):(\d{1,12})$/.exec(cursor ?? '');
  return match ? { page: Number(match[1]), listed: Number(match[2]), made: Number(match[3]) } : undefined;
}
