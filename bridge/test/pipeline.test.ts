import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bridge, BridgeConfigInput } from '../src/index.ts';
import { Bench, deliver, status, until } from './support/bench.ts';
import { webhookBody } from './support/samples.ts';

let bench: Bench;
let bridge: Bridge | undefined;

beforeEach(async () => {
  bench = new Bench();
  await bench.start();
});
afterEach(async () => {
  await bridge?.stop();
  bridge = undefined;
  await bench.stop();
});

async function start(timing: BridgeConfigInput['timing'] = {}): Promise<Bridge> {
  bridge = await bench.bridge(timing);
  return bridge;
}

async function counts(of: Bridge): Promise<Record<string, number>> {
  return (await status(of, 'status')).events;
}

function firstPublished(): Promise<Record<string, unknown>> {
  return until(() => bench.salesforce.published[0], 'published');
}

describe('publishing', () => {
  it('publishes a contract’s events in SpotDraft’s order with numbers from 1, once each', async () => {
    const { salesforce } = bench;
    salesforce.publishDelay = 5;
    const running = await start();
    for (let contract = 1; contract <= 10; contract += 1) {
      for (const minute of [1, 2, 3])
        await deliver(running.webhookUrl, webhookBody(contract, 'CONTRACT_SIGNED', minute));
    }
    await until(async () => (await counts(running)).done === 30, 'all done');
    expect(salesforce.published).toHaveLength(30);
    for (let contract = 1; contract <= 10; contract += 1) {
      const own = salesforce.published.filter(
        (record) => salesforce.field(record, 'Contract_Key__c') === `acme|T-${contract}`,
      );
      expect(own.map((record) => salesforce.field(record, 'Sequence__c'))).toEqual([1, 2, 3]);
      const times = own.map((record) => String(salesforce.field(record, 'Occurred_At__c')));
      expect(times).toEqual(times.toSorted());
    }
  });

  it('reads only the sections the org asks for, and names those that are not there', async () => {
    const { salesforce, spotdraft } = bench;
    salesforce.sections = ['contract', 'metadata', 'externalRecord', 'signatories', 'unknown'];
    const running = await start();
    await deliver(running.webhookUrl, webhookBody(5, 'CONTRACT_SIGNED', 1));
    const record = await firstPublished();
    const payload = salesforce.payload(record);
    expect(payload).toMatchObject({
      version: 1,
      event: { activity: 'CONTRACT_SIGNED', origin: 'webhook', performedBy: { name: 'Dana Whitfield' } },
      contract: { id: 'T-5', numericId: 5, link: 'https://app.spotdraft.com/contracts/v2/5', workspaceId: 77 },
      externalRecord: { id: '006Dn00000AbCdEIAV', recordType: 'Opportunity' },
      metadata: {
        contract_value: { value: 120000, currency: 'USD' },
        term: { value: 12, durationType: 'MONTHS', durationDays: 365 },
        city: { value: 'Zürich 😀' },
      },
      unavailable: [{ section: 'signatories', reason: 'NOT_FOUND' }],
    });
    expect(String(salesforce.field(record, 'Payload_1__c'))).toMatch(/^[\x20-\x7e]+$/);
    expect(spotdraft.calls.some((call) => call.includes('approvals'))).toBe(false);
  });

  it('keeps activities that no automation uses, and does not publish them', async () => {
    const running = await start();
    await deliver(running.webhookUrl, webhookBody(6, 'SIGNING_EMAIL_OPENED', 1));
    await until(async () => (await counts(running)).unneeded === 1, 'unneeded');
    expect(bench.salesforce.published).toHaveLength(0);
    bench.salesforce.activities.push('SIGNING_EMAIL_OPENED');
    await deliver(running.webhookUrl, webhookBody(6, 'SIGNING_EMAIL_OPENED', 2));
    await until(() => bench.salesforce.published.length === 1, 'published after the automation was enabled');
  });

  it('splits a large payload over fields', async () => {
    const running = await start();
    const note = Array.from({ length: 40_000 }, (_, index) => `"\\ ${index} ü`).join('  ');
    await deliver(running.webhookUrl, webhookBody(8, 'CONTRACT_SIGNED', 1, { note }));
    const record = await firstPublished();
    expect(Number(bench.salesforce.field(record, 'Payload_Parts__c'))).toBeGreaterThan(3);
    expect(bench.salesforce.payload(record)).toMatchObject({ event: { data: { note } } });
  });

  it('retries an event that the org refuses, gives it up in the end, and declares its number void', async () => {
    bench.salesforce.publishError = 'UNKNOWN_EXCEPTION';
    const running = await start({ maxAttempts: 3 });
    await deliver(running.webhookUrl, webhookBody(9, 'CONTRACT_SIGNED', 1));
    await until(async () => (await counts(running)).dead === 1, 'dead');
    bench.salesforce.publishError = undefined;
    await until(() => bench.salesforce.voids.length > 0, 'void told');
    expect(bench.salesforce.voids).toEqual([{ contractKey: 'acme|T-9', sequence: 1 }]);
    await deliver(running.webhookUrl, webhookBody(9, 'CONTRACT_SIGNED', 2));
    await until(() => bench.salesforce.published.length === 1, 'the next one');
    expect(bench.salesforce.field(bench.salesforce.published[0] ?? {}, 'Sequence__c')).toBe(2);
  });

  it('waits with the contract, and only with it, while SpotDraft is broken for one event', async () => {
    bench.salesforce.sections = ['metadata'];
    bench.spotdraft.broken.set('T-10/key_pointers', 500);
    const running = await start();
    await deliver(running.webhookUrl, webhookBody(10, 'CONTRACT_SIGNED', 1));
    await deliver(running.webhookUrl, webhookBody(11, 'CONTRACT_SIGNED', 1));
    await until(() => bench.salesforce.published.length === 1, 'the other contract');
    bench.spotdraft.broken.clear();
    await until(() => bench.salesforce.published.length === 2, 'the broken one');
  });
});

