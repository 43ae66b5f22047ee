import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '../src/index.ts';
import { Bench, deliver, status, until } from './support/bench.ts';
import { SAMPLES, signatureOf, webhookBody } from './support/samples.ts';

const bench = new Bench();
let bridge: Bridge;

beforeAll(async () => {
  await bench.start();
  bridge = await bench.bridge();
});
afterAll(async () => {
  await bridge.stop();
  await bench.stop();
});

describe('deliveries', () => {
  it.each(SAMPLES)('accepts the documented sample with its published hash (%#)', async ({ body, hash }) => {
    expect(signatureOf(body)).toBe(hash);
    const response = await deliver(bridge.webhookUrl, body, hash);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ eventKey: expect.stringMatching(/^[0-9a-f]{64}$/), duplicate: false });
  });

  it('refuses a tampered body, a wrong and a missing signature with 401', async () => {
    const [sample] = SAMPLES;
    const tampered = sample?.body.replace('48213', '48214') ?? '';
    expect((await deliver(bridge.webhookUrl, tampered, sample?.hash)).status).toBe(401);
    expect((await deliver(bridge.webhookUrl, tampered, 'f'.repeat(128))).status).toBe(401);
    expect((await deliver(bridge.webhookUrl, tampered, '')).status).toBe(401);
  });

  it('answers a repeated delivery as a duplicate, whatever its spacing and key order', async () => {
    const body = webhookBody(1, 'CONTRACT_CREATED', 1);
    const first = await (await deliver(bridge.webhookUrl, body)).json();
    const { activity, ...rest } = JSON.parse(body);
    const again = await (await deliver(bridge.webhookUrl, JSON.stringify({ activity, ...rest }, null, 2))).json();
    expect(first).toMatchObject({ duplicate: false });
    expect(again).toEqual({ ...first, duplicate: true });
  });

  it('tells equal deliveries apart that arrive at the same moment', async () => {
    const body = webhookBody(2, 'CONTRACT_CREATED', 1);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => (await deliver(bridge.webhookUrl, body)).json()),
    );
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
  });

  it('takes unknown activities and missing members', async () => {
    const body = JSON.stringify({ activity: 'SOMETHING_NEW', contract_id: 3 });
    expect((await deliver(bridge.webhookUrl, body)).status).toBe(202);
  });

  it('keeps signed but unreadable deliveries in quarantine and says 2xx', async () => {
    const before = await status(bridge, 'status');
    for (const body of ['not json', '[]', '{"contract_id": 1}']) {
      expect((await deliver(bridge.webhookUrl, body)).status).toBe(202);
    }
    const { events } = await status(bridge, 'status');
    expect(events.quarantined).toBe(3);
    expect(before.events.quarantined).toBeUndefined();
  });

  it('stores text that the database could not hold', async () => {
    const body = webhookBody(4, 'ODD\u0000NAME', 1, { note: 'a\u0000b' });
    expect((await deliver(bridge.webhookUrl, body)).status).toBe(202);
  });

  it('refuses more than 1 MB with 413 and unknown connections with 404', async () => {
    const body = webhookBody(5, 'CONTRACT_CREATED', 1, { note: 'x'.repeat(1024 * 1024) });
    expect((await deliver(bridge.webhookUrl, body)).status).toBe(413);
    const unknown = bridge.webhookUrl.replace('acme', 'nobody');
    expect((await deliver(unknown, webhookBody(5, 'CONTRACT_CREATED', 1))).status).toBe(404);
  });

  it('reads a changed key from SpotDraft once, and keeps the old one', async () => {
    const newKey = Buffer.alloc(64, 7).toString('base64');
    // The wrong signatures above have used up this minute's read, so a fresh bridge shows the change.
    const fresh = new Bench();
    await fresh.start();
    fresh.spotdraft.hmacKey = newKey;
    const other = await fresh.bridge();
    try {
      const first = webhookBody(6, 'CONTRACT_CREATED', 1);
      const answers = await Promise.all(
        [1, 2, 3].map(() => deliver(other.webhookUrl, first, signatureOf(first, newKey))),
      );
      expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202]);
      expect((await deliver(other.webhookUrl, webhookBody(6, 'CONTRACT_SIGNED', 2))).status).toBe(202);
      expect((await deliver(other.webhookUrl, first, 'a'.repeat(128))).status).toBe(401);
      expect(fresh.spotdraft.keyReads).toBe(1);
    } finally {
      await other.stop();
      await fresh.stop();
    }
  });
});

describe('the other routes', () => {
  it('says that it lives and is ready', async () => {
    expect((await fetch(`${bridge.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${bridge.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ready', connections: [{ key: 'acme', state: 'connected' }] });
  });

  it('guards the status API by its token', async () => {
    expect((await fetch(`${bridge.url}/api/v1/status`)).status).toBe(401);
    const wrong = { authorization: 'Bearer something-else' };
    expect((await fetch(`${bridge.url}/api/v1/status`, { headers: wrong })).status).toBe(401);
    expect(await status(bridge, 'status')).toMatchObject({ connection: { key: 'acme' } });
  });

  it('shows deliveries without personal data', async () => {
    const body = webhookBody(9, 'CONTRACT_SIGNED', 1);
    const { eventKey } = await (await deliver(bridge.webhookUrl, body)).json();
    await until(async () => (await status(bridge, `deliveries/${eventKey}`)).state === 'done', 'done');
    const { deliveries } = await status(bridge, 'deliveries?limit=3');
    expect(deliveries[0]).toMatchObject({
      eventKey,
      activity: 'CONTRACT_SIGNED',
      contractKey: 'acme|T-9',
      sequence: 1,
    });
    expect(JSON.stringify(deliveries)).not.toMatch(/@acme/);
    expect((await fetch(`${bridge.url}/api/v1/deliveries/none`)).status).toBe(401);
  });
});
