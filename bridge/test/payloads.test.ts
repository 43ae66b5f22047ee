/** Payloads that are too large for the bus: told by their hash, and uploaded when the org asks. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bridge } from '../src/index.ts';
import { Bench, deliver, until } from './support/bench.ts';
import type { Wanted } from './support/fake-salesforce.ts';
import { webhookBody } from './support/samples.ts';

/** As JSON of ASCII characters only it has six times as many. */
const note = 'ü'.repeat(200_000);
const STATE = 'a00000000000001AAA';

let bench: Bench;
let bridge: Bridge;
let record: Record<string, unknown>;

beforeEach(async () => {
  bench = new Bench();
  await bench.start();
  bridge = await bench.bridge();
  await deliver(bridge.webhookUrl, webhookBody(7, 'CONTRACT_SIGNED', 1, { note }));
  record = await until(() => bench.salesforce.published[0], 'published');
});
afterEach(async () => {
  await bridge.stop();
  await bench.stop();
});

function field(name: string): unknown {
  return bench.salesforce.field(record, name);
}

function want(eventKey = String(field('Event_Key__c'))): Wanted {
  return bench.salesforce.want('DELIVER_PAYLOAD', {
    contractId: 'T-7',
    contractKey: 'acme|T-7',
    publishTo: STATE,
    title: `payload-${eventKey}`,
    parameters: { eventKey },
    existing: [],
  });
}

describe('a payload that is too large for the bus', () => {
  it('is published as hash and size, with the next number, and the contract goes on', async () => {
    expect(field('Payload_Parts__c')).toBe(0);
    expect(field('Payload_1__c')).toBeUndefined();
    expect(field('Payload_Hash__c')).toMatch(/^[0-9a-f]{64}$/);
    expect(field('Payload_Size__c')).toBeGreaterThan(1_200_000);
    expect(field('Sequence__c')).toBe(1);
    await deliver(bridge.webhookUrl, webhookBody(7, 'CONTRACT_SIGNED', 2));
    const next = await until(() => bench.salesforce.published[1], 'the next one');
    expect(bench.salesforce.field(next, 'Payload_Parts__c')).toBe(1);
    expect(bench.salesforce.field(next, 'Payload_Size__c')).toBe(
      String(bench.salesforce.field(next, 'Payload_1__c')).length,
    );
    expect(bench.salesforce.field(next, 'Sequence__c')).toBe(2);
  });

  it('is uploaded when the org asks, byte by byte what was told', async () => {
    const wanted = want();
    const outcome = await until(() => wanted.outcome, 'reported');
    const [upload] = bench.salesforce.uploads;
    expect(upload?.fields).toMatchObject({
      Title: `payload-${String(field('Event_Key__c'))}`,
      PathOnClient: `payload-${String(field('Event_Key__c'))}.json`,
      FirstPublishLocationId: STATE,
    });
    expect([upload?.sha256, upload?.size]).toEqual([field('Payload_Hash__c'), field('Payload_Size__c')]);
    expect(outcome).toMatchObject({
      outcome: 'done',
      contentVersionId: upload?.id,
      sha256: upload?.sha256,
      size: upload?.size,
    });
  });

  it('is not uploaded twice when the org’s answer got lost', async () => {
    bench.salesforce.dropUploadAnswer = true;
    const wanted = want();
    const upload = await until(() => bench.salesforce.uploads[0], 'uploaded');
    bench.salesforce.dropUploadAnswer = false;
    wanted.fields.existing = [
      { contentVersionId: '068000000000099AAA', checksum: createHash('md5').update('another').digest('hex') },
      { contentVersionId: upload.id, checksum: upload.md5.toUpperCase() },
    ];
    await until(() => wanted.outcome?.outcome === 'done', 'reported');
    expect(wanted.outcome).toMatchObject({ contentVersionId: upload.id, sha256: field('Payload_Hash__c') });
    expect(bench.salesforce.uploads).toHaveLength(1);
  });

  it('is uploaded again when what is there is something else', async () => {
    const wanted = want();
    wanted.fields.existing = [{ contentVersionId: '068000000000099AAA', checksum: 'f'.repeat(32) }];
    await until(() => wanted.outcome?.outcome === 'done', 'reported');
    expect(wanted.outcome).toMatchObject({ contentVersionId: bench.salesforce.uploads[0]?.id });
  });

  it('renews the session for the upload', async () => {
    const wanted = want();
    await until(() => wanted.lease, 'leased');
    bench.salesforce.expireSessions();
    await until(() => wanted.outcome?.outcome === 'done', 'delivered');
    expect(bench.salesforce.uploads).toHaveLength(1);
  });

  it('answers what it does not have with "failed"', async () => {
    await deliver(bridge.webhookUrl, webhookBody(8, 'CONTRACT_SIGNED', 1));
    const small = await until(() => bench.salesforce.published[1], 'a small one');
    const nobodys = want('0'.repeat(64));
    const travelled = want(String(bench.salesforce.field(small, 'Event_Key__c')));
    const empty = bench.salesforce.want('DELIVER_PAYLOAD', { parameters: {} });
    await until(() => nobodys.outcome && travelled.outcome && empty.outcome, 'reported');
    expect(nobodys.outcome).toMatchObject({ outcome: 'failed', reasonCode: 'PAYLOAD_GONE' });
    expect(travelled.outcome).toMatchObject({ outcome: 'failed', reasonCode: 'PAYLOAD_GONE' });
    expect(empty.outcome).toMatchObject({ outcome: 'failed', reasonCode: 'PARAMETERS_MISSING' });
    expect(bench.salesforce.uploads).toHaveLength(0);
  });
});
