import { sha256 } from '../shared/ids.ts';

/** Length of one payload field of the event, as config/contract gives it. */
export const PART_LENGTH = 131_072;
/** How many payload fields the event has. */
export const MAX_PARTS = 7;
/** Larger payloads are published by reference: an event may have 1 MB with all its fields. */
export const MAX_PAYLOAD = 900_000;

const NOT_ASCII = /[\u007f-\uffff]/g;
/** Runs in which a field would find no place to be cut. */
const LONG_RUN = / {64,}/g;

/** JSON of ASCII characters only: UTF-8 has as many bytes, and no field can cut a character in two. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(NOT_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(LONG_RUN, (run) => '\\u0020'.repeat(run.length));
}

/** Whether a payload is too large for the bus, and goes as a file. */
export function isPublishedAsFile(payload: string): boolean {
  return payload.length > MAX_PAYLOAD;
}

/** SHA-256 of the joined payload. */
export function payloadHash(payload: string): string {
  return sha256(payload);
}

/**
 * Cuts the payload into fields: between two non-space characters, as fields lose spaces at their ends, and never inside
 * an escape.
 */
export function splitPayload(payload: string, length = PART_LENGTH): string[] {
  const parts: string[] = [];
  let start = 0;
  while (payload.length - start > length) {
    const end = lastSafeCut(payload, start, start + length);
    parts.push(payload.slice(start, end));
    start = end;
  }
  parts.push(payload.slice(start));
  return parts;
}

function lastSafeCut(payload: string, start: number, limit: number): number {
  let safe = -1;
  for (let index = start; index < limit;) {
    index += payload[index] === '\\' ? (payload[index + 1] === 'u' ? 6 : 2) : 1;
    if (index <= limit && payload[index - 1] !== ' ' && payload[index] !== ' ') safe = index;
  }
  if (safe > start) return safe;
  throw new RangeError(`There is no place to cut within ${limit - start} characters.`);
}
