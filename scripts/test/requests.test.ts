/** What the bridge does with the org's requests, against the simulator of SpotDraft and a stand-in of the org. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBridge, type Bridge } from '../../bridge/src/index.ts';
import { until } from '../../bridge/test/support/bench.ts';
import { FakeSalesforce } from '../../bridge/test/support/fake-salesforce.ts';
import { createSimulator, type Simulator } from '../spotdraft-simulator/src/index.ts';

const RECORD = '006000000000001AAA';
const STATUS_TOKEN = 'status-token-for-tests';

let folder: string;
let org: FakeSalesforce;
let simulator: Simulator;
let bridge: Bridge;
let now = new Date('2026-07-01T12:00:00Z');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bridge-requests-'));
  org = new FakeSalesforce();
  await org.start();
  simulator = createSimulator({ requestsPerSecond: 0, clock: () => now });
  await simulator.start();
  bridge = await start();
});
afterAll(async () => {
  await bridge.stop();
  await simulator.stop();
  await org.stop();
  rmSync(folder, { recursive: true, force: true });
});

// Every test has a day of its own, so that a backfill of the day finds its contracts only.
beforeEach(() => {
  now = new Date(now.getTime() + 24 * 3600 * 1000);
  org.sections = ['contract', 'externalRecord'];
  org.activities = ['CONTRACT_EXECUTED', 'BACKFILL'];
  for (const list of [org.published, org.wanted, org.voids, org.exchanges]) list.length = 0;
});

async function start(source = simulator): Promise<Bridge> {
  const { clientId, clientSecret } = source.credentials;
  const started = createBridge({
    port: 0,
    dataDir: folder,
    logLevel: 'silent',
    statusToken: STATUS_TOKEN,
    connection: {
      key: 'acme',
      spotdraft: { baseUrl: source.url, workspaceId: '77', clientId, clientSecret, requestsPerSecond: 10 },
      salesforce: { loginUrl: org.url, auth: { kind: 'clientCredentials', clientId: 'c', clientSecret: 's' } },
    },
    timing: {
      sweepMs: 50,
      exchangeFirstMs: 50,
      exchangeBusyMaxMs: 100,
      exchangeIdleMaxMs: 200,
      republishAfterMs: 1,
      requirementsMissMs: 1,
    },
  });
  await started.start();
  return started;
}

/** A contract of the simulator, as requests name it. */
function contract(title: string, link?: string): { contractId: string; contractKey: string; number: number } {
  const { number } = simulator.create({ title, ...(link && { link: { id: link, recordType: 'Opportunity' } }) });
  return { contractId: `T-${number}`, contractKey: `acme|T-${number}`, number };
}

function field(record: Record<string, unknown> | undefined, name: string): unknown {
  return org.field(record ?? {}, name);
}

function outcomeOf(wanted: { outcome?: Record<string, unknown> }): Promise<Record<string, unknown>> {
  return until(() => wanted.outcome, 'an outcome');
}

