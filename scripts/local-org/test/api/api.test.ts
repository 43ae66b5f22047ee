/** The REST API over HTTP, as jsforce and other clients use it. */
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret, startOrg } from '../../src/index.ts';
import type { RunningOrg } from '../../src/index.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const faults: string[] = [];
let org: RunningOrg;
let token: string;

beforeAll(async () => {
  org = await startOrg({
    projectDirectory: join(import.meta.dirname, '..', 'org', 'project'),
    clients: [
      { clientId: 'app', secretHash: hashSecret('secret'), publicKey: null, runAs: 'admin@local.org' },
      {
        clientId: 'jwt-app',
        secretHash: null,
        publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        runAs: null,
      },
    ],
    onFault: (message) => faults.push(message),
  });
  token = (
    (await login({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' })).body as {
      access_token: string;
    }
  ).access_token;
});

afterAll(async () => {
  await org.stop();
  expect(faults).toEqual([]);
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function login(form: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: await response.json() };
}

async function call(method: string, path: string, body?: unknown, bearer = token): Promise<Answer> {
  const response = await fetch(`${org.url}/services/data/v67.0${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

async function query(soql: string): Promise<Record<string, unknown>[]> {
  const { status, body } = await call('GET', `/query?q=${encodeURIComponent(soql)}`);
  expect(status).toBe(200);
  return (body as { records: Record<string, unknown>[] }).records;
}

async function idle(): Promise<void> {
  for (let i = 0; i < 100 && !(await org.isIdle()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('OAuth', () => {
  it('refuses wrong secrets and unknown grants', async () => {
    expect(await login({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'wrong' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_client' },
    });
    expect(await login({ grant_type: 'password' })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    });
  });

  it('takes a signed assertion, once it is from the right app', async () => {
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer('jwt-app')
      .setSubject('admin@local.org')
      .setAudience(org.url)
      .setExpirationTime('2m')
      .sign(keys.privateKey);
    const form = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
    expect(await login(form)).toMatchObject({ status: 200, body: { token_type: 'Bearer', instance_url: org.url } });
    expect(await login({ ...form, assertion: `${assertion.slice(0, -4)}AAAA` })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('refuses requests without a session', async () => {
    expect(await call('GET', '/limits', undefined, 'nonsense')).toEqual({
      status: 401,
      body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
    });
  });
});

describe('records', () => {
  it('are created, read, changed and deleted', async () => {
    const created = await call('POST', '/sobjects/Account', { Name: 'Acme', AnnualRevenue: 12 });
    expect(created).toMatchObject({ status: 201, body: { success: true, errors: [] } });
    const { id } = created.body as { id: string };
    expect(await call('GET', `/sobjects/Account/${id}`)).toMatchObject({
      status: 200,
      body: { Name: 'Acme', AnnualRevenue: 12, Description: 'set before' },
    });
    expect((await call('PATCH', `/sobjects/Account/${id}`, { Industry: 'Banking' })).status).toBe(204);
    expect(await query(`SELECT Industry FROM Account WHERE Id = '${id}'`)).toMatchObject([{ Industry: 'Banking' }]);
    expect((await call('DELETE', `/sobjects/Account/${id}`)).status).toBe(204);
    expect(await call('GET', `/sobjects/Account/${id}`)).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND' }],
    });
  });

  it('are upserted by their external id', async () => {
    const first = await call('PATCH', '/sobjects/ns1__Thing__c/ns1__Key__c/a-key', { ns1__Amount__c: 1 });
    const second = await call('PATCH', '/sobjects/ns1__Thing__c/ns1__Key__c/a-key', { ns1__Amount__c: 2 });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(await query("SELECT ns1__Amount__c FROM ns1__Thing__c WHERE ns1__Key__c = 'a-key'")).toMatchObject([
      { ns1__Amount__c: 2 },
    ]);
  });

  it('are refused in the platform’s shapes', async () => {
    expect(await call('POST', '/sobjects/Account', {})).toMatchObject({
      status: 400,
      body: [{ errorCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] }],
    });
    expect(await call('POST', '/sobjects/Account', { Nonsense: 1 })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
    expect(await call('POST', '/sobjects/Nonsense', {})).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND' }],
    });
    expect(await call('POST', '/sobjects/Account', '{broken')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'JSON_PARSER_ERROR' }],
    });
    expect(await call('POST', '/sobjects/Account', { Name: 'refused' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'refused by the trigger' }],
    });
  });
});

describe('queries', () => {
  it('give parents, children and counts', async () => {
    await call('POST', '/sobjects/Account', { Name: 'Parent' });
    const [row] = await query(
      "SELECT Name, Owner.Username, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'Parent'",
    );
    expect(row).toMatchObject({
      attributes: { type: 'Account' },
      Owner: { Username: 'admin@local.org' },
      Contacts: null,
    });
    expect(
      (await call('GET', `/query?q=${encodeURIComponent("SELECT COUNT() FROM Account WHERE Name = 'Parent'")}`)).body,
    ).toMatchObject({ totalSize: 1, done: true, records: [] });
  });

  it('come in pages', async () => {
    const response = await fetch(
      `${org.url}/services/data/v67.0/query?q=${encodeURIComponent('SELECT Id FROM Profile')}`,
      {
        headers: { authorization: `Bearer ${token}`, 'sforce-query-options': 'batchSize=200' },
      },
    );
    expect(await response.json()).toMatchObject({ done: true });
  });

  it('are refused with a reason', async () => {
    const wrong = (soql: string) => call('GET', `/query?q=${encodeURIComponent(soql)}`);
    expect(await wrong('SELECT Nonsense FROM Account')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
    expect(await wrong('SELECT Id FROM Nonsense__c')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_TYPE' }],
    });
    expect(await wrong('SELECT FROM')).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_QUERY' }] });
  });
});

describe('events', () => {
  it('are published by the collection and run their triggers', async () => {
    const type = 'ns1__Signal__e';
    const records = ['one', 'two'].map((text) => ({ attributes: { type }, ns1__Text__c: text }));
    const { status, body } = await call('POST', '/composite/sobjects', {
      allOrNone: false,
      records: [...records, { attributes: { type }, ns1__Text__c: 'x'.repeat(81) }],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { success: true, errors: [{ statusCode: 'OPERATION_ENQUEUED' }] },
      { success: true },
      { success: false, errors: [{ statusCode: 'STRING_TOO_LONG' }] },
    ]);
    await idle();
    expect(await query("SELECT Name FROM Account WHERE Name LIKE 'From %' ORDER BY Name")).toMatchObject([
      { Name: 'From one' },
      { Name: 'From two' },
    ]);
    expect(await query("SELECT Status FROM AsyncApexJob WHERE ApexClass.Name = 'Job'")).toMatchObject([
      { Status: 'Completed' },
    ]);
  });

  it('are at most two hundred at once', async () => {
    const records = Array.from({ length: 201 }, () => ({ attributes: { type: 'ns1__Signal__e' } }));
    expect((await call('POST', '/composite/sobjects', { records })).status).toBe(400);
  });
});

describe('files', () => {
  it('come as multipart and go as a stream', async () => {
    const bytes = Buffer.alloc(3_000_000, 'PDF content ');
    const form = new FormData();
    form.append(
      'entity_content',
      new Blob([JSON.stringify({ PathOnClient: 'a.pdf', Title: 'A' })], { type: 'application/json' }),
    );
    form.append('VersionData', new Blob([bytes], { type: 'application/pdf' }), 'a.pdf');
    const response = await fetch(`${org.url}/services/data/v67.0/sobjects/ContentVersion`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    expect(
      await query(
        `SELECT ContentSize, FileType, IsLatest, ContentDocument.Title FROM ContentVersion WHERE Id = '${id}'`,
      ),
    ).toMatchObject([{ ContentSize: 3_000_000, FileType: 'PDF', IsLatest: true, ContentDocument: { Title: 'A' } }]);
    const back = await fetch(`${org.url}/services/data/v67.0/sobjects/ContentVersion/${id}/VersionData`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
  });
});

describe('anonymous Apex and limits', () => {
  it('run over the API', async () => {
    const { body } = await call(
      'GET',
      `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent('Integer x = 1 / 0;')}`,
    );
    expect(body).toMatchObject({
      compiled: true,
      success: false,
      exceptionMessage: 'System.MathException: Divide by 0',
    });
    const { body: limits } = await call('GET', '/limits');
    expect(
      (limits as { DailyApiRequests: { Max: number; Remaining: number } }).DailyApiRequests.Remaining,
    ).toBeLessThan(100_000);
  });

  it('say what is not there', async () => {
    expect(await call('GET', '/nonsense')).toMatchObject({ status: 404, body: [{ errorCode: 'NOT_FOUND' }] });
    const rest = await fetch(`${org.url}/services/apexrest/ns1/nothing`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(rest.status).toBe(404);
  });
});

describe('starting', () => {
  it('says which port is taken', async () => {
    const port = Number(new URL(org.url).port);
    await expect(
      startOrg({ projectDirectory: join(import.meta.dirname, '..', 'org', 'project'), port }),
    ).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  });

  it('refuses a folder that is no project', async () => {
    await expect(startOrg({ projectDirectory: import.meta.dirname })).rejects.toThrow('is no sfdx project');
  });
});

describe('what Apex has sent', () => {
  it('is listed for whoever looks after the org, notifications for their user', async () => {
    const result = await org.anonymous(`
      Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
      m.setToAddresses(new List<String>{ 'a@example.com' }); m.setPlainTextBody('World');
      Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m });
      Id typeId = [SELECT Id FROM CustomNotificationType WHERE DeveloperName = 'Attention'].Id;
      new Messaging.CustomNotification(typeId, null, 'Look', 'here', '000000000000000AAA', null)
        .send(new Set<String>{ UserInfo.getUserId() });`);
    expect(result).toMatchObject({ exceptionMessage: null, compileProblem: null });
    const sent = await org.sentMessages();
    expect(sent).toMatchObject({
      mail: [{ to: ['a@example.com'], text: 'World' }],
      notifications: [{ title: 'Look' }],
    });
    const headers = { authorization: `Bearer ${token}` };
    const outbox = await fetch(`${org.url}/services/localorg/outbox`, { headers });
    expect(await outbox.json()).toEqual(sent);
    expect((await fetch(`${org.url}/services/localorg/outbox`)).status).toBe(401);
    expect((await call('GET', '/connect/notifications')).body).toMatchObject({
      notifications: [{ messageTitle: 'Look', messageBody: 'here', type: 'Attention', target: '000000000000000AAA' }],
    });
    expect((await call('GET', '/limits')).body).toMatchObject({ SingleEmail: { Max: 5000, Remaining: 4999 } });
  });
});

describe('faults', () => {
  it('are put into an org that is up', async () => {
    const { id } = (await call('POST', '/sobjects/Account', { Name: 'Locked' })).body as { id: string };
    await org.faults.lockRow({ object: 'Account', ids: [id], times: 1 });
    expect(await call('PATCH', `/sobjects/Account/${id}`, { Name: 'x' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'UNABLE_TO_LOCK_ROW' }],
    });
    expect((await call('PATCH', `/sobjects/Account/${id}`, { Name: 'x' })).status).toBe(204);
    expect(await org.faults.struck()).toBe(1);
    await org.faults.clear();
  });
});
