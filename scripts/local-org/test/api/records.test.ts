/** Records that the platform guards, through the REST API. */
import { describe, expect, it } from 'vitest';
import { signedInOrg } from './signed-in-org.ts';

const { send, org } = signedInOrg('records');

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
    await org().faults.fillStorage();
    const refused = await send('POST', '/sobjects/Account', { Name: 'One more' });
    expect(refused).toMatchObject({ status: 400, body: [{ errorCode: 'STORAGE_LIMIT_EXCEEDED' }] });
    await org().faults.clear();
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