describe('WRITE_LINK', () => {
  it('links the contract to the record, once', async () => {
    const { contractId, contractKey } = contract('New deal');
    const parameters = { recordId: RECORD, recordType: 'Opportunity' };
    const first = org.want('WRITE_LINK', { contractId, contractKey, parameters });
    expect(await outcomeOf(first)).toMatchObject({ outcome: 'done' });
    expect(simulator.contract(contractId).externalMetadata).toEqual({
      id: RECORD,
      integration_name: 'Salesforce',
      record_type: 'Opportunity',
      record_data: {},
    });
    const events = simulator.contract(contractId).events.length;
    const again = org.want('WRITE_LINK', { contractId, contractKey, parameters });
    expect(await outcomeOf(again)).toMatchObject({ outcome: 'done' });
    expect(simulator.contract(contractId).events, 'nothing was written').toHaveLength(events);
  });

  it('never replaces another link', async () => {
    const { contractId, contractKey } = contract('Linked', '006000000000009AAA');
    const parameters = { recordId: RECORD, recordType: 'Opportunity' };
    const wanted = org.want('WRITE_LINK', { contractId, contractKey, parameters });
    expect(await outcomeOf(wanted)).toMatchObject({ outcome: 'failed', reasonCode: 'LINKED_OTHERWISE' });
    expect(simulator.contract(contractId).externalMetadata?.id).toBe('006000000000009AAA');
  });

  it('says what is wrong', async () => {
    const parameters = { recordId: RECORD, recordType: 'Opportunity' };
    const unknown = org.want('WRITE_LINK', { contractId: 'T-999999', contractKey: 'acme|T-999999', parameters });
    const empty = org.want('WRITE_LINK', { contractId: 'T-1', contractKey: 'acme|T-1' });
    expect(await outcomeOf(unknown)).toMatchObject({ outcome: 'failed', reasonCode: 'NOT_FOUND' });
    expect(await outcomeOf(empty)).toMatchObject({ outcome: 'failed', reasonCode: 'PARAMETERS_MISSING' });
  });
});

describe('RESEND_CONTRACT', () => {
  it('publishes a new event with a fresh snapshot and the next number, whether or not it is used', async () => {
    const { contractId, contractKey, number } = contract('Resent', RECORD);
    const parameters = { activity: 'MANUAL_RESYNC', asked: '2026-07-01T00:00:00Z', actor: '005x', reason: 'fixed' };
    const first = org.want('RESEND_CONTRACT', { contractId, contractKey, parameters });
    expect(await outcomeOf(first)).toMatchObject({ outcome: 'done' });
    const record = await until(() => org.published[0], 'published');
    expect(field(record, 'Origin__c')).toBe('manual');
    expect(field(record, 'Contract_Key__c')).toBe(contractKey);
    expect(org.payload(record)).toMatchObject({
      event: { activity: 'MANUAL_RESYNC', origin: 'manual', data: { requestedBy: '005x', reason: 'fixed' } },
      contract: { id: contractId, numericId: number, title: 'Resent', link: expect.stringContaining(String(number)) },
      externalRecord: { id: RECORD },
    });
    simulator.lifecycle.execute(simulator.contract(contractId));
    org.want('RESEND_CONTRACT', {
      contractId,
      contractKey,
      parameters: { ...parameters, asked: '2026-07-02T00:00:00Z' },
    });
    const second = await until(() => org.published[1], 'published');
    expect(org.payload(second)).toMatchObject({ contract: { status: 'EXECUTED' } });
    expect([field(record, 'Sequence__c'), field(second, 'Sequence__c')]).toEqual([1, 2]);
  });

  it('makes one event of one wish, however often it is leased', async () => {
    const { contractId, contractKey } = contract('Resent');
    const parameters = { activity: 'CONTRACT_EXECUTED', asked: '2026-07-01T00:00:00Z' };
    const wanted = org.want('RESEND_CONTRACT', { contractId, contractKey, parameters });
    await outcomeOf(wanted);
    await until(() => org.published.length === 1, 'published');
    delete wanted.lease;
    delete wanted.outcome;
    expect(await outcomeOf(wanted)).toMatchObject({ outcome: 'done', progress: { made: 0 } });
    expect(org.keys()).toHaveLength(1);
  });

  it('says when SpotDraft does not show the contract', async () => {
    const wanted = org.want('RESEND_CONTRACT', { contractId: 'T-999999', contractKey: 'acme|T-999999' });
    expect(await outcomeOf(wanted)).toMatchObject({ outcome: 'failed', reasonCode: 'NOT_FOUND' });
  });
});

