/** What the story page shows, asked of the three parts. */
import type { StoryContract, StoryEntry, StoryOpportunity, StoryState } from '../story/server.ts';
import type { Row } from './org-client.ts';
import type { Stack } from './stack.ts';

export async function tell(stack: Stack): Promise<StoryState> {
  const [deliveries, opportunities, history] = await Promise.all([
    tellDeliveries(stack),
    tellOpportunities(stack),
    tellHistory(stack),
  ]);
  return {
    contracts: tellContracts(stack),
    deliveries,
    opportunities,
    history,
    addresses: [
      { name: 'Local org (REST API)', url: stack.org.url },
      { name: 'SpotDraft simulator', url: `${stack.simulator.url}/simulator/contracts` },
      { name: 'Bridge', url: `${stack.bridge.url}/readyz` },
    ],
  };
}

function tellContracts({ simulator }: Stack): StoryContract[] {
  return simulator.store.contracts().map((contract) => {
    const value = contract.keyPointers.find(({ fieldName }) => fieldName === 'contract_value')?.value as
      { type: string; value: number } | undefined;
    return {
      id: `${contract.series}-${contract.number}`,
      title: contract.title,
      status: contract.status,
      value: value === undefined ? null : `${value.type} ${value.value.toLocaleString('en-US')}`,
      linkedRecord: typeof contract.externalMetadata?.id === 'string' ? contract.externalMetadata.id : null,
    };
  });
}

async function tellDeliveries({ bridgeClient }: Stack): Promise<StoryEntry[]> {
  const deliveries = await bridgeClient.deliveries(20);
  return deliveries.map((delivery) => ({
    state: delivery.state,
    title: delivery.activity ?? 'unreadable',
    detail: typeof delivery['contractId'] === 'string' ? delivery['contractId'] : null,
    reason: typeof delivery['lastError'] === 'string' ? delivery['lastError'] : null,
  }));
}

async function tellOpportunities({ orgClient }: Stack): Promise<StoryOpportunity[]> {
  const rows = await orgClient.query(
    'SELECT Id, Name, Account.Name, StageName, Amount, CloseDate, (SELECT ContentDocument.Title FROM ContentDocumentLinks) FROM Opportunity ORDER BY Name',
  );
  return rows.map((row) => ({
    id: String(row['Id']),
    name: String(row['Name']),
    account: text((row['Account'] as Row | null)?.['Name']),
    stage: String(row['StageName']),
    amount: typeof row['Amount'] === 'number' ? row['Amount'].toLocaleString('en-US') : null,
    closeDate: text(row['CloseDate']),
    files: ((row['ContentDocumentLinks'] as { records: Row[] } | null)?.records ?? []).map((link) =>
      String((link['ContentDocument'] as Row)['Title']),
    ),
  }));
}

async function tellHistory({ orgClient }: Stack): Promise<StoryEntry[]> {
  const rows = await orgClient.query(
    'SELECT sdsync__Automation_Name__c, sdsync__Activity__c, sdsync__State__c, sdsync__Reason_Code__c, sdsync__Message__c FROM sdsync__Sync_Run__c ORDER BY CreatedDate DESC, Name DESC LIMIT 20',
  );
  return rows.map((row) => ({
    state: words(String(row['sdsync__State__c'])),
    title: String(row['sdsync__Automation_Name__c']),
    detail: text(row['sdsync__Activity__c']),
    reason: text(row['sdsync__Message__c']) ?? text(row['sdsync__Reason_Code__c']),
  }));
}

/** `WAITING_FILE` → `Waiting file`. */
function words(code: string): string {
  const plain = code.toLowerCase().replaceAll('_', ' ');
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
