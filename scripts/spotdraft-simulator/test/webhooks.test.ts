import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { activities, createSimulator, seedContracts, signBody } from '../src/index.ts';
import type { Simulator, SimulatorOptions } from '../src/index.ts';
import { defaultWorkspace } from '../src/model/default-workspace.ts';
import { webhookBody } from '../src/webhook/payload.ts';
import { startReceiver } from './receiver.ts';

/** The key of the published samples, for tests only. */
const sampleKey = Buffer.from(Array.from({ length: 64 }, (_, i) => i)).toString('base64');

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop();
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = createSimulator({ requestsPerSecond: 0, ...options });
  await simulator.start();
  open.push(simulator);
  return simulator;
}

async function receiver(simulator: Simulator, statuses: number[] = [], wanted: readonly string[] = activities) {
  const target = await startReceiver(statuses);
  open.push(target);
  const response = await fetch(`${simulator.url}/api/v2.1/public/webhooks/`, {
    method: 'POST',
    headers: {
      'client-id': simulator.credentials.clientId,
      'client-secret': simulator.credentials.clientSecret,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      title: 'Test',
      url: target.url,
      only_for_activities: wanted,
      custom_headers: { 'X-Test': 'yes' },
    }),
  });
  expect(response.status).toBe(201);
  return target;
}

async function settled(simulator: Simulator): Promise<void> {
  await simulator.deliverer.settled();
}

describe('bodies and signatures', () => {
  const contract = {
    ...createSimulator().create({
      id: 'T-48213',
      title: 'Master Services Agreement - Northwind Traders',
      referenceId: 'MSA-2026-0412',
      counterparties: [
        {
          organizationName: 'Northwind Traders',
          pocName: 'Luis Ortega',
          pocEmail: 'luis.ortega@northwind.example',
          counterpartyId: 90517,
        },
      ],
      link: { id: '006Dn00000AbCdEIAV', recordType: 'Opportunity' },
    }),
    createdAt: '2026-04-14T09:12:31.448210Z',
  };

  it('are those of the published CONTRACT_CREATED sample', () => {
    const body = webhookBody(contract, defaultWorkspace, 'CONTRACT_CREATED', {
      performed_by: { name: 'Dana Whitfield', email: 'dana.whitfield@acme.example' },
      timestamp: '2026-04-14T09:12:35.902114Z',
    });
    expect(createHash('sha256').update(body).digest('hex')).toBe(
      '0e3daa38699ffc1a470e0650a49b90e6ab80ab363c17d095d5596416e1d497de',
    );
    expect(signBody(body, sampleKey)).toBe(
      '54129c83f9582cb3e754f09ad4491116eae1ace6d014d1157ea5ce4fc8686d7e88c3ce1c66683121b6b670c86d5b21d6265c10a92576b5b21377c1a399fa05a7',
    );
  });

  it('are those of the published CONTRACT_EXECUTED sample', () => {
    const executed = { ...contract, kind: 'EDITED_TEMPLATE_CONTRACT' as const, status: 'EXECUTED' as const };
    const body = webhookBody(executed, defaultWorkspace, 'CONTRACT_EXECUTED', {
      performed_by: { name: 'SYSTEM' },
      timestamp: '2026-04-21T17:02:11.201442Z',
    });
    expect(signBody(body, sampleKey)).toBe(
      '690c14703e789d4705b3386dd05a4ee55eabe4628e636e68a6ad99a3d53ffd474fd8d8db10e2a64ad59ce2b7888169e46df79d61cd0ca9753d027e784e5b85dd',
    );
  });
});

describe('delivery', () => {
  it('tells every stage in order, signed over the raw bytes', async () => {
    const simulator = await start();
    const target = await receiver(simulator);
    const contract = simulator.create({});
    simulator.lifecycle.execute(contract);
    await settled(simulator);
    expect(target.received.map(({ body }) => (JSON.parse(body) as { activity: string }).activity)).toEqual([
      'CONTRACT_CREATED',
      'CONTRACT_SENT_TO_COUNTERPARTY',
      'CONTRACT_MARK_FOR_EXECUTION',
      'CONTRACT_SIGNATURE_REQUESTED',
      'CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT',
      'CONTRACT_SIGNED',
      'CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT',
      'CONTRACT_SIGNED',
      'CONTRACT_EXECUTED',
    ]);
    for (const { body, signature, headers } of target.received) {
      expect(signature).toBe(signBody(body, simulator.store.state.hmacKey));
      expect(headers['x-test']).toBe('yes');
    }
  });

  it('sends only the activities that were asked for', async () => {
    const simulator = await start();
    const target = await receiver(simulator, [], ['CONTRACT_EXECUTED']);
    simulator.lifecycle.execute(simulator.create({}));
    await settled(simulator);
    expect(target.received).toHaveLength(1);
  });

  it('repeats a logged delivery byte for byte', async () => {
    const simulator = await start();
    const target = await receiver(simulator);
    simulator.create({});
    await settled(simulator);
    const [delivery] = simulator.store.state.deliveries;
    await simulator.deliverer.redeliver(delivery!);
    expect(target.received[1]).toEqual(
      expect.objectContaining({ body: target.received[0]!.body, signature: target.received[0]!.signature }),
    );
  });

  it('duplicates, reorders, drops and signs with the old key when told to', async () => {
    const simulator = await start();
    const target = await receiver(simulator);
    simulator.faults.arm({ kind: 'duplicate', activity: 'CONTRACT_CREATED', times: 1 });
    simulator.faults.arm({ kind: 'outOfOrder', activity: 'CONTRACT_SENT_TO_COUNTERPARTY', times: 1 });
    simulator.faults.arm({ kind: 'drop', activity: 'CONTRACT_SIGNATURE_REQUESTED', times: 1 });
    const contract = simulator.create({});
    simulator.lifecycle.send(contract);
    simulator.lifecycle.requestSignatures(contract);
    await settled(simulator);
    const seen = target.received.map(({ body }) => (JSON.parse(body) as { activity: string }).activity);
    expect(seen.filter((activity) => activity === 'CONTRACT_CREATED')).toHaveLength(2);
    expect(seen).not.toContain('CONTRACT_SIGNATURE_REQUESTED');
    expect(seen.indexOf('CONTRACT_MARK_FOR_EXECUTION')).toBeLessThan(seen.indexOf('CONTRACT_SENT_TO_COUNTERPARTY'));
  });

  it('logs failures and switches a webhook off after many of them', async () => {
    const simulator = await start();
    await receiver(
      simulator,
      Array.from({ length: 20 }, () => 500),
    );
    for (let i = 0; i < 20; i++) simulator.create({});
    await settled(simulator);
    expect(
      simulator.store.state.deliveries.every(({ state, statusCode }) => state === 'failed' && statusCode === 500),
    ).toBe(true);
    expect(simulator.store.state.webhooks[0]?.status).toBe('DISABLED_BY_ERROR');
  });
});

describe('memory', () => {
  it('keeps contracts, key and registrations in its file', async () => {
    const dataFile = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'data.json');
    const first = createSimulator({ dataFile });
    await first.start();
    seedContracts(first);
    const { hmacKey } = first.store.state;
    await first.stop();
    const second = await start({ dataFile });
    expect(second.store.contracts()).toHaveLength(4);
    expect(second.store.state.hmacKey).toBe(hmacKey);
    expect(second.create({}).number).toBeGreaterThan(first.store.contracts()[0]!.number);
  });
});
