/** End to end: simulator, bridge with its own PostgreSQL, and the package in the local org, over HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playDemo, shortcomings } from '../stack/demo.ts';
import { ownFolder } from '../stack/bridge-folder.ts';
import { startStack } from '../stack/stack.ts';
import type { Stack } from '../stack/stack.ts';

let folder: string;
let stack: Stack;
let started = false;
const faults: string[] = [];

function start(): Promise<Stack> {
  const timing = { exchangeIdleMaxMs: 2000, requirementsMissMs: 1000 };
  return startStack({ folder, timing, onFault: (message) => faults.push(message) });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverse-sync-e2e-'));
  stack = await start();
  started = true;
});

afterAll(async () => {
  if (started) await stack.stop();
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

async function ledger(contractId: string): Promise<Record<string, unknown> | undefined> {
  const rows = await stack.orgClient.query(
    `SELECT sdsync__State__c, sdsync__Reason_Code__c, sdsync__Contract_Key__c FROM sdsync__Contract_Event__c WHERE sdsync__Contract_Key__c = 'demo|${contractId}'`,
  );
  return rows[0];
}

describe('the story', () => {
  it('holds from the executed contract to the opportunity with its file, and a second delivery changes nothing', async () => {
    const report = await playDemo(stack, () => undefined);
    expect(shortcomings(report)).toEqual([]);
    expect(report.after).toMatchObject({ stage: 'Closed Won', amount: 120_000, files: 1 });
    expect(report.file.title).toBe('Master Services Agreement - Northwind Traders');
  });

  it('waits visibly for a PDF that does not come, with the record already updated', async () => {
    const contract = stack.simulator.store.contracts().find(({ title }) => title.includes('Contoso'))!;
    contract.file.missing = true;
    stack.simulator.lifecycle.execute(contract);
    const id = `T-${contract.number}`;
    const row = await until('the event waits for its file', async () => {
      const found = await ledger(id);
      return found?.['sdsync__State__c'] === 'WAITING_FILE' ? found : undefined;
    });
    expect(row['sdsync__Reason_Code__c']).toBe('FILE_REQUESTED');
    const request = await until('the bridge has tried to get it', async () => {
      const [found] = await stack.orgClient.query(
        `SELECT sdsync__State__c, sdsync__Attempts__c, sdsync__Reason_Code__c FROM sdsync__Bridge_Request__c WHERE sdsync__Contract_Id__c = '${id}' AND sdsync__Reason_Code__c != NULL`,
      );
      return found;
    });
    expect(request['sdsync__State__c']).toBe('OPEN');
    const [opportunity] = await stack.orgClient.query(
      `SELECT StageName FROM Opportunity WHERE Id = '${String(contract.externalMetadata?.id)}'`,
    );
    expect(opportunity?.['StageName']).toBe('Closed Won');
  });

  it('keeps everything over a restart', async () => {
    const before = await stack.orgClient.query(
      'SELECT Id, sdsync__State__c FROM sdsync__Contract_Event__c ORDER BY Id',
    );
    await stack.stop();
    stack = await start();
    expect(
      await stack.orgClient.query('SELECT Id, sdsync__State__c FROM sdsync__Contract_Event__c ORDER BY Id'),
    ).toEqual(before);
    const contract = stack.simulator.store.contracts().find(({ title }) => title.includes('Fabrikam'))!;
    stack.simulator.lifecycle.execute(contract);
    await until('the contract of Fabrikam is through', async () =>
      (await ledger(`T-${contract.number}`))?.['sdsync__State__c'] === 'SUCCEEDED' ? true : undefined,
    );
  });
});
