/** The story without a person: execute a contract, follow it through every stage, deliver the same webhook again. */
import { createHash } from 'node:crypto';
import type { Row } from './org-client.ts';
import type { Stack } from './stack.ts';

/** Longest wait for a contract to reach its opportunity with its file. */
const patienceMs = 60_000;
const pollMs = 200;
/** States in which an event of the ledger needs nothing more. */
const finished: ReadonlySet<string> = new Set([
  'SUCCEEDED',
  'NOTHING_TO_DO',
  'FAILED',
  'REFUSED',
  'SUPERSEDED',
  'NEEDS_REVIEW',
]);

export interface DemoOpportunity {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly amount: number | null;
  readonly closeDate: string | null;
  readonly files: number;
}

/** What `npm run demo -- --json` prints. */
export interface DemoReport {
  readonly before: DemoOpportunity;
  readonly after: DemoOpportunity;
  readonly file: {
    readonly title: string;
    readonly size: number;
    readonly sha256: string;
    readonly sourceSha256: string;
  };
  readonly ledger: readonly { readonly eventKey: string; readonly status: string }[];
  readonly redelivery: { readonly changes: number };
  readonly seconds: number;
}

export type Say = (text: string) => void;

/** Plays the story on a fresh stack. @throws Error when a part of it does not happen */
export async function playDemo(stack: Stack, say: Say): Promise<DemoReport> {
  const started = performance.now();
  const contract = stack.simulator.store.contracts().find((candidate) => candidate.title.includes('Northwind'));
  if (contract === undefined) throw new Error('The simulator has no contract with Northwind Traders.');
  const id = `${contract.series}-${contract.number}`;
  const recordId = String(contract.externalMetadata?.id);
  const before = await opportunity(stack, recordId);
  say(`Before     ${describe(before)}`);
  say(`SpotDraft  ${id} "${contract.title}" is ${contract.status}; everybody signs it now`);
  stack.simulator.lifecycle.execute(contract);
  await follow(stack, say);
  const after = await opportunity(stack, recordId);
  say(`After      ${describe(after)}`);
  const file = await attachedFile(stack, recordId, id);
  say(
    `File       ${file.title}, ${file.size} bytes, ${file.sha256 === file.sourceSha256 ? 'the same bytes as in SpotDraft' : 'NOT the bytes of SpotDraft'}`,
  );
  const ledger = await ledgerRows(stack);
  for (const row of ledger) say(`Ledger     ${row.eventKey.slice(0, 12)}…  ${row.status}`);
  const changes = await redeliver(stack, recordId, say);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  return { before, after, file, ledger, redelivery: { changes }, seconds };
}

/** What of the story does not hold; empty when all does. */
export function shortcomings(report: DemoReport): string[] {
  const problems: string[] = [];
  if (report.before.stage === 'Closed Won')
    problems.push('The opportunity was closed before the contract was executed.');
  if (report.after.stage !== 'Closed Won') problems.push(`The opportunity is ${report.after.stage}, not Closed Won.`);
  if (report.after.amount !== 120_000) problems.push(`The amount is ${report.after.amount}, not that of the contract.`);
  if (report.after.closeDate === report.before.closeDate) problems.push('The close date is not that of the contract.');
  if (report.file.sha256 !== report.file.sourceSha256) problems.push('The attached file is not the signed PDF.');
  if (!report.ledger.some(({ status }) => status === 'SUCCEEDED'))
    problems.push('No event of the ledger has succeeded.');
  if (report.redelivery.changes !== 0) problems.push(`The second delivery made ${report.redelivery.changes} changes.`);
  return problems;
}

async function opportunity({ orgClient }: Stack, id: string): Promise<DemoOpportunity> {
  const [row] = await orgClient.query(
    `SELECT Id, Name, StageName, Amount, CloseDate, (SELECT Id FROM ContentDocumentLinks) FROM Opportunity WHERE Id = '${id}'`,
  );
  if (row === undefined) throw new Error('The contract is linked to an opportunity that is not in the org.');
  return {
    id: String(row['Id']),
    name: String(row['Name']),
    stage: String(row['StageName']),
    amount: typeof row['Amount'] === 'number' ? row['Amount'] : null,
    closeDate: typeof row['CloseDate'] === 'string' ? row['CloseDate'] : null,
    files: ((row['ContentDocumentLinks'] as { records: Row[] } | null)?.records ?? []).length,
  };
}

function describe({ name, stage, amount, closeDate, files }: DemoOpportunity): string {
  return `${name}: ${stage}, ${amount?.toLocaleString('en-US') ?? 'no amount'}, closes ${closeDate ?? '?'}, ${files} file${files === 1 ? '' : 's'}`;
}

