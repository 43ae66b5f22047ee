import { compact } from './person.ts';
import type { ContractApi } from '../spotdraft/index.ts';
import type { Outcome } from '../store/requests.ts';
import type { EventMaker } from './made-events.ts';
import type { OrgRequest, RequestHandler } from './requests.ts';

/** Makes a new event of one contract, with a fresh snapshot and the next number. */
export class ContractResender implements RequestHandler {
  readonly #api: ContractApi;
  readonly #maker: EventMaker;

  constructor(api: ContractApi, maker: EventMaker) {
    this.#api = api;
    this.#maker = maker;
  }

  async handle({ id, lease, contractId, parameters }: OrgRequest): Promise<Outcome> {
    const row = await this.#api.listRow(contractId);
    if (!row) {
      return { outcome: 'failed', reasonCode: 'NOT_FOUND', message: 'SpotDraft does not show the contract.' };
    }
    const { activity, asked, actor, reason } = parameters ?? {};
    const made = await this.#maker.make([{ ...row, id: contractId }], {
      activity: activity ?? 'MANUAL_RESYNC',
      origin: 'manual',
      request: id,
      // Without the time of the wish its lease tells it from an earlier one.
      asked: asked ?? lease,
      data: compact({ requestedBy: actor ?? undefined, reason: reason ?? undefined }),
    });
    return { outcome: 'done', detail: { progress: { listed: 1, made } } };
  }
}
