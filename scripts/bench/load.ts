/** Many events of many contracts, some of which cannot be saved: everything ends in a final state, in order, whole or not at all. */
import { randomUUID } from 'node:crypto';
import type { Row } from '../stack/org-client.ts';
import { contractKeyOf, publish, untilIdle } from './contract-events.ts';
import type { MadeUpEvent } from './contract-events.ts';
import { apexText, startCustomerOrg } from './customer-org.ts';
import type { AutomationSetup, CustomerOrg } from './customer-org.ts';

export interface LoadOptions {
  readonly events: number;
  readonly contracts: number;
  /** Share of events that a validation rule refuses, from 0 to 1. */
  readonly failing: number;
  /** Events that run into a governor limit. */
  readonly poison: number;
  readonly say: (text: string) => void;
}

export interface LoadReport {
  readonly events: number;
  readonly contracts: number;
  readonly states: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly publishSeconds: number;
  readonly applySeconds: number;
  readonly eventsPerSecond: number;
  /** What does not hold; empty when all is well. */
  readonly problems: readonly string[];
}

const constant = (value: unknown) => ({ kind: 'constant', value });
const source = (path: string) => ({ kind: 'source', path });
const mapping = (field: string, value: unknown) => ({ field, value });

/** An account per contract, its opportunity with three fields that belong together, and a contact. */
const automation: AutomationSetup = {
  key: 'load',
  definition: {
    version: 1,
    triggers: ['CONTRACT_DATA_UPDATED'],
    steps: [
      {
        key: 'account',
        kind: 'record',
        object: 'Account',
        find: { criteria: [{ field: 'Name', operator: 'equals', value: source('metadata.account.value') }] },
        whenNone: 'create',
        create: [mapping('Name', source('metadata.account.value'))],
      },
      {
        key: 'deal',
        kind: 'record',
        object: 'Opportunity',
        whenNone: 'fail',
        update: [
          mapping('NextStep', source('metadata.step.value')),
          mapping('Amount', source('metadata.amount.value')),
          mapping('AccountId', { kind: 'step', step: 'account' }),
          mapping('StageName', constant('Negotiation/Review')),
        ],
      },
      {
        key: 'contact',
        kind: 'record',
        object: 'Contact',
        find: { criteria: [{ field: 'LastName', operator: 'equals', value: source('contract.title') }] },
        whenNone: 'create',
        create: [
          mapping('LastName', source('contract.title')),
          mapping('AccountId', { kind: 'step', step: 'account' }),
        ],
        update: [mapping('Title', source('metadata.step.value'))],
      },
    ],
  },
};

const isRefused = (event: MadeUpEvent): boolean => stepOf(event) === 'refused';
const isPoison = (event: MadeUpEvent): boolean => String(metadataOf(event)['account']?.value).startsWith('Poison');

function metadataOf(event: MadeUpEvent): Record<string, { value: unknown } | undefined> {
  return event.sections['metadata'] as Record<string, { value: unknown } | undefined>;
}

const stepOf = (event: MadeUpEvent): unknown => metadataOf(event)['step']?.value;

/** Events in turns over all contracts; every n-th is refused, and the first of some contracts is poison. */
function makeEvents(options: LoadOptions, deals: readonly string[]): MadeUpEvent[] {
  const run = randomUUID().slice(0, 8);
  const every = options.failing === 0 ? Infinity : Math.round(1 / options.failing);
  const events: MadeUpEvent[] = [];
  for (let i = 0; i < options.events; i++) {
    const contract = i % options.contracts;
    const sequence = Math.floor(i / options.contracts) + 1;
    // Every contract gets its share of refused events, at different places.
    const refused = (i + Math.floor(i / options.contracts)) % every === every - 1;
    const poison = sequence === 1 && contract < options.poison;
    events.push({
      contractId: `T-${run}-${contract}`,
      sequence,
      activity: 'CONTRACT_DATA_UPDATED',
      linked: deals[contract] ?? null,
      status: 'SIGN',
      sections: {
        metadata: {
          account: { value: `${poison ? 'Poison' : 'Account'} ${contract}` },
          step: { value: refused && !poison ? 'refused' : `step ${sequence}` },
          amount: { value: sequence },
        },
      },
    });
  }
  return events;
}

/**
 * Applies the load and checks what came of it.
 * @throws Error when the org cannot be set up, or does not come to rest
 */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const faults: string[] = [];
  options.say('Starting the local org with the package and a customer’s triggers and rules …');
  const org = await startCustomerOrg((message) => faults.push(message));
  try {
    await org.install([automation]);
    const deals = await makeDeals(org, options.contracts);
    const events = makeEvents(options, deals);
    options.say(`Publishing ${events.length} events of ${options.contracts} contracts …`);
    const started = performance.now();
    await publish(org, events);
    const published = performance.now();
    await untilIdle(org, Math.max(60, options.events / 20));
    const applied = performance.now();
    options.say('Checking …');
    const ledger = await readLedger(org);
    const problems = [...faults, ...checkLedger(events, ledger), ...(await checkRecords(org, events, deals))];
    const seconds = (from: number, to: number): number => Math.round((to - from) / 100) / 10;
    return {
      events: events.length,
      contracts: options.contracts,
      states: countBy(ledger, 'State__c'),
      reasons: countBy(ledger, 'Reason_Code__c'),
      publishSeconds: seconds(started, published),
      applySeconds: seconds(started, applied),
      eventsPerSecond: Math.round(events.length / ((applied - started) / 1000)),
      problems,
    };
  } finally {
    await org.stop();
  }
}

