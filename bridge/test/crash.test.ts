import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, deliver, status, until } from './support/bench.ts';
import { ChildBridge } from './support/child.ts';
import { webhookBody } from './support/samples.ts';

let bench: Bench;

beforeEach(async () => {
  bench = new Bench();
  await bench.start();
});
afterEach(() => bench.stop());

function postmasterPid(): number {
  return Number(readFileSync(join(bench.dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('kill -9', () => {
  it('between receipt and publishing loses nothing and numbers nothing twice', { timeout: 120_000 }, async () => {
    const { salesforce } = bench;
    salesforce.publishDelay = 100;
    const acknowledged = new Set<string>();
    let bridge = await ChildBridge.start(bench.config());
    for (let round = 0; round < 3; round += 1) {
      const sending = Array.from({ length: 120 }, async (_, index) => {
        const body = webhookBody((index % 20) + 1, 'CONTRACT_SIGNED', round * 100 + index);
        const answer = await deliver(bridge.webhookUrl, body).catch(() => undefined);
        if (answer?.status === 202) acknowledged.add(((await answer.json()) as { eventKey: string }).eventKey);
      });
      await until(() => acknowledged.size > round * 100 + 30, 'some accepted');
      expect(salesforce.keys().length).toBeLessThan(acknowledged.size);
      await bridge.end('SIGKILL');
      await Promise.all(sending.map((one) => one.catch(() => undefined)));
      bridge = await ChildBridge.start(bench.config());
    }
    salesforce.publishDelay = 0;
    const isFinished = async (): Promise<boolean> => {
      const { events } = await status(bridge, 'status');
      return Object.keys(events).join() === 'done';
    };
    await until(isFinished, 'everything done', 60_000);
    expect(salesforce.keys()).toEqual(expect.arrayContaining([...acknowledged]));
    checkNumbers();
    expect(await bridge.end('SIGTERM')).toBe(0);
  });

  function checkNumbers(): void {
    const { salesforce } = bench;
    const byContract = new Map<unknown, Map<unknown, unknown>>();
    for (const record of salesforce.published) {
      const contract = salesforce.field(record, 'Contract_Key__c');
      const numbers = byContract.get(contract) ?? new Map<unknown, unknown>();
      byContract.set(contract, numbers);
      const key = salesforce.field(record, 'Event_Key__c');
      const number = salesforce.field(record, 'Sequence__c');
      expect(numbers.get(number) ?? key, 'a number belongs to one event').toBe(key);
      numbers.set(number, key);
    }
    for (const numbers of byContract.values()) {
      const sorted = [...numbers.keys()].map(Number).sort((a, b) => a - b);
      expect(sorted).toEqual(sorted.map((_, index) => index + 1));
      expect(new Set(numbers.values()).size).toBe(numbers.size);
    }
  }

  it('between the upload of a payload and its report leaves one file', async () => {
    const { salesforce } = bench;
    let bridge = await ChildBridge.start(bench.config());
    await deliver(bridge.webhookUrl, webhookBody(7, 'CONTRACT_SIGNED', 1, { note: 'ü'.repeat(200_000) }));
    const record = await until(() => salesforce.published[0], 'published');
    const eventKey = salesforce.field(record, 'Event_Key__c');
    salesforce.holdUploadAnswer = true;
    const wanted = salesforce.want('DELIVER_PAYLOAD', { contractId: 'T-7', parameters: { eventKey }, existing: [] });
    const upload = await until(() => salesforce.uploads[0], 'uploaded');
    await bridge.end('SIGKILL');
    salesforce.holdUploadAnswer = false;
    wanted.fields.existing = [{ contentVersionId: upload.id, checksum: upload.md5 }];
    bridge = await ChildBridge.start(bench.config());
    await until(() => wanted.outcome?.outcome === 'done', 'reported', 30_000);
    expect(wanted.outcome).toMatchObject({ contentVersionId: upload.id, sha256: upload.sha256 });
    expect(salesforce.uploads).toHaveLength(1);
    expect(bridge.output()).not.toContain('üü');
    expect(bridge.output()).not.toContain('\\u00fc');
    expect(await bridge.end('SIGTERM')).toBe(0);
  });

  it('of the database: deliveries are turned away with 503, and it comes back', { timeout: 150_000 }, async () => {
    const bridge = await ChildBridge.start(bench.config());
    await deliver(bridge.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 1));
    process.kill(postmasterPid(), 'SIGKILL');
    const refused = await until(async () => {
      const answer = await deliver(bridge.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 2));
      return answer.status === 202 ? undefined : answer;
    }, 'refused');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    const isBack = async (): Promise<boolean> =>
      (await deliver(bridge.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 3))).status === 202;
    await until(isBack, 'accepts again', 60_000);
    await until(() => bench.salesforce.keys().length >= 2, 'published', 80_000);
    expect(await bridge.end('SIGTERM')).toBe(0);
  });
});

describe('SIGTERM', () => {
  it('answers what has begun, cuts off who never ends, and leaves no process behind', async () => {
    bench.salesforce.publishDelay = 300;
    const bridge = await ChildBridge.start(bench.config({}, { shutdownMs: 500 }));
    const { port, hostname } = new URL(bridge.url);
    const slow = connect(Number(port), hostname);
    slow.on('error', () => undefined);
    slow.write('POST /webhooks/spotdraft/acme HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    const sending = Array.from({ length: 20 }, (_, index) =>
      deliver(bridge.webhookUrl, webhookBody(index, 'CONTRACT_SIGNED', 1)),
    );
    expect((await Promise.all(sending)).map((answer) => answer.status)).toEqual(sending.map(() => 202));
    expect(await bridge.end('SIGTERM')).toBe(0);
    expect(existsSync(join(bench.dataDir, 'cluster', 'postmaster.pid'))).toBe(false);
    expect(bridge.output()).not.toMatch(/@acme\.example|"secret"/);
    const again = await ChildBridge.start(bench.config());
    await until(() => bench.salesforce.keys().length === 20, 'all published');
    expect(await again.end('SIGTERM')).toBe(0);
  });

  it('refuses a second bridge on the same data', async () => {
    const bridge = await ChildBridge.start(bench.config());
    await expect(ChildBridge.start(bench.config())).rejects.toThrow(/DATA_DIR_IN_USE/);
    expect((await deliver(bridge.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 1))).status).toBe(202);
    expect(await bridge.end('SIGTERM')).toBe(0);
  });
});

describe('memory', () => {
  it('does not grow with the size of a file', async () => {
    const bridge = await ChildBridge.start(bench.config());
    const small = bench.salesforce.wantFile('T-1');
    await until(() => small.outcome?.outcome === 'done', 'small file');
    const before = bridge.peakMegabytes();
    bench.spotdraft.fileMegabytes = 100;
    const large = bench.salesforce.wantFile('T-2');
    await until(() => large.outcome?.outcome === 'done', 'large file');
    expect(bench.salesforce.uploads.at(-1)?.size).toBeGreaterThan(100 * 1024 * 1024);
    expect(bridge.peakMegabytes() - before).toBeLessThan(64);
    expect(await bridge.end('SIGTERM')).toBe(0);
  });
});
