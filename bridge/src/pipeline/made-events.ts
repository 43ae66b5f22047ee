import type pg from 'pg';
import { sha256 } from '../shared/ids.ts';
import { canonicalJson, isObject, textOf, type JsonObject } from '../shared/json.ts';
import { inTransaction } from '../store/database.ts';
import { insertEvents, lastDeliveries, type NewEvent } from '../store/inbox.ts';
import type { Queue } from '../store/queue.ts';
import { saveIdentity } from '../store/sequence.ts';
import type { Workspace } from '../webhook/index.ts';
import { compact } from './person.ts';
import type { OrgRequest } from './requests.ts';

/** Why events are made. */
export interface Occasion {
  readonly activity: string;
  readonly origin: 'manual' | 'backfill';
  /** Id of the request, and when it was asked for: the same occasion makes the same event once. */
  readonly request: string;
  readonly asked: string;
  /** Goes into the event's data. */
  readonly data: JsonObject;
}

/**
 * The occasion that a request is.
 *
 * @param otherwise the activity when the request names none
 */
export function occasionOf(
  { id, lease, parameters }: OrgRequest,
  origin: Occasion['origin'],
  otherwise: string,
  data: JsonObject = {},
): Occasion {
  return {
    activity: parameters?.activity ?? otherwise,
    origin,
    request: id,
    // Without the time of the wish its lease tells it from an earlier one.
    asked: parameters?.asked ?? lease,
    data,
  };
}

/** What making events needs. */
export interface MakerParts {
  readonly pool: pg.Pool;
  readonly queue: Queue;
  readonly workspace: Workspace;
  readonly rescueMs: number;
}

/**
 * Makes events that no webhook reported, as webhooks would have: from SpotDraft's list of contracts, and for what only
 * webhooks tell from the contract's last one. The pipeline treats them like any other.
 */
export class EventMaker {
  readonly #parts: MakerParts;

  constructor(parts: MakerParts) {
    this.#parts = parts;
  }

  /**
   * Stores one event for each contract.
   *
   * @param rows of SpotDraft's list; those without an id are left out
   * @returns how many were new
   */
  async make(rows: readonly JsonObject[], occasion: Occasion): Promise<number> {
    const { pool, queue, workspace, rescueMs } = this.#parts;
    const { connectionKey } = workspace;
    const contracts = rows.flatMap((row) => {
      const id = compositeIdOf(row.id);
      return id ? [{ row, id, number: id.slice(2) }] : [];
    });
    const numbers = contracts.map(({ number }) => number);
    const deliveries = await lastDeliveries(pool, connectionKey, numbers);
    for (const { number, id } of contracts) await saveIdentity(pool, connectionKey, number, id);
    const events = contracts.map(({ row, number }) =>
      madeEvent(workspace, { row, number, last: bodyOf(deliveries.get(number)) }, occasion, new Date()),
    );
    if (events.length === 0) return 0;
    return inTransaction(pool, async (client) => {
      const fresh = await insertEvents(client, events, rescueMs);
      await queue.add(
        events.filter(({ eventKey }) => fresh.has(eventKey)),
        client,
      );
      return fresh.size;
    });
  }
}

/** Some answers hold plain integers where the composite id is documented. */
function compositeIdOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : (textOf(value) ?? '');
  const match = /^([TH])?-?([1-9]\d{0,15})$/.exec(text);
  return match ? `${match[1] ?? 'T'}-${match[2]}` : undefined;
}

function bodyOf(raw: Buffer | undefined): JsonObject {
  const value: unknown = raw ? JSON.parse(raw.toString('utf8')) : {};
  return isObject(value) ? value : {};
}

interface Contract {
  readonly row: JsonObject;
  readonly number: string;
  readonly last: JsonObject;
}

function madeEvent(workspace: Workspace, contract: Contract, occasion: Occasion, now: Date): NewEvent {
  const { activity, origin, request, asked } = occasion;
  const { workspaceId, region, connectionKey } = workspace;
  return {
    eventKey: sha256(canonicalJson([workspaceId, region, activity, contract.number, { origin, request, asked }])),
    connectionKey,
    contractNumber: contract.number,
    activity,
    occurredAt: now.toISOString(),
    occurredText: now.toISOString(),
    raw: Buffer.from(JSON.stringify(madeBody(contract, occasion, now))),
    state: 'received',
    origin,
  };
}

function madeBody({ row, number, last }: Contract, { activity, data }: Occasion, now: Date): JsonObject {
  const party = textOf(row.counter_party_name);
  const listed = compact({
    contract_title: textOf(row.contract_name),
    contract_status: textOf(row.contract_status),
    contract_type_name: textOf(row.contract_type_name),
    contract_type_id: typeof row.contract_type_id === 'number' ? row.contract_type_id : undefined,
    contract_reference_id: textOf(row.reference_id),
    external_metadata: isObject(row.external_metadata) ? row.external_metadata : undefined,
  });
  return {
    counterparties: party ? [{ organization_name: party }] : undefined,
    created_at: textOf(row.created),
    ...last,
    ...listed,
    contract_id: Number(number),
    activity,
    activity_data: { ...data, performed_by: { name: 'SYSTEM' }, timestamp: now.toISOString() },
  };
}
