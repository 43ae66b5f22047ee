/** Locked rows: tried again later, holding back only what must not overtake. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../bench/contract-events.ts';
import type { MadeUpEvent } from '../bench/contract-events.ts';
import { startCustomerOrg } from '../bench/customer-org.ts';
import type { CustomerOrg } from '../bench/customer-org.ts';

let org: CustomerOrg;
const faults: string[] = [];

beforeAll(async () => {
  org = await startCustomerOrg((message) => faults.push(message));
  await org.install([
    {
      key: 'locks',
      definition: {
        version: 1,
        triggers: ['CONTRACT_DATA_UPDATED'],
        steps: [
          {
            key: 'deal',
            kind: 'record',
            object: 'Opportunity',
            update: [{ field: 'NextStep', value: { kind: 'source', path: 'metadata.step.value' } }],
          },
        ],
      },
    },
  ]);
  await org.execute(`
insert new List<Opportunity>{
  new Opportunity(Name = 'locked', StageName = 'Prospecting', CloseDate = Date.today()),
  new Opportunity(Name = 'free', StageName = 'Prospecting', CloseDate = Date.today())
};`);
}, 60_000);

afterAll(async () => {
  await org.stop();
});

const event = (contractId: string, sequence: number, linked: string): MadeUpEvent => ({
  contractId,
  sequence,
  activity: 'CONTRACT_DATA_UPDATED',
  linked,
  status: 'SIGN',
  sections: { metadata: { step: { value: `step ${sequence}` } } },
});

async function idOf(name: string): Promise<string> {
  const [row] = await org.admin.query(`SELECT Id FROM Opportunity WHERE Name = '${name}'`);
  return String(row?.['Id']);
}

async function states(): Promise<Record<string, unknown>> {
  const rows = await org.admin.query('SELECT Contract_Key__c, Sequence__c, State__c FROM Contract_Event__c');
  return Object.fromEntries(
    rows.map((row) => [`${String(row['Contract_Key__c']).slice(-1)}/${String(row['Sequence__c'])}`, row['State__c']]),
  );
}

async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 5; quiet++) {
    if (!(await org.org.isIdle())) quiet = 0;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a locked record is tried again, and its contract keeps its order', { timeout: 60_000 }, async () => {
  const [locked, free] = [await idOf('locked'), await idOf('free')];
  await org.org.faults.lockRow({ object: 'Opportunity', ids: [locked] });
  await publish(org, [event('T-1', 1, locked), event('T-2', 1, free)]);
  await settled();
  expect(await states()).toEqual({ '1/1': 'RETRYING', '2/1': 'SUCCEEDED' });

  await publish(org, [event('T-1', 2, locked)]);
  await settled();
  expect(await states()).toEqual({ '1/1': 'RETRYING', '1/2': 'WAITING_EARLIER', '2/1': 'SUCCEEDED' });

  await org.org.faults.clear();
  await org.execute(`
List<Contract_Event__c> due = [SELECT Id FROM Contract_Event__c WHERE State__c = 'RETRYING'];
for (Contract_Event__c one : due) { one.Due_Time__c = null; }
update due;
Lanes.wake(new Set<Integer>{ 0, 1, 2, 3 });`);
  await settled();
  expect(await states()).toEqual({ '1/1': 'SUCCEEDED', '1/2': 'SUCCEEDED', '2/1': 'SUCCEEDED' });
  const [deal] = await org.admin.query("SELECT NextStep FROM Opportunity WHERE Name = 'locked'");
  expect(deal?.['NextStep']).toBe('step 2');
  const runs = await org.admin.query(
    "SELECT Attempts__c FROM Sync_Run__c WHERE Contract_Key__c = 'bench|T-1' AND Sequence__c = 1",
  );
  expect(runs).toMatchObject([{ Attempts__c: 2 }]);
  expect(faults).toEqual([]);
});
