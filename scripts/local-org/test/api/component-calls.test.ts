/** Calls of Apex methods by components, over HTTP. */
import { expect, it } from 'vitest';
import { signedInOrg } from './signed-in-org.ts';

const { send, org, token } = signedInOrg('components');

async function call(method: string, body: unknown, authorized = true) {
  const response = await fetch(`${org().url}/lightning/apex/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorized ? { authorization: `Bearer ${token()}` } : {}),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

const accounts = async () =>
  ((await send('GET', '/query?q=SELECT+Name+FROM+Account')).body as { totalSize: number }).totalSize;

it('converts parameters and gives what @AuraEnabled members hold', async () => {
  const params = { title: 'Sign', due: '2026-03-31', parts: [{ title: 'Part', amount: 1 }] };
  expect(await call('PlannerController/plan', { params, cacheable: true })).toEqual({
    status: 200,
    body: {
      result: {
        title: 'Sign',
        due: '2026-03-31',
        amount: 12.5,
        parts: [{ title: 'Part', due: null, amount: 1, parts: null }],
      },
    },
  });
  expect(await call('plannercontroller/PLAN', {})).toMatchObject({
    status: 200,
    body: { result: { title: null, due: null, parts: null } },
  });
});

it('saves records and gives them with their relations', async () => {
  const params = { account: { Name: 'Acme', NumberOfEmployees: 7 } };
  expect(await call('PlannerController/save', { params })).toEqual({ status: 200, body: { result: { saved: 1 } } });
  const made = await send('GET', '/query?q=SELECT+Id+FROM+Account');
  const { Id } = (made.body as { records: { Id: string }[] }).records[0] ?? { Id: '' };
  await send('POST', '/sobjects/Contact', { LastName: 'Lee', AccountId: Id });
  expect((await call('PlannerController/accounts', { cacheable: true })).body).toEqual({
    result: [
      {
        Id,
        Name: 'Acme',
        NumberOfEmployees: 7,
        Contacts: [{ Id: expect.any(String), LastName: 'Lee', AccountId: Id, Account: { Id, Name: 'Acme' } }],
      },
    ],
  });
});

it('rolls back what a failing call did, and tells its exception', async () => {
  const before = await accounts();
  const failed = await call('PlannerController/save', { params: { account: { Name: 'Lost' }, fail: true } });
  expect(failed).toMatchObject({
    status: 500,
    body: {
      message: 'Not today',
      exceptionType: 'PlannerController.RefusedException',
      isUserDefinedException: true,
      stackTrace: expect.stringContaining('Class.PlannerController.save: line 42'),
    },
  });
  expect(await accounts()).toBe(before);
  expect(await call('PlannerController/handled', {})).toMatchObject({
    status: 500,
    body: {
      message: 'Choose another day.',
      exceptionType: 'System.AuraHandledException',
      isUserDefinedException: false,
    },
  });
});

it('tells rows and fields of a refused save', async () => {
  expect(await call('PlannerController/save', { params: { account: { Phone: '1' } } })).toMatchObject({
    status: 500,
    body: { index: 0, pageErrors: [], fieldErrors: { Name: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] } },
  });
});

it('lets cacheable methods change nothing', async () => {
  expect(await call('PlannerController/cachedSave', { cacheable: true })).toMatchObject({
    status: 500,
    body: { message: 'Too many DML statements: 1', exceptionType: 'System.LimitException' },
  });
});

it('refuses what components may not call, and what is no call', async () => {
  const refused: [string, unknown, number][] = [
    ['PlannerController/notForComponents', {}, 404],
    ['PlannerController/nothing', {}, 404],
    ['Nobody/plan', {}, 404],
    ['PlannerController/save', { cacheable: true }, 400],
    ['PlannerController/plan', 'no JSON', 400],
    ['PlannerController/plan', { params: 7 }, 400],
    ['PlannerController/plan', { params: { due: 'tomorrow' } }, 500],
    ['PlannerController/unsupported', {}, 500],
    ['PlannerController', {}, 404],
  ];
  for (const [method, body, status] of refused)
    expect([method, (await call(method, body)).status]).toEqual([method, status]);
  expect((await call('PlannerController/plan', {}, false)).status).toBe(401);
});
