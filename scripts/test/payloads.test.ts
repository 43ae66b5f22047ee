/** End to end: a contract event whose payload is too large for the bus goes by a file, once. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownFolder } from '../stack/bridge-folder.ts';
import type { Row } from '../stack/org-client.ts';
import { startStack } from '../stack/stack.ts';
import type { Stack } from '../stack/stack.ts';

/** As JSON of ASCII characters only it has six characters for each of these: 2 MB. */
const notes = 'ü'.repeat(340_000);

let folder: string;
let stack: Stack;
let record: string;
const faults: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverse-sync-payloads-'));
  const timing = { exchangeFirstMs: 100, exchangeBusyMaxMs: 500, exchangeIdleMaxMs: 1000 };
  stack = await startStack({ folder, timing, onFault: (message) => faults.push(message) });
});

afterAll(async () => {
  await stack?.stop();
  for (const path of [folder, ownFolder(folder)]) await rm(path, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`This did not happen: ${what}`);
}

async function event(): Promise<Row | undefined> {
  const fields = ['State', 'Reason_Code', 'Message', 'Payload_Parts', 'Payload_Size', 'Payload_Hash', 'Payload_File'];
  const [row] = await stack.orgClient.query(
    `SELECT Id, ${fields.map((name) => `sdsync__${name}__c`).join(', ')} FROM sdsync__Contract_Event__c`,
  );
  return row;
}

async function settled(): Promise<Row> {
  return until('the event is settled', async () => {
    const row = await event();
    if (row?.['sdsync__State__c'] === 'FAILED') throw new Error(JSON.stringify(row));
    return row?.['sdsync__State__c'] === 'SUCCEEDED' ? row : undefined;
  });
}

function files(): Promise<Row[]> {
  return stack.orgClient.query(
    `SELECT Id, Title, ContentSize FROM ContentVersion WHERE Title LIKE 'payload-%' ORDER BY Id`,
  );
}

async function request(): Promise<Row | undefined> {
  const [row] = await stack.orgClient.query(
    `SELECT sdsync__State__c, sdsync__Attempts__c FROM sdsync__Bridge_Request__c WHERE sdsync__Kind__c = 'DELIVER_PAYLOAD'`,
  );
  return row;
}

async function opportunity(): Promise<Row | undefined> {
  const [row] = await stack.orgClient.query(
    `SELECT StageName, Amount, SystemModstamp FROM Opportunity WHERE Id = '${record}'`,
  );
  return row;
}

describe('a payload of 2 MB', () => {
  it('arrives as a file, and is applied', async () => {
    const contract = stack.simulator.store.contracts().find(({ title }) => title.includes('Northwind'))!;
    record = String(contract.externalMetadata?.id);
    Object.assign(contract.externalMetadata!, { record_data: { notes } });
    stack.simulator.lifecycle.execute(contract);
    const row = await settled();
    expect(row).toMatchObject({ sdsync__Payload_Parts__c: 0 });
    expect(row['sdsync__Payload_Size__c']).toBeGreaterThan(2_000_000);
    expect(await opportunity()).toMatchObject({ StageName: 'Closed Won', Amount: 120_000 });
    const [file, ...others] = await files();
    expect(others).toEqual([]);
    expect(file).toMatchObject({ Id: row['sdsync__Payload_File__c'], ContentSize: row['sdsync__Payload_Size__c'] });
    const bytes = await stack.orgClient.versionData(String(file?.['Id']));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(row['sdsync__Payload_Hash__c']);
    expect(JSON.parse(Buffer.from(bytes).toString('ascii'))).toMatchObject({
      externalRecord: { recordData: { notes } },
    });
    expect(await request()).toMatchObject({ sdsync__State__c: 'DONE', sdsync__Attempts__c: 1 });
  });

  it('changes nothing when it is delivered a second time', async () => {
    const look = async (): Promise<unknown[]> => [await event(), await opportunity(), await files(), await request()];
    const before = await look();
    const delivery = stack.simulator.store.state.deliveries.findLast(({ state }) => state === 'delivered')!;
    expect((await stack.simulator.deliverer.redeliver(delivery)).statusCode).toBe(202);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await until('nothing is done any more', async () => ((await stack.org.isIdle()) ? true : undefined));
    expect(await look()).toEqual(before);
  });

  it('has no second file when the bridge uploaded it and its answer got lost', async () => {
    const result = await stack.org.anonymous(`
Contract_Event__c row = [SELECT Id, Contract_State__r.Lane__c FROM Contract_Event__c];
row.State__c = States.WAITING_FILE;
row.Reason_Code__c = Reasons.PAYLOAD_REQUESTED;
row.Open_Key__c = Lanes.openEvents(row.Contract_State__r.Lane__c.intValue());
row.Due_Time__c = Datetime.now().addDays(1);
row.Payload_File__c = null;
update row;
Bridge_Request__c asked = [SELECT Id FROM Bridge_Request__c WHERE Kind__c = 'DELIVER_PAYLOAD'];
asked.State__c = States.OPEN;
asked.Open_Key__c = Lanes.openRequests('demo');
asked.Result__c = null;
update asked;`);
    expect(result).toMatchObject({ success: true });
    const before = await opportunity();
    const row = await settled();
    expect(await files()).toEqual([expect.objectContaining({ Id: row['sdsync__Payload_File__c'] })]);
    expect(await request()).toMatchObject({ sdsync__State__c: 'DONE', sdsync__Attempts__c: 2 });
    expect(await opportunity(), 'what was applied is not applied again').toEqual(before);
  });
});
