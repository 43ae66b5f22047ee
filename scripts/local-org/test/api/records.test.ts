/** Records that the platform guards, through the REST API. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret, startOrg } from '../../src/index.ts';
import type { RunningOrg } from '../../src/index.ts';

let org: RunningOrg;
let token: string;

beforeAll(async () => {
  org = await startOrg({
    projectDirectory: join(import.meta.dirname, '..', 'org', 'records'),
    clients: [{ clientId: 'app', secretHash: hashSecret('secret'), publicKey: null, runAs: 'admin@local.org' }],
  });
  const response = await fetch(`${org.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' }),
  });
  token = ((await response.json()) as { access_token: string }).access_token;
});
afterAll(() => org.stop());

async function send(method: string, path: string, body?: unknown) {
  const response = await fetch(`${org.url}/services/data/v67.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

interface Info {
  readonly developerName: string;
  readonly recordTypeId: string;
}

describe('record types', () => {
  it('are described as the user has them, and only those may be given', async () => {
    const { body } = await send('GET', '/sobjects/Box__c/describe');
    const infos = (body as { recordTypeInfos: Info[] }).recordTypeInfos;
    const parcel = infos.find(({ developerName }) => developerName === 'Parcel');
    expect(parcel).toMatchObject({ name: 'Parcel', active: true, available: false, master: false });
    expect(infos.at(-1)).toMatchObject({ recordTypeId: '012000000000000AAA', available: true, master: true });
    const refused = await send('POST', '/sobjects/Box__c', { RecordTypeId: parcel?.recordTypeId });
    expect(refused).toEqual({
      status: 400,
      body: [
        {
          errorCode: 'INVALID_CROSS_REFERENCE_KEY',
          message: `Record Type ID: this ID value isn't valid for the user: ${parcel?.recordTypeId}`,
          fields: ['RecordTypeId'],
        },
      ],
    });
  });
});

describe('full storage', () => {
  it('refuses new records', async () => {
    await org.faults.fillStorage();
    const refused = await send('POST', '/sobjects/Account', { Name: 'One more' });
    expect(refused).toMatchObject({ status: 400, body: [{ errorCode: 'STORAGE_LIMIT_EXCEEDED' }] });
    await org.faults.clear();
    expect((await send('POST', '/sobjects/Account', { Name: 'One more' })).status).toBe(201);
  });
});

describe('addresses', () => {
  it('are given as one, in queries and with whole records, and not written', async () => {
    const made = await send('POST', '/sobjects/Account', {
      Name: 'Addressed',
      BillingCity: 'Ulm',
      BillingLatitude: 48.4,
    });
    const { id } = made.body as { id: string };
    const address = {
      city: 'Ulm',
      country: null,
      geocodeAccuracy: null,
      latitude: 48.4,
      longitude: null,
      postalCode: null,
      state: null,
      street: null,
    };
    const query = encodeURIComponent("SELECT BillingAddress, ShippingAddress FROM Account WHERE Name = 'Addressed'");
    expect((await send('GET', `/query?q=${query}`)).body).toMatchObject({
      records: [{ BillingAddress: address, ShippingAddress: null }],
    });
    expect((await send('GET', `/sobjects/Account/${id}`)).body).toMatchObject({
      BillingAddress: address,
      BillingCity: 'Ulm',
    });
    const { body } = await send('GET', '/sobjects/Account/describe');
    const fields = (body as { fields: { name: string; compoundFieldName: string | null }[] }).fields;
    expect(fields.find(({ name }) => name === 'BillingCity')?.compoundFieldName).toBe('BillingAddress');
  });
});
