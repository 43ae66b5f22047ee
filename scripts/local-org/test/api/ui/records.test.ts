/** `ui-api/records`: reading, creating, changing and deleting. */
import { beforeAll, describe, expect, it } from 'vitest';
import { notThere, pagesOrg, refused } from './pages-org.ts';
import type { Call } from './pages-org.ts';

const { admin, clerk, rest, create } = pagesOrg();
const gadget = {
  Name: 'Robot',
  Weight__c: 1234.5 / 10,
  Price__c: 1500,
  Discount__c: 12.5,
  Made_On__c: '2026-03-09',
  Checked_At__c: '2026-03-09T20:05:00.000+0000',
  Stage__c: 'made',
  Colors__c: 'r;b',
};
let account: string;
let own: string;
let hidden: string;

beforeAll(async () => {
  account = await create('Account', { Name: 'Acme' });
  own = await create('Gadget__c', { Name: 'Robot', Weight__c: 1, Stage__c: 'made' }, 'clerk');
  hidden = await create('Gadget__c', { ...gadget, Customer__c: account });
});

const read = (call: Call, id: string, query: string) => call('GET', `/records/${id}?${query}`);

describe('a record', () => {
  it('has values, and what is shown for them by locale', async () => {
    const fields = [
      'Name',
      'Weight__c',
      'Price__c',
      'Discount__c',
      'Made_On__c',
      'Checked_At__c',
      'Stage__c',
      'Sold__c',
    ];
    const { status, body } = await read(admin, hidden, `fields=${fields.map((name) => `Gadget__c.${name}`).join(',')}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      apiName: 'Gadget__c',
      id: hidden,
      fields: {
        Name: { value: 'Robot', displayValue: null },
        Weight__c: { value: 123.45, displayValue: '123.45' },
        Price__c: { value: 1500, displayValue: '$1,500.00' },
        Discount__c: { value: 12.5, displayValue: '12.5%' },
        Made_On__c: { value: '2026-03-09', displayValue: '3/9/2026' },
        Checked_At__c: { value: '2026-03-09T20:05:00.000Z', displayValue: '3/9/2026, 1:05 PM' },
        Stage__c: { value: 'made', displayValue: 'Made' },
        Sold__c: { value: false, displayValue: null },
      },
    });
  });

  it('is shown to each user in his own locale and time zone', async () => {
    await rest('PATCH', `/sobjects/Gadget__c/${own}`, { Checked_At__c: gadget.Checked_At__c, Weight__c: 0.5 });
    const { body } = await read(clerk, own, 'fields=Gadget__c.Checked_At__c,Gadget__c.Weight__c');
    expect(body).toMatchObject({
      fields: { Checked_At__c: { displayValue: '9.3.2026, 21:05' }, Weight__c: { displayValue: '0,50' } },
    });
  });

  it('has its parents as records', async () => {
    const { body } = await read(admin, hidden, 'fields=Gadget__c.Customer__r.Name,Gadget__c.Customer__r.Owner.Name');
    expect(body).toMatchObject({
      fields: {
        Customer__r: {
          displayValue: 'Acme',
          value: {
            apiName: 'Account',
            id: account,
            fields: {
              Name: { value: 'Acme' },
              Owner: {
                displayValue: 'Local Admin',
                value: { apiName: 'User', fields: { Name: { value: 'Local Admin' } } },
              },
            },
          },
        },
      },
    });
    const without = await read(clerk, own, 'fields=Gadget__c.Customer__r.Name');
    expect(without.body).toMatchObject({ fields: { Customer__r: { displayValue: null, value: null } } });
  });

  it('has a tag that changes with it', async () => {
    const tagOf = async () => ((await read(admin, own, 'fields=Gadget__c.Web__c')).body as { eTag: string }).eTag;
    const before = await tagOf();
    expect(await tagOf()).toBe(before);
    await rest('PATCH', `/sobjects/Gadget__c/${own}`, { Web__c: 'https://example.com' });
    expect(await tagOf()).not.toBe(before);
  });

  it('leaves optional fields out, and refuses fields, that the user may not read', async () => {
    const optional = await read(clerk, own, 'fields=Gadget__c.Name&optionalFields=Gadget__c.Cost__c,Account.Name');
    expect((optional.body as { fields: object }).fields).toEqual({ Name: { displayValue: null, value: 'Robot' } });
    for (const name of ['Gadget__c.Cost__c', 'Gadget__c.Nonsense__c', 'Account.Name'])
      expect(await read(clerk, own, `fields=${name}`)).toMatchObject({
        status: 400,
        body: [{ errorCode: 'INVALID_FIELD' }],
      });
    expect(await admin('GET', `/records/${own}`)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'ILLEGAL_QUERY_PARAMETER_VALUE' }],
    });
  });

  it('is refused when it is out of sight, deleted, or no record', async () => {
    const deleted = await create('Gadget__c', { Name: 'Gone' });
    await rest('DELETE', `/sobjects/Gadget__c/${deleted}`);
    expect(await read(clerk, hidden, 'fields=Gadget__c.Name')).toMatchObject(refused);
    expect(await read(admin, deleted, 'fields=Gadget__c.Name')).toMatchObject(notThere);
    expect(await read(admin, 'nonsense', 'fields=Gadget__c.Name')).toMatchObject(notThere);
    expect(await read(admin, 'zzz000000000001AAA', 'fields=Gadget__c.Name')).toMatchObject(notThere);
  });

  it('comes with others, each with its own status', async () => {
    const { body } = await clerk('GET', `/records/batch/${own},${hidden}?optionalFields=Gadget__c.Name`);
    expect(body).toMatchObject({
      hasErrors: true,
      results: [
        { statusCode: 200, result: { id: own } },
        { statusCode: 403, result: [{ errorCode: 'INSUFFICIENT_ACCESS' }] },
      ],
    });
  });
});

describe('a new record', () => {
  it('is answered whole', async () => {
    const made = await admin('POST', '/records', {
      apiName: 'Gadget__c',
      fields: { Name: 'Drone', Weight__c: '2.5', Made_On__c: '', Sold__c: true, Price__c: 10 },
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        apiName: 'Gadget__c',
        fields: {
          Name: { value: 'Drone' },
          Weight__c: { value: 2.5 },
          Made_On__c: { value: null },
          Sold__c: { value: true },
        },
      },
    });
  });

  it('is refused field by field', async () => {
    const heavy = { apiName: 'Gadget__c', fields: { Name: 'Drone', Weight__c: 2000, Sold__c: true } };
    expect(await admin('POST', '/records', heavy)).toMatchObject({
      status: 400,
      body: [
        {
          errorCode: 'INVALID_INPUT',
          enhancedErrorType: 'RecordError',
          statusCode: 400,
          output: {
            errors: [
              { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'What is sold has a price', field: null },
            ],
            fieldErrors: {
              Weight__c: [
                {
                  errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                  field: 'Weight__c',
                  fieldLabel: 'Weight',
                  message: 'Too heavy',
                },
              ],
            },
          },
        },
      ],
    });
  });

  it('is refused without what it needs, by the compound field of the part', async () => {
    expect(await admin('POST', '/records', { apiName: 'Contact', fields: { FirstName: 'Ann' } })).toMatchObject({
      status: 400,
      body: [
        {
          output: {
            fieldErrors: {
              Name: [{ errorCode: 'REQUIRED_FIELD_MISSING', constituentField: 'LastName', field: 'Name' }],
            },
          },
        },
      ],
    });
  });

  it('is refused with values that do not fit, unknown fields, and bodies that are none', async () => {
    const wrong = { apiName: 'Gadget__c', fields: { Name: 'x', Weight__c: 'heavy' } };
    expect(await admin('POST', '/records', wrong)).toMatchObject({
      status: 400,
      body: [{ output: { fieldErrors: { Weight__c: [{ errorCode: 'JSON_PARSER_ERROR' }] } } }],
    });
    expect(await admin('POST', '/records', { apiName: 'Gadget__c', fields: { Nonsense: 1 } })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
    expect(await admin('POST', '/records', { apiName: 'Gadget__c' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'JSON_PARSER_ERROR' }],
    });
    expect(await clerk('POST', '/records', { apiName: 'Secret__c', fields: {} })).toMatchObject(refused);
  });
});

describe('a change', () => {
  it('is saved and answered', async () => {
    expect(await clerk('PATCH', `/records/${own}`, { fields: { Name: 'Robot 2' } })).toMatchObject({
      status: 200,
      body: { id: own, fields: { Name: { value: 'Robot 2' } } },
    });
  });

  it('is refused when the record changed in the meantime', async () => {
    const past = { 'if-modified-since': new Date(Date.now() - 86_400_000).toUTCString() };
    expect(await clerk('PATCH', `/records/${own}`, { fields: { Name: 'Late' } }, past)).toMatchObject({ status: 412 });
    const now = { 'if-modified-since': new Date().toUTCString() };
    expect((await clerk('PATCH', `/records/${own}`, { fields: { Name: 'Robot 3' } }, now)).status).toBe(200);
  });

  it('is refused for fields that the user may not write, and records out of sight', async () => {
    expect(await clerk('PATCH', `/records/${own}`, { fields: { Price__c: 1 } })).toMatchObject({
      status: 400,
      body: [{ output: { fieldErrors: { Price__c: [{ errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' }] } } }],
    });
    expect(await clerk('PATCH', `/records/${hidden}`, { fields: { Name: 'Mine' } })).toMatchObject(refused);
  });
});

describe('deleting', () => {
  it('takes the record away', async () => {
    const id = await create('Gadget__c', { Name: 'Short' });
    expect((await admin('DELETE', `/records/${id}`)).status).toBe(204);
    expect(await admin('DELETE', `/records/${id}`)).toMatchObject(notThere);
  });

  it('needs the right', async () => {
    expect(await clerk('DELETE', `/records/${own}`)).toMatchObject({
      status: 403,
      body: [{ enhancedErrorType: 'RecordError' }],
    });
    expect(await clerk('DELETE', `/records/${hidden}`)).toMatchObject(refused);
  });
});
