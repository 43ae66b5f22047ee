import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Logger } from '../shared/log.ts';

/** Header with the signature, as SpotDraft's "Verifying webhooks" names it. */
export const SIGNATURE_HEADER = 'x-sd-webhook-content-hash';

const REFETCH_MS = 60_000;
const MAX_FETCHED = 3;

/** `unknown`: there is no key to check with, so nothing can be said of the sender. */
export type Verdict = 'valid' | 'invalid' | 'unknown';

/** HMAC-SHA512 over the raw bytes with the base64-decoded key, in lower-case hex. */
export function sign(raw: Buffer, keyBase64: string): string {
  return createHmac('sha512', Buffer.from(keyBase64, 'base64')).update(raw).digest('hex');
}

/** True when one of the keys made the signature; the comparison takes the same time for every wrong one. */
export function isSignedBy(raw: Buffer, header: string | undefined, keys: readonly string[]): boolean {
  const text = header?.trim() ?? '';
  if (!/^[0-9a-f]{128}$/i.test(text)) return false;
  const given = Buffer.from(text, 'hex');
  return keys.some((key) => timingSafeEqual(Buffer.from(sign(raw, key), 'hex'), given));
}

/**
 * Checks signatures with the configured keys and those SpotDraft gives. A mismatch may be a key that was changed there,
 * so the key is read again, at most once a minute; earlier keys stay valid for deliveries under way.
 */
export class SignatureVerifier {
  readonly #configured: readonly string[];
  readonly #fetchKey: () => Promise<string>;
  readonly #log: Logger;
  #fetched: string[] = [];
  #lastFetch = -Infinity;
  #fetching: Promise<void> | undefined;

  constructor(configured: readonly string[], fetchKey: () => Promise<string>, log: Logger) {
    this.#configured = configured;
    this.#fetchKey = fetchKey;
    this.#log = log;
  }

  async verify(raw: Buffer, header: string | undefined): Promise<Verdict> {
    if (!header || !/^[0-9a-f]{128}$/i.test(header.trim())) return 'invalid';
    if (isSignedBy(raw, header, this.#keys())) return 'valid';
    await this.#refetch();
    if (isSignedBy(raw, header, this.#keys())) return 'valid';
    return this.#keys().length === 0 ? 'unknown' : 'invalid';
  }

  #keys(): readonly string[] {
    return [...this.#configured, ...this.#fetched];
  }

  async #refetch(): Promise<void> {
    // Without any key every delivery would be turned away, so that case is tried more often.
    const pauseMs = this.#keys().length === 0 ? 1_000 : REFETCH_MS;
    if (!this.#fetching && performance.now() - this.#lastFetch >= pauseMs) {
      this.#lastFetch = performance.now();
      this.#fetching = this.#fetch().finally(() => (this.#fetching = undefined));
    }
    await this.#fetching;
  }

  async #fetch(): Promise<void> {
    try {
      const key = await this.#fetchKey();
      this.#fetched = [key, ...this.#fetched.filter((known) => known !== key)].slice(0, MAX_FETCHED);
    } catch (error) {
      this.#log.warn({ err: error }, 'the webhook key could not be read from SpotDraft');
    }
  }
}