async function makeDeals(org: CustomerOrg, count: number): Promise<string[]> {
  await org.execute(`
List<Opportunity> deals = new List<Opportunity>();
for (Integer i = 0; i < ${count}; i++) {
  deals.add(new Opportunity(Name = 'Deal ' + String.valueOf(i).leftPad(6, '0'), StageName = '${apexText('Prospecting')}', CloseDate = Date.today()));
}
insert deals;`);
  const rows = await readAll(org, 'SELECT Id, Name FROM Opportunity', 'Name');
  return rows.map((row) => String(row['Id']));
}

/** All rows of a query, in pages by a field whose values are unique. */
async function readAll(org: CustomerOrg, query: string, by: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let last: string | null = null; ;) {
    const condition: string = last === null ? '' : ` WHERE ${by} > '${last}'`;
    const page = await org.admin.query(`${query}${condition} ORDER BY ${by} LIMIT 1000`);
    rows.push(...page);
    if (page.length < 1000) return rows;
    last = String(page.at(-1)?.[by]);
  }
}

function readLedger(org: CustomerOrg): Promise<Row[]> {
  return readAll(
    org,
    'SELECT Event_Key__c, Contract_Key__c, Sequence__c, State__c, Reason_Code__c, Message__c FROM Contract_Event__c',
    'Event_Key__c',
  );
}

function countBy(rows: readonly Row[], field: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const key = String(row[field] ?? '-');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Every event is there once, in the state that it must have. */
function checkLedger(events: readonly MadeUpEvent[], ledger: readonly Row[]): string[] {
  const byKey = new Map(ledger.map((row) => [`${String(row['Contract_Key__c'])}/${String(row['Sequence__c'])}`, row]));
  const problems: string[] = [];
  if (ledger.length !== events.length) problems.push(`${ledger.length} ledger rows for ${events.length} events`);
  for (const event of events) {
    const row = byKey.get(`${contractKeyOf(event.contractId)}/${event.sequence}`);
    const wanted = isPoison(event)
      ? ['FAILED', 'LIMIT_REACHED']
      : isRefused(event)
        ? ['FAILED', 'FIELD_CUSTOM_VALIDATION_EXCEPTION']
        : ['SUCCEEDED', null];
    if (row?.['State__c'] !== wanted[0] || row?.['Reason_Code__c'] !== wanted[1])
      problems.push(
        `${event.contractId}/${event.sequence}: ${String(row?.['State__c'])} ${String(row?.['Reason_Code__c'])} instead of ${wanted.join(' ')}`,
      );
  }
  return problems.slice(0, 20);
}

/** Each record has exactly the values of its contract's last event that could be saved. */
async function checkRecords(
  org: CustomerOrg,
  events: readonly MadeUpEvent[],
  deals: readonly string[],
): Promise<string[]> {
  const last = new Map<string, MadeUpEvent>();
  for (const event of events) if (!isRefused(event) && !isPoison(event)) last.set(String(event.linked), event);
  const rows = await readAll(org, 'SELECT Id, Name, NextStep, Amount, Account.Name FROM Opportunity', 'Name');
  const contacts = await readAll(org, 'SELECT Id, LastName, Title, Account.Name FROM Contact', 'LastName');
  const titles = new Map(contacts.map((row) => [String(row['LastName']), row]));
  const problems: string[] = [];
  for (const row of rows) {
    const event = last.get(String(row['Id']));
    if (event === undefined) {
      if (deals.includes(String(row['Id'])) && row['NextStep'] !== null)
        problems.push(`${String(row['Name'])} was written though nothing could be saved`);
      continue;
    }
    const account = (row['Account'] as { Name?: string } | null)?.Name;
    if (row['NextStep'] !== stepOf(event) || row['Amount'] !== event.sequence)
      problems.push(
        `${String(row['Name'])}: ${String(row['NextStep'])}/${String(row['Amount'])} is not event ${event.sequence}`,
      );
    if (account !== metadataOf(event)['account']?.value) problems.push(`${String(row['Name'])}: wrong account`);
    const contact = titles.get(`Agreement ${event.contractId}`);
    // The first event creates the contact without a title; later ones update it.
    if (event.sequence > 1 && contact?.['Title'] !== stepOf(event) && contact?.['Title'] !== null)
      problems.push(`${event.contractId}: the contact has ${String(contact?.['Title'])}`);
  }
  return problems.slice(0, 20);
}