describe('a connection that does not work', () => {
  it('is parked while the org is unreachable, uses no attempts, and resumes by itself', async () => {
    const running = await start();
    await bench.salesforce.stop();
    const answer = await deliver(running.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 1));
    expect(answer.status).toBe(202);
    await until(async () => (await status(running, 'status')).connection.state === 'parked', 'parked');
    const ready = await (await fetch(`${running.url}/readyz`)).json();
    expect(ready).toMatchObject({ status: 'ready', connections: [{ parked: { code: 'ORG_UNREACHABLE' } }] });
    const { deliveries } = await status(running, 'deliveries');
    expect(deliveries[0]).toMatchObject({ attempts: 0 });
    await bench.salesforce.start();
    await until(async () => (await counts(running)).done === 1, 'done');
    expect(bench.salesforce.published).toHaveLength(1);
  });

  it('renews an expired session once', async () => {
    const running = await start();
    await deliver(running.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 1));
    await until(async () => (await counts(running)).done === 1, 'done');
    const before = bench.salesforce.logins;
    bench.salesforce.expireSessions();
    for (const contract of [2, 3, 4, 5]) await deliver(running.webhookUrl, webhookBody(contract, 'CONTRACT_SIGNED', 2));
    await until(async () => (await counts(running)).done === 5, 'done');
    expect(bench.salesforce.logins).toBe(before + 1);
  });

  it('does not hammer an org that refuses every session', async () => {
    bench.salesforce.refuseEverySession = true;
    const running = await start({ parkBaseMs: 1_000, parkMaxMs: 1_000 });
    await deliver(running.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 1));
    await until(async () => (await status(running, 'status')).connection.parked, 'parked');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(bench.salesforce.unauthorized).toBeLessThan(20);
    bench.salesforce.refuseEverySession = false;
    await until(async () => (await counts(running)).done === 1, 'done');
  });

  it('is parked when the login is refused, with the reason', async () => {
    bench.salesforce.refuseLogin = true;
    const running = await start();
    await deliver(running.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 1));
    const parked = await until(async () => (await status(running, 'status')).connection.parked, 'parked');
    expect(parked.code).toBe('ORG_LOGIN_REFUSED');
  });
});

describe('acknowledgements', () => {
  it('publishes again, with the same number, what the ledger lacks while it holds later ones', async () => {
    const running = await start({ republishAfterMs: 200 });
    bench.salesforce.ledgerDelay = true;
    const { eventKey } = await (await deliver(running.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 1))).json();
    await until(() => bench.salesforce.keys().includes(eventKey), 'published');
    bench.salesforce.ledger.delete(eventKey);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(bench.salesforce.published, 'a ledger that does not advance proves nothing').toHaveLength(1);
    bench.salesforce.ledgerDelay = false;
    await deliver(running.webhookUrl, webhookBody(2, 'CONTRACT_SIGNED', 1));
    await until(async () => (await counts(running)).done === 2, 'both known');
    const repeats = bench.salesforce.published.filter(
      (record) => bench.salesforce.field(record, 'Event_Key__c') === eventKey,
    );
    expect(repeats.map((record) => bench.salesforce.field(record, 'Sequence__c'))).toEqual([1, 1]);
  });

  it('gives up an event that the bus loses again and again', async () => {
    const running = await start({ republishAfterMs: 50, republishTimes: 2 });
    bench.salesforce.ledgerDelay = true;
    const { eventKey } = await (await deliver(running.webhookUrl, webhookBody(1, 'CONTRACT_SIGNED', 1))).json();
    await until(() => bench.salesforce.keys().includes(eventKey), 'published');
    bench.salesforce.lost.add(eventKey);
    bench.salesforce.ledger.delete(eventKey);
    bench.salesforce.ledgerDelay = false;
    let minute = 1;
    await until(async () => {
      await deliver(running.webhookUrl, webhookBody(2, 'CONTRACT_SIGNED', (minute += 1)));
      return (await status(running, `deliveries/${eventKey}`)).state === 'dead';
    }, 'dead');
    const repeats = bench.salesforce.published.filter(
      (record) => bench.salesforce.field(record, 'Event_Key__c') === eventKey,
    );
    expect(repeats).toHaveLength(3);
    expect(new Set(repeats.map((record) => bench.salesforce.field(record, 'Sequence__c')))).toEqual(new Set([1]));
    await until(() => bench.salesforce.voids.length > 0, 'void told');
  });
});
