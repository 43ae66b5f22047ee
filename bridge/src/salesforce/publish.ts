import { ConnectionFailure } from '../shared/errors.ts';
import { isObject, textOf } from '../shared/json.ts';
import { isPublishedAsFile, MAX_PARTS, payloadHash, splitPayload } from '../contract/index.ts';
import type { Session } from './session.ts';

/** A contract event, ready for the bus. */
export interface OutgoingEvent {
  readonly eventKey: string;
  readonly contractKey: string;
  readonly connectionKey: string;
  readonly activity: string;
  readonly sequence: number;
  readonly snapshotMs: number;
  readonly occurredText: string;
  readonly origin: string;
  readonly payload: string;
}

/** What the org said to one event. */
export type PublishResult =
  { readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string };

/** The most records one call of the collections resource takes. */
export const MAX_PER_CALL = 200;

/** Codes that say nothing of the event: the whole connection waits. */
const ORG_WIDE = new Map([
  ['LIMIT_EXCEEDED', 'The org has published as many events as it may; the connection resumes by itself.'],
  ['REQUEST_LIMIT_EXCEEDED', 'The org has used up its API calls; the connection resumes by itself.'],
  ['SERVER_UNAVAILABLE', 'Salesforce is not available; the connection resumes by itself.'],
  ['INVALID_TYPE', 'Install the package, and check the configured namespace.'],
  ['NOT_FOUND', 'Install the package, and check the configured namespace.'],
  ['INSUFFICIENT_ACCESS_OR_READONLY', 'Assign the Bridge permission set to the bridge’s user.'],
  ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'Look at the error in the org; the connection resumes by itself.'],
]);

/**
 * Publishes by the collections resource: success means queued, and `OPERATION_ENQUEUED` stands in `errors` of a
 * success. The exchange closes the gap to "in the ledger".
 *
 * @returns one result per event, in order
 * @throws ConnectionFailure when the org as a whole does not take events
 */
export async function publishEvents(session: Session, events: readonly OutgoingEvent[]): Promise<PublishResult[]> {
  const records = events.map((event) => recordOf(session, event));
  const answer = await session.call('POST', `${session.apiPath}/composite/sobjects`, { allOrNone: false, records });
  if (!Array.isArray(answer) || answer.length !== events.length) throw strangeAnswer();
  const results = answer.map(resultOf);
  const orgWide = results.find((result) => !result.ok && ORG_WIDE.has(result.code));
  // When some went through, they must count; those that did not are tried again and meet the limit then.
  if (orgWide && !orgWide.ok && results.every((result) => !result.ok)) {
    throw new ConnectionFailure('salesforce', orgWide.code, orgWide.message, ORG_WIDE.get(orgWide.code) ?? '');
  }
  return results;
}

/** True when a refusal says nothing of the event itself. */
export function isOrgWide(code: string): boolean {
  return ORG_WIDE.has(code);
}

function recordOf(session: Session, event: OutgoingEvent): Record<string, unknown> {
  const parts = isPublishedAsFile(event.payload) ? [] : splitPayload(event.payload);
  if (parts.length > MAX_PARTS) throw new RangeError(`A payload has ${parts.length} parts.`);
  const fields: Record<string, string | number> = {
    Event_Key__c: event.eventKey,
    Contract_Key__c: event.contractKey,
    Connection_Key__c: event.connectionKey,
    Occurrence_Key__c: event.eventKey,
    Activity__c: event.activity,
    Sequence__c: event.sequence,
    Snapshot_Time__c: event.snapshotMs,
    Occurred_At__c: event.occurredText,
    Origin__c: event.origin,
    Schema_Version__c: 1,
    Payload_Parts__c: parts.length,
    Payload_Hash__c: payloadHash(event.payload),
    Payload_Size__c: Buffer.byteLength(event.payload),
  };
  parts.forEach((part, index) => (fields[`Payload_${index + 1}__c`] = part));
  const record: Record<string, unknown> = { attributes: { type: session.apiName('Contract_Event__e') } };
  for (const [name, value] of Object.entries(fields)) record[session.apiName(name)] = value;
  return record;
}

function resultOf(item: unknown): PublishResult {
  if (isObject(item) && item.success === true) return { ok: true };
  const error: unknown = isObject(item) && Array.isArray(item.errors) ? item.errors[0] : undefined;
  const detail = isObject(error) ? error : {};
  const code = textOf(detail.statusCode) ?? textOf(detail.errorCode) ?? 'UNKNOWN_ERROR';
  return { ok: false, code, message: textOf(detail.message) ?? 'The org gave no reason.' };
}

function strangeAnswer(): ConnectionFailure {
  return new ConnectionFailure(
    'salesforce',
    'ORG_ANSWER_STRANGE',
    'The org’s answer does not have one result per event.',
    'Check the address of the org: a proxy may have answered.',
  );
}
