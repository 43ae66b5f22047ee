import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Contract } from '../model/contract.ts';
import { compositeId } from '../model/contract.ts';

/** Temporary links end after this; SpotDraft does not publish its own time. */
const lifetimeMs = 10 * 60_000;

/** Signs and checks the links under which documents can be fetched without credentials. */
export class Downloads {
  readonly #secret = randomBytes(32);

  /** A link to the current version of a contract's document. */
  link(contract: Contract, origin: string, now: number): string {
    const expires = now + lifetimeMs;
    const path = `/files/${compositeId(contract)}/${contract.file.versionId}.pdf`;
    return `${origin}${path}?expires=${expires}&signature=${this.#sign(path, expires)}`;
  }

  /** Whether a link was given out and has not ended. */
  isValid(path: string, expires: number, signature: string, now: number): boolean {
    const [given, wanted] = [Buffer.from(signature), Buffer.from(this.#sign(path, expires))];
    return given.length === wanted.length && timingSafeEqual(given, wanted) && now < expires;
  }

  #sign(path: string, expires: number): string {
    return createHmac('sha256', this.#secret).update(`${path}?${expires}`).digest('hex');
  }
}

/** Whether the current version can be had: it may lag behind the execution, or never appear. */
export function isAvailable(contract: Contract, now: Date): boolean {
  const { file } = contract;
  return file.missing !== true && (file.availableFrom === undefined || Date.parse(file.availableFrom) <= now.getTime());
}
