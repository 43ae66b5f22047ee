import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { request } from 'undici';
import { ConnectionFailure } from '../shared/errors.ts';
import { isObject, textOf } from '../shared/json.ts';
import { OrgRefusal } from './failure.ts';
import type { Session } from './session.ts';

/** A file on its way. */
export interface Upload {
  readonly title: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Id of the contract state row. */
  readonly publishTo: string | undefined;
  /** Kept on the version, so that an admin sees where it comes from. */
  readonly reason: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Size of the bytes when it is known beforehand. */
  readonly length: number | undefined;
}

/** The org did not accept the session; the bytes are spent, so the caller starts over. */
export class SessionExpired extends Error {}

/** Tries once more when the session had run out; the attempt brings its bytes anew. */
export async function renewingOnce<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof SessionExpired) return attempt();
    throw error;
  }
}

/**
 * Makes a ContentVersion by the multipart resource, passing the bytes on as they come.
 *
 * @returns the id of the version
 * @throws SessionExpired after renewing it, OrgRefusal, or ConnectionFailure
 */
export async function uploadFile(session: Session, upload: Upload, timeoutMs: number): Promise<string> {
  const token = await session.token();
  const { headers, body } = multipart(upload);
  const response = await request(`${token.instanceUrl}${session.apiPath}/sobjects/ContentVersion`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token.accessToken}`, accept: 'application/json' },
    body,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const answer = parse(await response.body.text());
  const id = isObject(answer) && answer.success === true ? textOf(answer.id) : undefined;
  if (response.statusCode < 300 && id) return id;
  if (response.statusCode === 401) {
    await session.renew(token.accessToken);
    throw new SessionExpired('The session had run out.');
  }
  throw refusalOf(response.statusCode, answer);
}

function multipart(upload: Upload): { headers: Record<string, string>; body: Readable } {
  const boundary = `reverse-sync-${randomUUID()}`;
  const fields = {
    Title: upload.title,
    PathOnClient: upload.fileName,
    ReasonForChange: upload.reason,
    ...(upload.publishTo && { FirstPublishLocationId: upload.publishTo }),
  };
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="entity_content"\r\nContent-Type: application/json\r\n\r\n` +
      `${JSON.stringify(fields)}\r\n--${boundary}\r\n` +
      `Content-Disposition: form-data; name="VersionData"; filename="${quoted(upload.fileName)}"\r\n` +
      `Content-Type: ${upload.contentType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const body = Readable.from(joined(head, upload.bytes, tail), { objectMode: false });
  const headers: Record<string, string> = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  if (upload.length !== undefined) headers['content-length'] = String(head.length + upload.length + tail.length);
  return { headers, body };
}

async function* joined(
  head: Uint8Array,
  bytes: AsyncIterable<Uint8Array>,
  tail: Uint8Array,
): AsyncGenerator<Uint8Array> {
  yield head;
  yield* bytes;
  yield tail;
}

function quoted(name: string): string {
  return name.replaceAll(/[\r\n"\\]/g, '_');
}

function refusalOf(status: number, answer: unknown): OrgRefusal | ConnectionFailure {
  const first: unknown = Array.isArray(answer) ? answer[0] : answer;
  const detail = isObject(first) ? first : {};
  const code = textOf(detail.errorCode) ?? `HTTP_${status}`;
  const message = textOf(detail.message) ?? `The upload was answered with ${status}.`;
  if (status === 429 || status >= 500 || code === 'REQUEST_LIMIT_EXCEEDED') {
    return new ConnectionFailure('salesforce', code, message, 'It is tried again.');
  }
  return new OrgRefusal(code, message, 'Check the org’s file storage and the rights of the bridge’s user.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // An error page: the status says enough.
  }
}