/** Waits until the executed contract is through, and says every stage it reaches in bridge and org. */
async function follow(stack: Stack, say: Say): Promise<void> {
  const seen = new Set<string>();
  const note = (text: string): void => {
    if (!seen.has(text)) say(text);
    seen.add(text);
  };
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    for (const delivery of (await stack.bridgeClient.deliveries()).filter(
      ({ activity }) => activity === 'CONTRACT_EXECUTED',
    )) {
      note(`Bridge     CONTRACT_EXECUTED is ${delivery.state}`);
    }
    const runs = await stack.orgClient.query(
      'SELECT sdsync__Automation_Name__c, sdsync__State__c, sdsync__Reason_Code__c FROM sdsync__Sync_Run__c',
    );
    for (const run of runs)
      note(`Org        "${String(run['sdsync__Automation_Name__c'])}" is ${String(run['sdsync__State__c'])}`);
    const events = await stack.orgClient.query('SELECT sdsync__State__c FROM sdsync__Contract_Event__c');
    if (events.length > 0 && events.every((event) => finished.has(String(event['sdsync__State__c'])))) return;
    await pause(pollMs);
  }
  throw new Error(
    `The contract did not get through within ${patienceMs / 1000} seconds. Seen so far:\n${[...seen].join('\n')}`,
  );
}

async function attachedFile(stack: Stack, recordId: string, contractId: string): Promise<DemoReport['file']> {
  const [link] = await stack.orgClient.query(
    `SELECT ContentDocument.LatestPublishedVersionId, ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '${recordId}'`,
  );
  if (link === undefined) throw new Error('No file is attached to the opportunity.');
  const document = link['ContentDocument'] as Row;
  const bytes = await stack.orgClient.versionData(String(document['LatestPublishedVersionId']));
  const source = await sourceFile(stack, contractId);
  return { title: String(document['Title']), size: bytes.length, sha256: sha256(bytes), sourceSha256: sha256(source) };
}

async function sourceFile({ simulator }: Stack, contractId: string): Promise<Uint8Array> {
  const { clientId, clientSecret } = simulator.credentials;
  const response = await fetch(`${simulator.url}/api/v2.1/public/contracts/${contractId}/download`, {
    method: 'POST',
    headers: { 'client-id': clientId, 'client-secret': clientSecret },
  });
  if (!response.ok) throw new Error(`The simulator answered ${response.status} to the download.`);
  return new Uint8Array(await response.arrayBuffer());
}

async function ledgerRows({ orgClient }: Stack): Promise<DemoReport['ledger']> {
  const rows = await orgClient.query(
    'SELECT sdsync__Event_Key__c, sdsync__State__c FROM sdsync__Contract_Event__c ORDER BY Name',
  );
  return rows.map((row) => ({
    eventKey: String(row['sdsync__Event_Key__c']),
    status: String(row['sdsync__State__c']),
  }));
}

/** Delivers the executed webhook once more, byte for byte, and counts what is different afterwards. */
async function redeliver(stack: Stack, recordId: string, say: Say): Promise<number> {
  const before = await fingerprint(stack, recordId);
  const delivery = stack.simulator.store.state.deliveries.findLast(
    ({ activity, state }) => activity === 'CONTRACT_EXECUTED' && state === 'delivered',
  );
  if (delivery === undefined) throw new Error('The executed webhook was not delivered.');
  const repeated = await stack.simulator.deliverer.redeliver(delivery);
  say(
    `Again      the same webhook is delivered once more: the bridge answers ${repeated.statusCode ?? repeated.error ?? '?'}`,
  );
  await settled(stack);
  const after = await fingerprint(stack, recordId);
  const changes = before.filter((line, i) => line !== after[i]).length + Math.abs(after.length - before.length);
  say(`           ${changes === 0 ? 'nothing changed' : `${changes} things changed`}`);
  return changes;
}

/** Whatever the repeated webhook could have started is over. */
async function settled(stack: Stack): Promise<void> {
  await pause(1500);
  const until = performance.now() + patienceMs;
  while (!(await stack.org.isIdle()) && performance.now() < until) await pause(pollMs);
}

/** Everything that a second delivery could change, line by line. */
async function fingerprint({ orgClient, bridgeClient }: Stack, recordId: string): Promise<string[]> {
  const queries = [
    `SELECT Id, SystemModstamp, StageName, Amount, CloseDate FROM Opportunity WHERE Id = '${recordId}'`,
    `SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId = '${recordId}' ORDER BY Id`,
    'SELECT Id, Checksum FROM ContentVersion ORDER BY Id',
    'SELECT Id, sdsync__State__c, sdsync__Attempts__c FROM sdsync__Contract_Event__c ORDER BY Id',
    'SELECT Id, sdsync__State__c, sdsync__Attempts__c FROM sdsync__Sync_Run__c ORDER BY Id',
    'SELECT Id, sdsync__State__c, sdsync__Attempts__c FROM sdsync__Bridge_Request__c ORDER BY Id',
  ];
  const org = await Promise.all(queries.map(async (soql) => JSON.stringify(await orgClient.query(soql))));
  const published = (await bridgeClient.deliveries()).map(({ eventKey }) => eventKey).sort();
  return [...org, JSON.stringify(published)];
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
