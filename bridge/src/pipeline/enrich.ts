import type pg from 'pg';
import { asciiJson, checkPayload, type ContractEventPayload, type Requirements } from '../contract/index.ts';
import { PermanentFailure } from '../shared/errors.ts';
import type { JsonObject } from '../shared/json.ts';
import { NotAvailable, type ContractApi } from '../spotdraft/index.ts';
import type { StoredEvent } from '../store/inbox.ts';
import { resolveIdentity } from './identity.ts';
import { basePayload, bodyOf, externalRecordOf } from './payload.ts';
import { answersOf, approvalsOf, listedContract, metadataOf, metricsOf, signatoriesOf } from './sections.ts';

/** An event with everything the org asked for. */
export interface Enriched {
  readonly contractKey: string;
  readonly payload: string;
  readonly snapshotMs: number;
}

/** What the readers of sections need. */
interface Source {
  readonly api: ContractApi;
  readonly id: string;
  readonly number: string;
  readonly requirements: Requirements;
  /** Read at most once per event, as two sections use it. */
  readonly metrics: () => Promise<JsonObject>;
}

type Addition = Partial<Omit<ContractEventPayload, 'contract'>> & {
  contract?: Partial<ContractEventPayload['contract']>;
};

const READERS: Readonly<Record<string, (source: Source) => Promise<Addition>>> = {
  contract: async ({ api, id }) => ({ contract: listedContract((await api.listRow(id)) ?? {}) }),
  externalRecord: async ({ api, id }) => ({ externalRecord: externalRecordOf(await api.externalMetadata(id)) }),
  metadata: async ({ api, id, requirements }) => ({
    metadata: metadataOf(await api.keyPointers(id), requirements.metadataFields),
  }),
  metrics: async ({ metrics }) => ({ metrics: metricsOf(await metrics()) }),
  signatories: async ({ api, id, metrics }) => {
    const [recipients, sides] = await Promise.all([api.recipients(id), metrics().catch(nothingIfUnavailable)]);
    return { signatories: signatoriesOf(recipients, sides) };
  },
  approvals: async ({ api, id }) => ({ approvals: approvalsOf(await api.approvals(id)) }),
  intake: async ({ api, number, requirements }) => ({
    intake: answersOf(await api.questionnaire(number, 'INTAKE_FORM'), requirements.intakeFields),
  }),
  questionnaire: async ({ api, number, requirements }) => ({
    questionnaire: answersOf(await api.questionnaire(number, 'TEMPLATE'), requirements.questionnaireFields),
  }),
  files: async ({ api, id }) => {
    const { versionId, fileName } = await api.downloadLink(id, 'PDF');
    return { files: { versionId, name: fileName } };
  },
};

/**
 * Reads from SpotDraft what the org's automations need, and no more. A section that is not there goes to `unavailable`.
 *
 * @throws ConnectionFailure, TransientFailure, or PermanentFailure PAYLOAD_INVALID
 */
export async function enrich(
  pool: pg.Pool,
  api: ContractApi,
  requirements: Requirements,
  event: StoredEvent,
): Promise<Enriched> {
  const body = bodyOf(event);
  const number = event.contractNumber;
  if (number === null) return finish(event, '-', basePayload(event, body, '-'), event.receivedAt.getTime());
  const startedAt = Date.now();
  const id = await resolveIdentity(pool, api, event.connectionKey, number, body);
  const base = basePayload(event, body, id);
  const sections = requirements.sections.filter((section) => section in READERS);
  const payload = await readSections(base, sections, {
    api,
    id,
    number,
    requirements,
    metrics: once(() => api.processMetrics(number)),
  });
  // Without a read the data is as old as the delivery.
  return finish(event, id, payload, sections.length > 0 ? startedAt : event.receivedAt.getTime());
}

async function readSections(
  base: ContractEventPayload,
  sections: readonly string[],
  source: Source,
): Promise<ContractEventPayload> {
  const unavailable: { section: string; reason: string }[] = [];
  const additions = await Promise.all(
    sections.map(async (section): Promise<Addition> => {
      try {
        return (await READERS[section]?.(source)) ?? {};
      } catch (error) {
        if (!(error instanceof NotAvailable) && !(error instanceof PermanentFailure)) throw error;
        unavailable.push({ section, reason: error.code });
        return {};
      }
    }),
  );
  let payload = base;
  for (const { contract, ...others } of additions) {
    payload = { ...payload, ...others, contract: { ...payload.contract, ...contract } };
  }
  return unavailable.length > 0 ? { ...payload, unavailable } : payload;
}

function finish(event: StoredEvent, id: string, payload: ContractEventPayload, snapshotMs: number): Enriched {
  const checked = checkPayload(payload);
  if ('problem' in checked) {
    throw new PermanentFailure('PAYLOAD_INVALID', `The payload breaks the contract: ${checked.problem}.`, 'Report it.');
  }
  return { contractKey: `${event.connectionKey}|${id}`, payload: asciiJson(payload), snapshotMs };
}

function nothingIfUnavailable(error: unknown): undefined {
  if (error instanceof NotAvailable) return undefined;
  throw error;
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= read());
}
