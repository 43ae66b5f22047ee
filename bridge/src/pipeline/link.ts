import type { ContractApi } from '../spotdraft/index.ts';
import { NotAvailable } from '../spotdraft/index.ts';
import type { Outcome } from '../store/requests.ts';
import { externalRecordOf } from './payload.ts';
import type { OrgRequest, RequestHandler } from './requests.ts';

const DONE: Outcome = { outcome: 'done' };
/** Salesforce ids are the same with 15 and with 18 characters. */
const ID_LENGTH = 15;

/** Writes the record that a contract belongs to back to SpotDraft. A link that is there already is never replaced. */
export class LinkWriter implements RequestHandler {
  readonly #api: ContractApi;

  constructor(api: ContractApi) {
    this.#api = api;
  }

  async handle({ contractId, parameters }: OrgRequest): Promise<Outcome> {
    const { recordId, recordType } = parameters ?? {};
    if (!recordId || !recordType) {
      return { outcome: 'failed', reasonCode: 'PARAMETERS_MISSING', message: 'The request names no record.' };
    }
    const present = await this.#present(contractId);
    if (present?.slice(0, ID_LENGTH) === recordId.slice(0, ID_LENGTH)) return DONE;
    if (present !== undefined) {
      return {
        outcome: 'failed',
        reasonCode: 'LINKED_OTHERWISE',
        message: 'The contract is linked to another record in SpotDraft.',
      };
    }
    await this.#api.writeExternalMetadata(contractId, {
      id: recordId,
      integration_name: 'Salesforce',
      record_type: recordType,
      record_data: {},
    });
    return DONE;
  }

  async #present(contractId: string): Promise<string | undefined> {
    try {
      return externalRecordOf(await this.#api.externalMetadata(contractId))?.id;
    } catch (error) {
      // Without a link there may be nothing to read; whether the contract is there shows when it is written.
      if (error instanceof NotAvailable && error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}
