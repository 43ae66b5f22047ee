import { PermanentFailure, TransientFailure } from '../shared/errors.ts';
import { isObject, textOf, type JsonObject } from '../shared/json.ts';
import { NotAvailable, type SpotDraftClient } from './client.ts';
import { ContractLookup } from './lookup.ts';

/** Where a file can be fetched for a short while; never stored, never logged. */
export interface DownloadLink {
  readonly url: string;
  readonly fileName: string;
  readonly versionId: string | number | null;
}

/** Contracts by when they changed last, and how many of them a page has at most. */
export interface ChangeWindow {
  /** Inclusive; undefined for the beginning. */
  readonly from: string | undefined;
  /** Exclusive. */
  readonly to: string;
}

/** A page of the contract list. */
export interface ContractPage {
  readonly rows: readonly JsonObject[];
  readonly pages: number;
}

const PAGE_SIZE = 100;
const MAX_PAGES = 1_000;

/** The calls of SpotDraft's API that the bridge uses; exact slashes as in its OpenAPI document. */
export class ContractApi {
  readonly #client: SpotDraftClient;
  readonly #lookup = new ContractLookup((ids) => this.#listByIds(ids));

  constructor(client: SpotDraftClient) {
    this.#client = client;
  }

  /** The key that signs webhooks, in base64. */
  async hmacKey(): Promise<string> {
    const answer = await this.#object('/webhooks/hmac_key/');
    const key = textOf(answer.hmac_key);
    if (key) return key;
    throw new TransientFailure('NO_HMAC_KEY', 'SpotDraft’s answer holds no hmac_key.', 'It is asked again.');
  }

  /** Cheapest call that shows whether SpotDraft works with our credential. */
  async probe(): Promise<void> {
    await this.#client.call('GET', '/contracts/?page=1&limit=1');
  }

  /** Rows of the contract list for the two composite ids that an integer id can mean. */
  findByNumber(number: string): Promise<JsonObject[]> {
    return this.#lookup.find(number);
  }

  /** The list row of one contract, or undefined. */
  async listRow(id: string): Promise<JsonObject | undefined> {
    const answer = await this.#object(`/contracts/?${new URLSearchParams({ filter__contract_id: id })}`);
    return Array.isArray(answer.results) ? answer.results.find(isObject) : undefined;
  }

  status(id: string): Promise<JsonObject> {
    return this.#object(`/contracts/${encodeURIComponent(id)}/status`);
  }

  async keyPointers(id: string): Promise<JsonObject[]> {
    const answer = await this.#client.call('GET', `/contracts/${encodeURIComponent(id)}/key_pointers`);
    return Array.isArray(answer) ? answer.filter(isObject) : [];
  }

  externalMetadata(id: string): Promise<JsonObject> {
    return this.#object(`/contracts/${encodeURIComponent(id)}/external_metadata`);
  }

  /** Links a contract to a record of another system; what was linked before is replaced. */
  async writeExternalMetadata(id: string, metadata: JsonObject): Promise<void> {
    const path = `/contracts/${encodeURIComponent(id)}/external_metadata`;
    await this.#client.call('POST', path, { external_metadata: metadata });
  }

  /** One page of the contracts that changed in a window. Their order is SpotDraft's. */
  async changedContracts(window: ChangeWindow, page: number): Promise<ContractPage> {
    const parameters = new URLSearchParams({ page: String(page), limit: String(PAGE_SIZE) });
    if (window.from) parameters.set('filter__last_updated_on[$gte]', window.from);
    parameters.set('filter__last_updated_on[$lt]', window.to);
    const answer = await this.#object(`/contracts/?${parameters}`);
    const rows = Array.isArray(answer.results) ? answer.results.filter(isObject) : [];
    const size = typeof answer.limit === 'number' && answer.limit > 0 ? answer.limit : PAGE_SIZE;
    const total = typeof answer.total_results === 'number' ? answer.total_results : rows.length;
    return { rows, pages: Math.ceil(total / size) };
  }

