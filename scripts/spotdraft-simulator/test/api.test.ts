import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, seedContracts } from '../src/index.ts';
import type { Simulator } from '../src/index.ts';

let simulator: Simulator;
let now = Date.parse('2026-04-14T09:00:00Z');

beforeEach(async () => {
  now = Date.parse('2026-04-14T09:00:00Z');
  simulator = createSimulator({ clock: () => new Date(now) });
  await simulator.start();
  seedContracts(simulator, { northwind: { id: '006000000000001AAA', recordType: 'Opportunity' } });
});
afterEach(() => simulator.stop());

function call(path: string, init: RequestInit = {}): Promise<Response> {
  // Every call of a test comes in another second, so that the rate limit is met only where it is tested.
  now += 1000;
  return raw(path, init);
}

function raw(path: string, init: RequestInit = {}): Promise<Response> {
  const { clientId, clientSecret } = simulator.credentials;
  return fetch(`${simulator.url}/api/v2.1/public${path}`, {
    redirect: 'manual',
    ...init,
    headers: { 'client-id': clientId, 'client-secret': clientSecret, 'content-type': 'application/json' },
  });
}

async function body(path: string): Promise<Record<string, unknown>> {
  const response = await call(path);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

describe('public API', () => {
  it('wants credentials', async () => {
    const response = await fetch(`${simulator.url}/api/v2.1/public/contracts/`);
    expect(response.status).toBe(401);
    expect(await response.json()).toHaveProperty('detail');
  });

  it('lists with pages and filters', async () => {
    const list = (await body('/contracts/?limit=2&page=2')) as { total_results: number; results: { id: string }[] };
    expect(list).toMatchObject({ page: 2, limit: 2, total_results: 4 });
    expect(list.results.map(({ id }) => id)).toEqual(['T-48214', 'T-48213']);
    const some = (await body('/contracts/?filter__contract_id[$in]=T-48213,H-48213')) as {
      results: { id: string; external_metadata: unknown }[];
    };
    expect(some.results).toMatchObject([{ id: 'T-48213', external_metadata: { id: '006000000000001AAA' } }]);
    expect(await body('/contracts/?filter__last_updated_on[$gte]=2030-01-01T00:00:00Z')).toMatchObject({
      total_results: 0,
    });
    expect((await call('/contracts/?filter__nonsense=1')).status).toBe(400);
  });

  it('answers the reads of one contract in the documented shapes', async () => {
    simulator.lifecycle.execute(simulator.contract('T-48213'));
    expect(await body('/contracts/T-48213/status')).toEqual({
      contract_status: 'EXECUTED',
      contract_name: 'Master Services Agreement - Northwind Traders',
    });
    expect(await body('/contracts/T-48213/external_metadata')).toMatchObject({
      external_metadata: { record_type: 'Opportunity' },
    });
    const pointers = (await body('/contracts/T-48213/key_pointers')) as unknown as Record<string, unknown>[];
    expect(pointers[0]).toMatchObject({
      field_name: 'contract_value',
      value: { type: 'USD', value: 120000 },
      data_type: 'currency',
      format_option: {},
    });
    expect(await body('/contracts/48213/process_metrics/')).toMatchObject({
      contract_id: 48213,
      contract_status: 'COMPLETED',
      contract_signed_by_signatory_list: [{ is_creator_party: false }, { is_creator_party: true }],
    });
    expect(await body('/contracts/T-48213/recipients/')).toMatchObject({
      items: [{ status: 'COMPLETED' }, { status: 'COMPLETED' }],
    });
    expect(await body('/contracts/approvals/T-48213/')).toEqual({ results: [] });
    expect(await body('/contracts/48213/questionnaire/responses/?questionnaire_type=INTAKE_FORM')).toMatchObject({
      questionnaire_response_data: { department: 'sales' },
    });
  });

  it('is exact about slashes, paths and ids', async () => {
    const wrong = await call('/contracts?limit=1');
    expect([wrong.status, wrong.headers.get('location')]).toEqual([302, '/api/v2.1/public/contracts/?limit=1']);
    expect((await call('/contracts/T-48213/status/')).status).toBe(302);
    expect((await call('/contracts/48213/status')).status).toBe(404);
    expect(await (await call('/contracts/T-1/status')).json()).toEqual({ detail: 'Not Found' });
    expect((await call('/nothing')).status).toBe(404);
  });

  it('gives a real PDF of an executed contract, once it is there', async () => {
    const contract = simulator.contract('T-48213');
    contract.file.delayMs = 30_000;
    simulator.lifecycle.execute(contract);
    expect((await call('/contracts/T-48213/download_link', { method: 'POST', body: '{}' })).status).toBe(409);
    now += 31_000;
    const link = (await (
      await call('/contracts/T-48213/download_link', { method: 'POST', body: '{"format":"PDF"}' })
    ).json()) as { url: string; file_name: string };
    expect(link.file_name).toBe('Master Services Agreement - Northwind Traders.pdf');
    const first = Buffer.from(await (await fetch(link.url)).arrayBuffer());
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(await (await fetch(link.url)).arrayBuffer()).equals(first)).toBe(true);
    expect((await fetch(link.url.replace(/signature=../, 'signature=00'))).status).toBe(403);
    now += 3_600_000;
    expect((await fetch(link.url)).status).toBe(403);
  });

  it('makes files as large as it is told, or none at all', async () => {
    const large = simulator.create({ file: { minimumBytes: 2_000_000 } });
    simulator.lifecycle.execute(large);
    const link = (await (await call(`/contracts/T-${large.number}/download_link`, { method: 'POST' })).json()) as {
      url: string;
    };
    expect((await (await fetch(link.url)).arrayBuffer()).byteLength).toBe(2_000_000);
    const missing = simulator.create({ file: { missing: true } });
    simulator.lifecycle.execute(missing);
    expect((await call(`/contracts/T-${missing.number}/download_link`, { method: 'POST' })).status).toBe(404);
  });

  it('answers 429 beyond ten requests in a second', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push((await raw('/contract_types/')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  });

  it('answers with armed faults', async () => {
    simulator.faults.arm({ kind: 'rateLimit', retryAfterSeconds: 3, times: 1 });
    simulator.faults.arm({ kind: 'unavailable', times: 1 });
    const limited = await call('/contract_types/');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await call('/contract_types/')).status).toBe(503);
    expect((await call('/contract_types/')).status).toBe(200);
  });

  it('does not void an executed contract, and refuses wrong configurations in its own words', async () => {
    simulator.lifecycle.execute(simulator.contract('T-48213'));
    const refused = await call('/contracts/T-48213/status/void', { method: 'POST', body: '{"note":"x"}' });
    expect([refused.status, await refused.json()]).toEqual([400, { detail: 'Cannot void an executed contract.' }]);
    const external = {
      external_metadata: {
        id: '1',
        record_type: 'Account',
        object_configuration_id: '2a2340fb-1af6-401e-a04c-c69a14c798b1',
      },
    };
    const response = await call('/contracts/T-48213/external_metadata', {
      method: 'POST',
      body: JSON.stringify(external),
    });
    expect(await response.json()).toMatchObject({ code: 'SD_INTEGRATIONS_00030', status_code: 400 });
  });

  it('refuses webhooks that SpotDraft refuses', async () => {
    const register = (changes: object) =>
      call('/webhooks/', {
        method: 'POST',
        body: JSON.stringify({
          title: 'T',
          url: 'https://bridge.example/x',
          only_for_activities: ['CONTRACT_CREATED'],
          ...changes,
        }),
      });
    expect((await register({})).status).toBe(201);
    expect((await register({ url: 'http://bridge.example/x' })).status).toBe(400);
    expect((await register({ only_for_activities: ['NONSENSE'] })).status).toBe(400);
    expect((await register({ custom_headers: { 'X-SD-Mine': '1' } })).status).toBe(400);
  });
});

