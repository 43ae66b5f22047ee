import { createHash } from 'node:crypto';
import type pg from 'pg';
import { isPublishedAsFile, payloadHash } from '../contract/index.ts';
import { renewingOnce, uploadFile, type Session } from '../salesforce/index.ts';
import { findPayload } from '../store/inbox.ts';
import type { Outcome } from '../store/requests.ts';
import type { OrgRequest, RequestHandler } from './requests.ts';

/** What carrying payloads needs. */
export interface PayloadParts {
  readonly pool: pg.Pool;
  readonly connectionKey: string;
  readonly session: Session;
  readonly timeoutMs: number;
}

/**
 * Uploads payloads that are too large for the bus. Title and bytes follow from the event alone, so that a file which a crash
 * left without a report is found by its MD5 and not uploaded twice.
 */
export class PayloadCarrier implements RequestHandler {
  readonly #parts: PayloadParts;

  constructor(parts: PayloadParts) {
    this.#parts = parts;
  }

  async handle(request: OrgRequest): Promise<Outcome> {
    const { pool, connectionKey } = this.#parts;
    const eventKey = request.parameters?.eventKey;
    if (!eventKey) {
      return { outcome: 'failed', reasonCode: 'PARAMETERS_MISSING', message: 'The request names no event.' };
    }
    const payload = await findPayload(pool, connectionKey, eventKey);
    if (payload === undefined || !isPublishedAsFile(payload)) {
      return { outcome: 'failed', reasonCode: 'PAYLOAD_GONE', message: 'The bridge has no such payload.' };
    }
    const bytes = Buffer.from(payload);
    const contentVersionId = findExisting(request, bytes) ?? (await this.#upload(request, eventKey, bytes));
    return { outcome: 'done', contentVersionId, sha256: payloadHash(payload), size: bytes.length };
  }

  #upload(request: OrgRequest, eventKey: string, bytes: Buffer): Promise<string> {
    const { session, timeoutMs } = this.#parts;
    const title = request.title ?? `payload-${eventKey}`;
    return renewingOnce(() =>
      uploadFile(
        session,
        {
          title,
          fileName: `${title}.json`,
          // A part of JSON would pass for the one that describes the file.
          contentType: 'application/octet-stream',
          publishTo: request.publishTo,
          reason: `SpotDraft ${request.contractId}, payload of an event`,
          bytes: once(bytes),
          length: bytes.length,
        },
        timeoutMs,
      ),
    );
  }
}

function findExisting({ existing }: OrgRequest, bytes: Buffer): string | undefined {
  // What Salesforce keeps as a file's checksum; the org checks the SHA-256.
  const md5 = createHash('md5').update(bytes).digest('hex');
  return existing?.find(({ checksum }) => checksum?.toLowerCase() === md5)?.contentVersionId;
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