  /** What SpotDraft's people call workflows. */
  contractTypes(): Promise<JsonObject[]> {
    return this.#all('/contract_types/');
  }

  /** Templates of all contract types. */
  templates(): Promise<JsonObject[]> {
    return this.#all('/templates/');
  }

  /** Definitions of a contract type's metadata fields. */
  async keyPointerDefinitions(contractTypeId: string): Promise<JsonObject[]> {
    const path = `/key_pointers/?${new URLSearchParams({ contract_type_id: contractTypeId })}`;
    return itemsOf(await this.#client.call('GET', path));
  }

  recipients(id: string): Promise<JsonObject> {
    return this.#object(`/contracts/${encodeURIComponent(id)}/recipients/`);
  }

  approvals(id: string): Promise<JsonObject> {
    return this.#object(`/contracts/approvals/${encodeURIComponent(id)}/`);
  }

  processMetrics(number: string): Promise<JsonObject> {
    return this.#object(`/contracts/${number}/process_metrics/`);
  }

  questionnaire(number: string, type: 'INTAKE_FORM' | 'TEMPLATE'): Promise<JsonObject> {
    return this.#object(`/contracts/${number}/questionnaire/responses/?questionnaire_type=${type}`);
  }

  /**
   * A temporary link to the contract's current document.
   *
   * @throws NotAvailable when there is none (yet)
   */
  async downloadLink(id: string, format: 'PDF' | 'DOCX'): Promise<DownloadLink> {
    const answer = await this.#client.call('POST', `/contracts/${encodeURIComponent(id)}/download_link`, { format });
    const url = isObject(answer) ? textOf(answer.url) : undefined;
    if (!isObject(answer) || !url)
      throw new NotAvailable('NO_LINK', 'SpotDraft gave no link.', 'It is asked again later.');
    const version = answer.current_version_id;
    const versionId = typeof version === 'string' || typeof version === 'number' ? version : null;
    return { url, fileName: textOf(answer.file_name) ?? `${id}.${format.toLowerCase()}`, versionId };
  }

  async #listByIds(ids: readonly string[]): Promise<JsonObject[]> {
    const rows: JsonObject[] = [];
    for (let page = 1; page <= ids.length; page += 1) {
      const parameters = { 'filter__contract_id[$in]': ids.join(','), page: String(page), limit: '100' };
      const answer = await this.#object(`/contracts/?${new URLSearchParams(parameters)}`);
      const results = Array.isArray(answer.results) ? answer.results.filter(isObject) : [];
      rows.push(...results);
      // A server may give fewer rows a page than asked for.
      const isWhole = typeof answer.total_results !== 'number' || rows.length >= answer.total_results;
      if (results.length === 0 || isWhole) break;
    }
    return rows;
  }

  /** A whole list, whether or not it comes in pages. */
  async #all(path: string): Promise<JsonObject[]> {
    const rows: JsonObject[] = [];
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const answer = await this.#client.call('GET', page === 1 ? path : `${path}?page=${page}`);
      const items = itemsOf(answer);
      rows.push(...items);
      const total = isObject(answer) ? answer.total_results : undefined;
      if (items.length === 0 || typeof total !== 'number' || rows.length >= total) break;
    }
    return rows;
  }

  async #object(path: string): Promise<JsonObject> {
    const answer = await this.#client.call('GET', path);
    if (isObject(answer)) return answer;
    throw new PermanentFailure(
      'SPOTDRAFT_SHAPE',
      `The answer to ${path.split('?')[0]} is not an object.`,
      'Report it.',
    );
  }
}

/** Lists come bare, or in `items` or `results`. */
function itemsOf(answer: unknown): JsonObject[] {
  const list = isObject(answer) ? (answer.items ?? answer.results) : answer;
  return Array.isArray(list) ? list.filter(isObject) : [];
}
