import { createHmac, randomBytes } from 'node:crypto';

/** Header that carries the signature. */
export const signatureHeader = 'X-SD-WEBHOOK-CONTENT-HASH';

/** Length of a workspace's webhook secret, in bytes. */
const keyLength = 64;

/**
 * Signs a webhook body as SpotDraft does: HMAC-SHA512 over the raw bytes, in lower-case hex.
 *
 * @param hmacKey the workspace's key as the API returns it, base64
 * @see SpotDraft's OpenAPI document, "Verifying webhooks"
 */
export function signBody(body: string | Uint8Array, hmacKey: string): string {
  return createHmac('sha512', Buffer.from(hmacKey, 'base64')).update(body).digest('hex');
}

/** Makes a webhook key: base64 of 64 random bytes. */
export function newHmacKey(): string {
  return randomBytes(keyLength).toString('base64');
}

/** Whether a text is base64 of 64 bytes. */
export function isHmacKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === keyLength && bytes.toString('base64') === text;
}
