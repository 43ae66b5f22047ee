import type { ConnectionConfig, Timing } from '../config/index.ts';
import { spotDraftBase } from '../config/index.ts';
import type { Side } from '../shared/errors.ts';
import { ConnectionFailure } from '../shared/errors.ts';
import type { Logger } from '../shared/log.ts';
import { fetchRequirements, Session } from '../salesforce/index.ts';
import { ContractApi, SpotDraftClient } from '../spotdraft/index.ts';
import type { Database } from '../store/database.ts';
import { wakeAll } from '../store/inbox.ts';
import type { ContractWork, Queue } from '../store/queue.ts';
import { GroupInserter, SignatureVerifier, type WebhookConnection } from '../webhook/index.ts';
import { Exchanger } from './exchange.ts';
import { Backfill } from './backfill.ts';
import { CatalogueReader } from './catalogue.ts';
import { FileCarrier } from './files.ts';
import { LinkWriter } from './link.ts';
import { EventMaker } from './made-events.ts';
import { Parking, type Parked } from './parking.ts';
import { PayloadCarrier } from './payload-carrier.ts';
import { Publisher } from './publisher.ts';
import { RequestDesk } from './requests.ts';
import { RequirementsCache } from './requirements.ts';
import { ContractResender } from './resend.ts';
import { ContractWorker } from './worker.ts';

/** One SpotDraft workspace bound to one org, at work. */
export interface LiveConnection {
  readonly key: string;
  readonly webhook: WebhookConnection;
  readonly parked: Parked | undefined;
  work(work: ContractWork): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What all connections share. */
export interface Shared {
  readonly database: Database;
  readonly queue: Queue;
  readonly timing: Timing;
  readonly log: Logger;
  /** Looks for due events now. */
  readonly sweep: () => void;
}

/** Puts the parts of a connection together. */
export function createConnection(config: ConnectionConfig, shared: Shared): LiveConnection {
  const { database, queue, timing, sweep } = shared;
  const { key } = config;
  const log = shared.log.child({ connection: key });
  const pool = database.working;
  const api = new ContractApi(new SpotDraftClient(config.spotdraft));
  const session = new Session(config.salesforce);
  const requirements = new RequirementsCache(() => fetchRequirements(session, key), timing);
  const parking = new Parking({
    baseMs: timing.parkBaseMs,
    maxMs: timing.parkMaxMs,
    probe: (side) => probe(side, api, session, requirements),
    onResume: () =>
      void wakeAll(pool, key)
        .then(sweep, () => undefined)
        .then(() => exchanger.wake()),
    log,
  });
  const { hmacKeys, workspaceId, region } = config.spotdraft;
  const workspace = { connectionKey: key, workspaceId, region: region ?? spotDraftBase(config.spotdraft) };
  const maker = new EventMaker({ pool, queue, workspace, rescueMs: timing.rescueMs });
  const desk = new RequestDesk({
    DELIVER_FILE: new FileCarrier(api, session, config.spotdraft, timing.fileTimeoutMs),
    WRITE_LINK: new LinkWriter(api),
    RESEND_CONTRACT: new ContractResender(api, maker),
    BACKFILL: new Backfill({ pool, connectionKey: key, api, maker, requirements, pauseMs: timing.sweepMs }),
    REFRESH_CATALOGUE: new CatalogueReader(api),
    DELIVER_PAYLOAD: new PayloadCarrier({ pool, connectionKey: key, session, timeoutMs: timing.fileTimeoutMs }),
  });
  const exchangeParts = {
    pool,
    connectionKey: key,
    exclusive: database.exclusive,
    session,
    requirements,
    desk,
    parking,
  };
  const exchanger = new Exchanger({ ...exchangeParts, timing, log });
  const publisher = new Publisher(session);
  const onPublished = (): void => exchanger.wake();
  const worker = new ContractWorker({ pool, api, requirements, publisher, parking, timing, log, onPublished });
  const inserter = new GroupInserter(database.accepting, queue, timing.rescueMs);
  const webhook: WebhookConnection = {
    workspace,
    verifier: new SignatureVerifier(hmacKeys, () => api.hmacKey(), log),
    inserter,
  };
  return {
    key,
    webhook,
    get parked() {
      return parking.state;
    },
    work: (work) => worker.run(work),
    async start() {
      await wakeAll(pool, key);
      exchanger.start();
    },
    async stop() {
      worker.stop();
      parking.stop();
      await inserter.idle();
      await exchanger.stop();
    },
  };
}

/** Resolves when the side answers again; an answer that is a refusal of the one call is an answer. */
async function probe(side: Side, api: ContractApi, session: Session, requirements: RequirementsCache): Promise<void> {
  try {
    if (side === 'spotdraft') return await api.probe();
    session.reset();
    await requirements.refresh();
  } catch (error) {
    if (error instanceof ConnectionFailure) throw error;
  }
}
