import { compact } from './person.ts';
import type { ContractApi } from '../spotdraft/index.ts';
import type { Outcome } from '../store/requests.ts';
import { occasionOf, type EventMaker } from './made-events.ts';
import type { OrgRequest, RequestHandler } from './requests.ts';

/** Makes a new event of one contract, with a fresh snapshot and the next number. */
export class ContractResender implements RequestHandler {
  readonly #api: ContractApi;
  readonly #maker: EventMaker;

  constructor(api: ContractApi, maker: EventMaker) {
    this.#api = api;
    this.#maker = maker;
  }

  async handle(request: OrgRequest): Promise<Outcome> {
    const { contractId, parameters } = request;
    const row = await this.#api.listRow(contractId);
    if (!row) {
      return { outcome: 'failed', reasonCode: 'NOT_FOUND', message: 'SpotDraft does not show the contract.' };
    }
    const { actor, reason } = parameters ?? {};
    const data = compact({ requestedBy: actor ?? undefined, reason: reason ?? undefined });
    const occasion = occasionOf(request, 'manual', 'MANUAL_RESYNC', data);
    const made = await this.#maker.make([{ ...row, id: contractId }], occasion);
    return { outcome: 'done', detail: { progress: { listed: 1, made } } };
  }
}
