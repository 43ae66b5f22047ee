/** Contract events as the bridge publishes them, made up. */
import { createHash } from 'node:crypto';
import { connectionKey } from './customer-org.ts';
import type { CustomerOrg } from './customer-org.ts';

export interface MadeUpEvent {
  readonly contractId: string;
  /** Place among the contract's events, from 1. */
  readonly sequence: number;
  readonly activity: string;
  /** Id of the linked record; null for a contract without a link. */
  readonly linked: string | null;
  /** Sections of the payload beside event and contract. */
  readonly sections: Readonly<Record<string, unknown>>;
  readonly status: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const eventKeyOf = (event: MadeUpEvent): string => sha256(`${event.contractId}/${event.sequence}`);

export const contractKeyOf = (contractId: string): string => `${connectionKey}|${contractId}`;

function toPlatformEvent(event: MadeUpEvent): Record<string, unknown> {
  const key = eventKeyOf(event);
  const payload = JSON.stringify({
    version: 1,
    event: { key, activity: event.activity, timestamp: '2026-03-31T10:20:30Z', origin: 'webhook', performedBy: {} },
    contract: {
      id: event.contractId,
      numericId: 1,
      title: `Agreement ${event.contractId}`,
      status: event.status,
      type: { id: 7, name: 'MSA' },
    },
    externalRecord: event.linked === null ? null : { id: event.linked },
    ...event.sections,
  });
  return {
    attributes: { type: 'Contract_Event__e' },
    Event_Key__c: key,
    Occurrence_Key__c: key,
    Contract_Key__c: contractKeyOf(event.contractId),
    Connection_Key__c: connectionKey,
    Activity__c: event.activity,
    Sequence__c: event.sequence,
    Snapshot_Time__c: 1_700_000_000_000 + event.sequence,
    Occurred_At__c: '2026-03-31T10:20:30Z',
    Origin__c: 'webhook',
    Schema_Version__c: 1,
    Payload_Parts__c: 1,
    Payload_Hash__c: sha256(payload),
    Payload_1__c: payload,
  };
}

/** Publishes events in their order, 200 a call, as the bridge does. */
export async function publish(org: CustomerOrg, events: readonly MadeUpEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += 200) {
    const records = events.slice(at, at + 200).map(toPlatformEvent);
    await org.bridge.post('/services/data/v67.0/composite/sobjects', { allOrNone: false, records });
  }
}

/** Waits until nothing is open. @throws Error when it takes longer than the time given */
export async function untilIdle(org: CustomerOrg, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const [row] = await org.admin.query(
      'SELECT COUNT(Id) open FROM Contract_Event__c WHERE Open_Key__c != NULL AND Due_Time__c = NULL',
    );
    if (row?.['open'] === 0 && (await org.org.isIdle())) return;
    if (Date.now() > end) throw new Error(`Still ${String(row?.['open'])} open events after ${seconds} seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
