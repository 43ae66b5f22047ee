import { createHash } from 'node:crypto';
import { request, type Agent } from 'undici';
import { TransientFailure } from '../shared/errors.ts';

/** A download under way, with what is known of it so far. */
export interface Download {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Size by the server's word; undefined when it did not say. */
  readonly length: number | undefined;
  /** Size and digests of what has passed. */
  summary(): { size: number; sha256: string; md5: string };
  /** Lets go of the connection when the bytes are not wanted. */
  cancel(): void;
}

/** First bytes by which a file shows what it is. */
export const SIGNATURES = { pdf: '%PDF-', docx: 'PK' } as const;

/**
 * Opens a download and looks at its first bytes; nothing is kept in memory.
 *
 * @throws TransientFailure FILE_NOT_READY or WRONG_FILE_TYPE, as files lag behind their events
 */
export async function openDownload(url: URL, agent: Agent, signature: string, timeoutMs: number): Promise<Download> {
  const response = await request(url, {
    dispatcher: agent,
    headers: { 'accept-encoding': 'identity' },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const cancel = (): void => void response.body.destroy().on('error', () => undefined);
  if (response.statusCode !== 200) {
    cancel();
    throw new TransientFailure('FILE_NOT_READY', `The download answers ${response.statusCode}.`, 'It is tried again.');
  }
  const source = response.body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const head = await readHead(source, signature.length);
  if (!head.subarray(0, signature.length).equals(Buffer.from(signature))) {
    cancel();
    throw new TransientFailure('WRONG_FILE_TYPE', `The file does not begin with ${signature}.`, 'It is tried again.');
  }
  const meter = createMeter();
  const length = Number(response.headers['content-length']);
  return {
    bytes: metered(head, source, meter.add),
    length: Number.isSafeInteger(length) && length > 0 ? length : undefined,
    summary: meter.summary,
    cancel,
  };
}

async function readHead(source: AsyncIterator<Uint8Array>, length: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (let size = 0; size < length;) {
    const next = await source.next();
    if (next.done) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(chunks);
}

async function* metered(
  head: Buffer,
  source: AsyncIterator<Uint8Array>,
  add: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  add(head);
  yield head;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    add(next.value);
    yield next.value;
  }
}

function createMeter(): { add: (chunk: Uint8Array) => void; summary: Download['summary'] } {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5'); // What Salesforce keeps as a file's checksum; compared, never trusted.
  let size = 0;
  return {
    add: (chunk) => {
      sha256.update(chunk);
      md5.update(chunk);
      size += chunk.length;
    },
    summary: () => ({ size, sha256: sha256.copy().digest('hex'), md5: md5.copy().digest('hex') }),
  };
}
