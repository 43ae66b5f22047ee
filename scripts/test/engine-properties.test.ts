/**
 * Random automations over random events in random delivery: whatever the order, the losses and the repetitions, the records end
 * as with clean delivery, nothing is half-written, and delivering again changes nothing.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish, untilIdle } from '../bench/contract-events.ts';
import type { MadeUpEvent } from '../bench/contract-events.ts';
import { startCustomerOrg } from '../bench/customer-org.ts';
import type { CustomerOrg } from '../bench/customer-org.ts';
import { definition, metadata, signatories } from '../bench/random-automations.ts';
import type { Row } from '../stack/org-client.ts';

const finalStates = ['SUCCEEDED', 'NOTHING_TO_DO', 'FAILED', 'NEEDS_REVIEW', 'SUPERSEDED'];
const contractCount = 3;

let org: CustomerOrg;
const faults: string[] = [];
let caseNumber = 0;

beforeAll(async () => {
  org = await startCustomerOrg((message) => faults.push(message));
}, 60_000);

afterAll(async () => {
  await org.stop();
});

const history = fc.array(fc.record({ metadata, signatories }), { minLength: 1, maxLength: 5 });

const randomCase = fc.record({
  definitions: fc.array(definition, { minLength: 1, maxLength: 2 }),
  histories: fc.array(history, { minLength: contractCount, maxLength: contractCount }),
  /** Where each event of the untidy delivery goes; equal places keep their order. */
  places: fc.array(fc.nat(20), { minLength: 60, maxLength: 60 }),
  /** Which events come twice, and which are lost at first. */
  repeated: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
  lost: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
});

test('the end does not depend on the delivery', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(randomCase, async (random) => {
      const prefix = `p${++caseNumber}`;
      await disableAll();
      await org.install(random.definitions.map((content, i) => ({ key: `${prefix}a${i}`, definition: content })));
      const tidy = await makeEvents(`${prefix}t`, random.histories);
      const untidy = await makeEvents(`${prefix}u`, random.histories);
      await publish(org, tidy);
      await untilIdle(org, 60);
      await deliverUntidily(untidy, random);
      await untilIdle(org, 60);

      const clean = await outcome(`${prefix}t`);
      expect(await outcome(`${prefix}u`)).toEqual(clean);
      for (const state of clean.states) expect(finalStates).toContain(state.replace(/^.* /, ''));

      const before = await stamps(prefix);
      await publish(org, [...tidy, ...untidy]);
      await untilIdle(org, 60);
      expect(await stamps(prefix)).toEqual(before);
      expect(faults).toEqual([]);
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 12), endOnFailure: true },
  );
});

async function disableAll(): Promise<void> {
  await org.execute(`
List<Automation__c> all = [SELECT Id FROM Automation__c WHERE Enabled__c = TRUE];
for (Automation__c one : all) { one.Enabled__c = false; }
update all;`);
}

type History = readonly { readonly metadata: unknown; readonly signatories: unknown }[];

/** One opportunity and one contract per history. */
async function makeEvents(prefix: string, histories: readonly History[]): Promise<MadeUpEvent[]> {
  await org.execute(`
List<Opportunity> deals = new List<Opportunity>();
for (Integer i = 0; i < ${histories.length}; i++) {
  deals.add(new Opportunity(Name = '${prefix}' + i, StageName = 'Prospecting', CloseDate = Date.newInstance(2030, 1, 1)));
}
insert deals;`);
  const deals = await org.admin.query(`SELECT Id FROM Opportunity WHERE Name LIKE '${prefix}%' ORDER BY Name`);
  return histories.flatMap((events, contract) =>
    events.map((sections, i) => ({
      contractId: `T-${prefix}${contract}`,
      sequence: i + 1,
      activity: 'CONTRACT_DATA_UPDATED',
      linked: String(deals[contract]?.['Id']),
      status: 'SIGN',
      sections: { metadata: sections.metadata, signatories: sections.signatories },
    })),
  );
}

interface Delivery {
  readonly places: readonly number[];
  readonly repeated: readonly boolean[];
  readonly lost: readonly boolean[];
}

/** Out of order and partly twice; what was lost comes at the end, as the bridge publishes again what is not acknowledged. */
async function deliverUntidily(events: readonly MadeUpEvent[], delivery: Delivery): Promise<void> {
  const shuffled = events
    .flatMap((event, i) => (delivery.repeated[i] === true ? [event, event] : [event]))
    .map((event, i) => ({ event, place: delivery.places[i] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
  const lost = new Set(events.filter((_, i) => delivery.lost[i] === true));
  for (const event of shuffled.filter((candidate) => !lost.has(candidate))) await publish(org, [event]);
  await publish(org, [...lost]);
}

interface Outcome {
  readonly states: readonly string[];
  readonly deals: readonly unknown[];
  readonly accounts: readonly unknown[];
  readonly contacts: readonly unknown[];
}

/** Records and states without what differs by name only. */
async function outcome(prefix: string): Promise<Outcome> {
  const withoutAttributes = (key: string, value: unknown): unknown => (key === 'attributes' ? undefined : value);
  const plain = (rows: readonly Row[]): unknown[] =>
    rows.map((row) => JSON.parse(JSON.stringify(row, withoutAttributes).replaceAll(prefix, '')) as unknown);
  const events = await org.admin.query(
    `SELECT Contract_Key__c, Sequence__c, State__c, Reason_Code__c FROM Contract_Event__c WHERE Contract_Key__c LIKE 'bench|T-${prefix}%' ORDER BY Contract_Key__c, Sequence__c`,
  );
  return {
    states: events.map(
      (row) =>
        `${String(row['Contract_Key__c']).replace(prefix, '')}/${String(row['Sequence__c'])} ${String(row['Reason_Code__c'])} ${String(row['State__c'])}`,
    ),
    deals: plain(
      await org.admin.query(
        `SELECT Name, NextStep, Description, Amount, CloseDate, IsPrivate FROM Opportunity WHERE Name LIKE '${prefix}%' ORDER BY Name`,
      ),
    ),
    accounts: plain(
      await org.admin.query(
        `SELECT Name, Description, NumberOfEmployees, Phone FROM Account WHERE Name LIKE '%T-${prefix}%' ORDER BY Name`,
      ),
    ),
    contacts: plain(
      await org.admin.query(
        `SELECT LastName, Title, Department, Account.Name FROM Contact WHERE Account.Name LIKE '%T-${prefix}%' ORDER BY Account.Name, LastName`,
      ),
    ),
  };
}

/** When each record of a case was last written. */
async function stamps(prefix: string): Promise<unknown[]> {
  const rows = await Promise.all([
    org.admin.query(`SELECT Id, SystemModstamp FROM Opportunity WHERE Name LIKE '${prefix}%' ORDER BY Id`),
    org.admin.query(`SELECT Id, SystemModstamp FROM Account WHERE Name LIKE '%T-${prefix}%' ORDER BY Id`),
    org.admin.query(`SELECT Id, SystemModstamp FROM Contact WHERE Account.Name LIKE '%T-${prefix}%' ORDER BY Id`),
    org.admin.query(
      `SELECT Id, SystemModstamp FROM Sync_Run__c WHERE Contract_Key__c LIKE 'bench|T-${prefix}%' ORDER BY Id`,
    ),
  ]);
  return rows.flat();
}
