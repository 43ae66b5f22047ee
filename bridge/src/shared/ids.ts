import { createHash, randomBytes } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

let lastMillisecond = 0;
let counter = 0;

/**
 * A UUID of version 7 that grows with every call of this process. The queue breaks ties inside one insert by job id,
 * so random ids would shuffle a batch.
 */
export function orderedUuid(now = Date.now()): string {
  const bytes = randomBytes(16);
  counter = now > lastMillisecond ? 0 : counter + 1;
  lastMillisecond = Math.max(now, lastMillisecond);
  if (counter > 0xfff) {
    lastMillisecond += 1;
    counter = 0;
  }
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