describe('control API', () => {
  const control = (path: string, given?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${simulator.url}/simulator${path}`, {
      method: given === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      ...(given === undefined ? {} : { body: typeof given === 'string' ? given : JSON.stringify(given) }),
    });

  it('creates, advances and executes', async () => {
    const created = (await (await control('/contracts', { title: 'New' })).json()) as { id: string; status: string };
    expect(created.status).toBe('DRAFT');
    expect(await (await control(`/contracts/${created.id}/advance`, {})).json()).toMatchObject({ status: 'REDLINING' });
    expect(await (await control(`/contracts/${created.id}/execute`, {})).json()).toMatchObject({ status: 'EXECUTED' });
    expect((await control(`/contracts/${created.id}/execute`, {})).status).toBe(409);
  });

  it('says what is wrong', async () => {
    expect((await control('/contracts', { nonsense: 1 })).status).toBe(400);
    expect((await control('/contracts', '{broken')).status).toBe(400);
    expect((await control('/contracts/T-1/execute', {})).status).toBe(404);
    expect(await (await control('/contracts/T-48213/metadata', { contract_value: 'much' })).json()).toMatchObject({
      error: expect.stringContaining('contract_value') as string,
    });
    expect((await control('/faults', { kind: 'nonsense' })).status).toBe(400);
  });

  it('listens to pages on this machine only', async () => {
    expect((await control('/contracts', undefined, { origin: 'https://evil.example' })).status).toBe(403);
    expect(
      (await control('/contracts', undefined, { origin: 'http://127.0.0.1:3000' })).headers.get(
        'access-control-allow-origin',
      ),
    ).toBe('http://127.0.0.1:3000');
  });
});