describe('BACKFILL', () => {
  let parameters: Record<string, unknown>;

  beforeEach(() => {
    // SpotDraft takes ten calls a second: events that read nothing more come faster.
    org.sections = [];
    const asked = now.toISOString();
    parameters = { activity: 'BACKFILL', asked, from: asked, to: new Date(now.getTime() + 1000).toISOString() };
  });

  it('publishes an event of every contract, page by page, and tells how far it is', async () => {
    for (let index = 0; index < 230; index += 1) contract(`Contract ${index}`);
    const wanted = org.want('BACKFILL', { parameters });
    expect(await until(() => wanted.outcome, 'done', 60_000)).toMatchObject({
      outcome: 'done',
      progress: { listed: 230, made: 230 },
    });
    expect(wanted.reports.length).toBeGreaterThan(0);
    await until(() => org.keys().length === 230, 'all published', 60_000);
    expect(new Set(org.published.map((record) => field(record, 'Origin__c')))).toEqual(new Set(['backfill']));
    expect(new Set(org.published.map((record) => field(record, 'Sequence__c')))).toEqual(new Set([1]));
  });

  it('goes on where the last lease left off', async () => {
    for (let index = 0; index < 230; index += 1) contract(`Contract ${index}`);
    const wanted = org.want('BACKFILL', { parameters: { ...parameters, cursor: '1:130:130' } });
    expect(await outcomeOf(wanted)).toMatchObject({ outcome: 'done', progress: { listed: 230, made: 230 } });
    await until(() => org.keys().length === 100, 'the last page');
  });

  it('takes only contracts that changed in the time', async () => {
    const early = contract('Before');
    now = new Date(now.getTime() + 2000);
    const late = contract('After');
    const from = now.toISOString();
    const open = { ...parameters, activity: 'CONTRACT_EXECUTED', from, to: null };
    const wanted = org.want('BACKFILL', { parameters: { ...open, to: new Date(now.getTime() + 1000).toISOString() } });
    expect(await outcomeOf(wanted)).toMatchObject({ outcome: 'done', progress: { listed: 1, made: 1 } });
    const record = await until(() => org.published[0], 'published');
    expect(field(record, 'Contract_Key__c')).toBe(late.contractKey);
    expect(early.contractKey).not.toBe(late.contractKey);
  });

  it('does nothing when no automation uses the activity', async () => {
    org.activities = ['CONTRACT_EXECUTED'];
    contract('Unused');
    const wanted = org.want('BACKFILL', { parameters });
    expect(await outcomeOf(wanted)).toMatchObject({ outcome: 'failed', reasonCode: 'ACTIVITY_NOT_USED' });
  });
});

describe('REFRESH_CATALOGUE', () => {
  it('tells workflows, templates and fields, and what all workflows have', async () => {
    const wanted = org.want('REFRESH_CATALOGUE', {});
    const outcome = await outcomeOf(wanted);
    const types = simulator.store.workspace.contractTypes;
    expect(outcome).toMatchObject({ outcome: 'done', catalogue: { workflowIds: types.map(({ id }) => String(id)) } });
    const results = [...wanted.reports, outcome] as {
      part: number;
      partOf: number;
      catalogue: { workflows: never[] };
    }[];
    expect(results.map(({ part }) => part)).toEqual(results.map((_result, index) => index + 1));
    expect(new Set(results.map(({ partOf }) => partOf))).toEqual(new Set([results.length]));
    const workflows: { id: string; name: string; templates: unknown[]; fields: { name: string }[] }[] = results.flatMap(
      ({ catalogue }) => catalogue.workflows,
    );
    expect(workflows.map(({ id }) => id)).toEqual(['0', ...types.map(({ id }) => String(id))]);
    const [first] = types;
    expect(workflows[1]).toMatchObject({ name: first?.name, templates: expect.any(Array) });
    const choice = workflows.flatMap(({ fields }) => fields).find(({ name }) => name === 'payment_terms');
    expect(choice).toMatchObject({ label: 'Payment Terms', type: 'enum', options: [{ label: 'Net 30 days' }, {}, {}] });
    const common = workflows[0]?.fields.map(({ name }) => name) ?? [];
    expect(types.every((type) => common.every((name) => type.fields.some((own) => own.name === name)))).toBe(true);
  });
});

