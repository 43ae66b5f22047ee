import { sha256 } from '../shared/ids.ts';
import { canonicalJson, isObject, textOf, type JsonObject } from '../shared/json.ts';
import type { NewEvent } from '../store/inbox.ts';

/** What an event's key is made of besides the delivery itself: not the connection, which may be made anew. */
export interface Workspace {
  readonly connectionKey: string;
  readonly workspaceId: string;
  /** Region or base URL. */
  readonly region: string;
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * The event in a signed delivery. Unknown activities and missing optional members are accepted; what cannot be read at
 * all is kept in quarantine.
 */
export function parseDelivery(raw: Buffer, workspace: Workspace, now = new Date()): NewEvent {
  const body = readObject(raw);
  const activity = clean(textOf(body?.activity) ?? '', 80);
  if (!body || !activity) return quarantined(raw, workspace, now);
  const data = isObject(body.activity_data) ? body.activity_data : {};
  const contractNumber = contractNumberOf(body.contract_id);
  const timestamp = textOf(data.timestamp) ?? '';
  return {
    eventKey: eventKey(workspace, activity, contractNumber, data),
    connectionKey: workspace.connectionKey,
    contractNumber,
    activity,
    // Without a usable time of its own the event is as old as its arrival.
    occurredAt: ISO.test(timestamp) && !Number.isNaN(Date.parse(timestamp)) ? timestamp : now.toISOString(),
    occurredText: clean(timestamp, 40),
    raw,
    state: 'received',
  };
}

function eventKey(workspace: Workspace, activity: string, contract: string | null, data: JsonObject): string {
  return sha256(canonicalJson([workspace.workspaceId, workspace.region, activity, contract ?? '-', data]));
}

function quarantined(raw: Buffer, workspace: Workspace, now: Date): NewEvent {
  return {
    eventKey: sha256(Buffer.concat([Buffer.from(`${workspace.workspaceId}|${workspace.region}|unreadable|`), raw])),
    connectionKey: workspace.connectionKey,
    contractNumber: null,
    activity: '-',
    occurredAt: now.toISOString(),
    occurredText: '',
    raw,
    state: 'quarantined',
  };
}

function readObject(raw: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** SpotDraft sends an integer; a composite id (`T-123`) counts as its number. */
function contractNumberOf(id: unknown): string | null {
  if (typeof id === 'number') return Number.isSafeInteger(id) && id > 0 ? String(id) : null;
  return /^(?:[TH]-)?([1-9]\d{0,15})$/.exec(textOf(id) ?? '')?.[1] ?? null;
}

/** PostgreSQL's text cannot hold NUL. */
function clean(text: string, max: number): string {
  return text.replaceAll('\0', '').slice(0, max);
}
