import type { Agent } from 'undici';
import type { SpotDraftConfig } from '../config/index.ts';
import { TransientFailure } from '../shared/errors.ts';
import { renewingOnce, uploadFile, type Session } from '../salesforce/index.ts';
import { checkLink, downloadAgent, NotAvailable, type ContractApi } from '../spotdraft/index.ts';
import type { Outcome } from '../store/requests.ts';
import { openDownload, SIGNATURES, type Download } from './download.ts';
import type { OrgRequest, RequestHandler } from './requests.ts';

interface FileKind {
  readonly format: 'PDF' | 'DOCX';
  readonly extension: string;
  readonly contentType: string;
  readonly signature: string;
}

const PDF: FileKind = { format: 'PDF', extension: '.pdf', contentType: 'application/pdf', signature: SIGNATURES.pdf };
const DOCX: FileKind = {
  format: 'DOCX',
  extension: '.docx',
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  signature: SIGNATURES.docx,
};
const KINDS: Readonly<Record<string, FileKind>> = { executedPdf: PDF, currentPdf: PDF, currentDocx: DOCX };

/** Moves files from SpotDraft into the org, as a stream from one to the other. */
export class FileCarrier implements RequestHandler {
  readonly #api: ContractApi;
  readonly #session: Session;
  readonly #rules: SpotDraftConfig;
  readonly #timeoutMs: number;
  readonly #agent: Agent;

  constructor(api: ContractApi, session: Session, rules: SpotDraftConfig, timeoutMs: number) {
    this.#api = api;
    this.#session = session;
    this.#rules = rules;
    this.#timeoutMs = timeoutMs;
    this.#agent = downloadAgent(rules);
  }

  async handle(request: OrgRequest): Promise<Outcome> {
    const kind = KINDS[request.file ?? ''];
    if (!kind) return { outcome: 'failed', reasonCode: 'UNKNOWN_FILE', message: 'This bridge does not know the file.' };
    try {
      return await this.#carry(request, kind);
    } catch (error) {
      if (!(error instanceof NotAvailable)) throw error;
      const message = `SpotDraft has no such file yet (${error.code}).`;
      return { outcome: 'retry', reasonCode: 'FILE_NOT_READY', message };
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #carry(request: OrgRequest, kind: FileKind): Promise<Outcome> {
    if (request.file === 'executedPdf') await this.#requireExecuted(request.contractId);
    const existing = await this.#findExisting(request, kind);
    if (existing) return existing;
    return renewingOnce(() => this.#upload(request, kind));
  }

  /** SpotDraft gives the current version only; before execution that is not the signed one. */
  async #requireExecuted(contractId: string): Promise<void> {
    const { contract_status: status } = await this.#api.status(contractId);
    if (status === 'EXECUTED') return;
    throw new TransientFailure('NOT_EXECUTED', `The contract’s status is ${String(status)}.`, 'It is tried again.');
  }

  /**
   * After a crash between upload and report the org lists the file, but nothing says for which request it came. Its MD5
   * does, and costs one more download, only when there are files at all. Titles would not do: every version has the same.
   */
  async #findExisting(request: OrgRequest, kind: FileKind): Promise<Outcome | undefined> {
    const candidates = (request.existing ?? []).filter(
      ({ checksum, contentVersionId }) => checksum && contentVersionId,
    );
    if (candidates.length === 0) return undefined;
    const { download } = await this.#open(request, kind);
    for await (const chunk of download.bytes) void chunk;
    const { md5, sha256, size } = download.summary();
    const match = candidates.find(({ checksum }) => checksum?.toLowerCase() === md5);
    return match && { outcome: 'done', contentVersionId: match.contentVersionId, sha256, size };
  }

  async #upload(request: OrgRequest, kind: FileKind): Promise<Outcome> {
    const { download, fileName } = await this.#open(request, kind);
    const title = (request.title ?? withoutExtension(fileName)).slice(0, 255);
    try {
      const contentVersionId = await uploadFile(
        this.#session,
        {
          title,
          fileName: title.toLowerCase().endsWith(kind.extension) ? title : `${title}${kind.extension}`,
          contentType: kind.contentType,
          publishTo: request.publishTo,
          reason: `SpotDraft ${request.contractId}, request ${request.id}`,
          bytes: download.bytes,
          length: download.length,
        },
        this.#timeoutMs,
      );
      const { sha256, size } = download.summary();
      return { outcome: 'done', contentVersionId, sha256, size };
    } finally {
      download.cancel();
    }
  }

  async #open(request: OrgRequest, kind: FileKind): Promise<{ download: Download; fileName: string }> {
    const link = await this.#api.downloadLink(request.contractId, kind.format);
    const url = checkLink(link.url, this.#rules);
    return { download: await openDownload(url, this.#agent, kind.signature, this.#timeoutMs), fileName: link.fileName };
  }
}

function withoutExtension(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
}
