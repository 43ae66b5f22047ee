import type { ContractEventPayload } from '../contract/index.ts';
import { PermanentFailure } from '../shared/errors.ts';
import { isObject, textOf, type JsonObject } from '../shared/json.ts';
import type { StoredEvent } from '../store/inbox.ts';
import { compact, integerOf, personOf } from './person.ts';

const ORIGINS = ['webhook', 'reconcile', 'backfill', 'manual', 'void'] as const;

/**
 * The webhook's body of a stored event.
 *
 * @throws PermanentFailure when it is not JSON, which the accept path does not let through
 */
export function bodyOf(event: StoredEvent): JsonObject {
  try {
    const value: unknown = JSON.parse(event.raw.toString('utf8'));
    if (isObject(value)) return value;
  } catch (error) {
    throw new PermanentFailure('BODY_UNREADABLE', 'The stored delivery is not JSON.', 'Report it.', error);
  }
  throw new PermanentFailure('BODY_UNREADABLE', 'The stored delivery is not a JSON object.', 'Report it.');
}

/** What the webhook itself tells, in the contract's form. */
export function basePayload(event: StoredEvent, body: JsonObject, compositeId: string): ContractEventPayload {
  return compact({
    version: 1 as const,
    event: eventOf(event, body),
    contract: contractOf(event, body, compositeId),
    businessUser: personOf(body.business_user),
    legalUser: body.legal_user === null ? null : personOf(body.legal_user),
    counterparties: counterpartiesOf(body.counterparties),
    entity: entityOf(body.entity),
    externalRecord: body.external_metadata === undefined ? undefined : externalRecordOf(body.external_metadata),
  });
}

function eventOf(event: StoredEvent, body: JsonObject): ContractEventPayload['event'] {
  const data = isObject(body.activity_data) ? body.activity_data : {};
  const { performed_by, timestamp, ...others } = data;
  return compact({
    key: event.eventKey,
    occurrenceKey: event.eventKey,
    activity: event.activity,
    timestamp: textOf(timestamp) ?? event.receivedAt.toISOString(),
    origin: ORIGINS.find((origin) => origin === event.origin) ?? 'webhook',
    performedBy: personOf(performed_by) ?? {},
    data: Object.keys(others).length > 0 ? others : undefined,
  });
}

function contractOf(event: StoredEvent, body: JsonObject, compositeId: string): ContractEventPayload['contract'] {
  const typeId = integerOf(body.contract_type_id);
  const typeName = textOf(body.contract_type_name) ?? textOf(body.contract_type);
  const hasType = typeId !== undefined || typeName !== undefined;
  return compact({
    id: compositeId,
    numericId: Number(event.contractNumber ?? 0),
    title: textOf(body.contract_title) ?? '',
    status: textOf(body.contract_status) ?? '',
    kind: textOf(body.contract_kind),
    createdAt: textOf(body.created_at),
    referenceId: textOf(body.contract_reference_id),
    type: hasType ? compact({ id: typeId, name: typeName }) : undefined,
    templateId: integerOf(body.contract_template_id),
  });
}

function counterpartiesOf(value: unknown): ContractEventPayload['counterparties'] {
  if (!Array.isArray(value)) return undefined;
  return value.filter(isObject).map((party) =>
    compact({
      type: textOf(party.type),
      organizationName: textOf(party.organization_name),
      pocName: textOf(party.poc_name),
      pocEmail: textOf(party.poc_email),
      id: integerOf(party.counterparty_id),
    }),
  );
}

function entityOf(value: unknown): ContractEventPayload['entity'] {
  if (value === null) return null;
  if (!isObject(value)) return undefined;
  return compact({
    name: textOf(value.name),
    referenceId: textOf(value.reference_id),
    jurisdiction: textOf(value.jurisdiction),
    type: textOf(value.type),
  });
}

/**
 * The linked record. Only the outer shape of `external_metadata` is documented, so the names that occur in practice are
 * tried in turn; null when nothing is linked.
 */
export function externalRecordOf(value: unknown): NonNullable<ContractEventPayload['externalRecord']> | null {
  if (!isObject(value)) return null;
  const inner = isObject(value.external_metadata) ? value.external_metadata : value;
  const id = [inner.id, inner.record_id, inner.recordId, inner.external_id]
    .map(idText)
    .find((text) => text !== undefined);
  if (id === undefined) return null;
  return compact({
    id,
    integrationName: textOf(inner.integration_name),
    recordType: textOf(inner.record_type),
    recordData: isObject(inner.record_data) ? inner.record_data : undefined,
  });
}

function idText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = textOf(value)?.trim();
  return text === '' ? undefined : text;
}