describe('numbers that the org waits for', () => {
  it('publishes their events again, with the same keys and numbers', async () => {
    const { contractId, contractKey } = contract('Lost');
    const parameters = { activity: 'MANUAL_RESYNC', asked: 'a' };
    await outcomeOf(org.want('RESEND_CONTRACT', { contractId, contractKey, parameters }));
    await until(() => org.published.length === 1, 'published');
    org.missingSequences = [{ contractKey, sequences: [1] }];
    await until(() => org.published.length === 2, 'again');
    expect(org.keys()).toHaveLength(1);
    expect(org.published.map((record) => field(record, 'Sequence__c'))).toEqual([1, 1]);
    expect(org.voids).toEqual([]);
  });

  it('declares void what it does not know', async () => {
    org.missingSequences = [{ contractKey: 'acme|T-5', sequences: [3, 4] }];
    await until(() => org.voids.length === 2, 'void');
    expect(org.voids).toEqual([
      { contractKey: 'acme|T-5', sequence: 3 },
      { contractKey: 'acme|T-5', sequence: 4 },
    ]);
    org.missingSequences = [{ contractKey: 'acme|T-5', sequences: [3] }];
    await until(() => org.voids.length === 3, 'told once more');
    org.missingSequences = [{ contractKey: 'other|T-5', sequences: [1] }];
    await until(() => org.missingSequences.length === 0, 'heard');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(org.voids, 'nothing of other connections').toHaveLength(3);
  });

  it('tells where published events stand', async () => {
    org.ledgerDelay = true;
    const { contractId, contractKey } = contract('Asked for');
    await outcomeOf(org.want('RESEND_CONTRACT', { contractId, contractKey }));
    const places = await until(
      () => org.exchanges.map((body) => body.places as unknown[]).find((found) => found.length > 0),
      'asked for',
    );
    expect(places).toEqual([{ eventKey: org.keys()[0], contractKey, sequence: 1 }]);
  });
});

describe('with other bridges', () => {
  it('tells a large catalogue in parts, all before the end', async () => {
    await bridge.stop();
    const fields = Array.from({ length: 400 }, (_, id) => ({
      id,
      name: `field_${id}`,
      label: 'A field with a label of some length'.repeat(4),
      kind: 'text' as const,
    }));
    const { workspace } = simulator.store;
    const contractTypes = Array.from({ length: 12 }, (_, id) => ({ id: id + 1, name: `Type ${id + 1}`, fields }));
    const large = createSimulator({ requestsPerSecond: 0, workspace: { ...workspace, contractTypes } });
    await large.start();
    bridge = await start(large);
    const wanted = org.want('REFRESH_CATALOGUE', {});
    const outcome = await outcomeOf(wanted);
    expect(wanted.reports.length).toBeGreaterThan(3);
    expect(outcome).toMatchObject({ part: wanted.reports.length + 1, partOf: wanted.reports.length + 1 });
    expect(wanted.reports.map(({ part }) => part)).toEqual(wanted.reports.map((_report, index) => index + 1));
    for (const body of org.exchanges) expect(JSON.stringify(body).length).toBeLessThan(1_000_000);
    await bridge.stop();
    await large.stop();
    bridge = await start();
  });

  it('is given back when the bridge stops, and goes on in the next one', async () => {
    org.sections = [];
    org.publishDelay = 60_000;
    for (let index = 0; index < 430; index += 1) contract(`Contract ${index}`);
    const wanted = org.want('BACKFILL', {
      parameters: { activity: 'BACKFILL', from: now.toISOString(), to: '2099-01-01T00:00:00Z' },
    });
    await until(() => wanted.reports.length > 0, 'begun');
    await bridge.stop();
    org.publishDelay = 0;
    bridge = await start();
    expect(await outcomeOf(wanted)).toMatchObject({ outcome: 'retry' });
  });
});
