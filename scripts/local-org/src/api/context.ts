/** What the handlers of the REST API work with: one per Apex worker. */
import type { ObjectSchema, OrgSchema } from '../schema/model.ts';
import type { FrameUser } from '../runtime/frame.ts';
import type { DataPort, OrgFacts } from '../runtime/ports.ts';
import type { EventBus } from '../platform/event-bus.ts';
import type { Notifications } from '../platform/messages/notifications.ts';
import type { Outbox } from '../platform/messages/outbox.ts';
import type { SystemTables } from '../platform/system-tables.ts';
import type { Transactions } from '../platform/transactions.ts';
import { ApiError } from './messages.ts';

export interface ApiContext {
  readonly schema: OrgSchema;
  readonly data: DataPort;
  readonly facts: OrgFacts;
  readonly transactions: Transactions;
  readonly tables: SystemTables;
  readonly bus: EventBus;
  readonly outbox: Outbox;
  readonly notifications: Notifications;
  readonly now: () => number;
  readonly users: {
    /** @throws when there is no such user */
    byId(id: string): FrameUser;
    byUsername(username: string): FrameUser | null;
  };
  /** Publishes inside the running transaction. */
  readonly publish: DataPublish;
  /** Keeps an uploaded file as the content of a record's blob field and returns the value to set. */
  readonly adoptFile: (file: string, size: number) => unknown;
  /** The stored blob of a record's field, for streaming out; null when the record has none. */
  readonly blobOf: (
    object: ObjectSchema,
    id: string,
    field: string,
  ) => { readonly blobId: string; readonly size: number } | null;
  readonly apexRest: ApexRestRunner;
  readonly componentCall: ComponentCallRunner;
  readonly anonymous: (source: string, user: FrameUser) => AnonymousResult;
  /** Runs changes of the org's own tables as one transaction outside of Apex. */
  readonly write: <T>(body: () => T) => T;
}

export type DataPublish = EventBus['publish'];

export interface AnonymousResult {
  readonly compiled: boolean;
  readonly success: boolean;
  readonly line: number;
  readonly column: number;
  readonly compileProblem: string | null;
  readonly exceptionMessage: string | null;
  readonly exceptionStackTrace: string | null;
  readonly log: string;
}

/** Runs the Apex REST method for a request; null when no class is mapped to its path. */
export type ApexRestRunner = (call: ApexRestCall) => ApexRestReply | null;

export interface ApexRestCall {
  readonly method: string;
  /** Path after `/services/apexrest`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly remoteAddress: string;
  readonly origin: string;
}

export interface ApexRestReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Runs an @AuraEnabled method; its transaction is its own. */
export type ComponentCallRunner = (call: ComponentCall) => ComponentReply;

export interface ComponentCall {
  readonly user: FrameUser;
  readonly className: string;
  readonly method: string;
  /** By parameter name; those that are missing are null. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The method is wired, or imported for it. */
  readonly cacheable: boolean;
}

export interface ComponentReply {
  readonly status: number;
  /** What the method returned, or what components find in `error.body`. */
  readonly value: unknown;
}

/** An object by its API name, or the platform's NOT_FOUND. */
export function requireObject(context: ApiContext, name: string): ObjectSchema {
  const object = context.schema.object(name, null);
  if (object === undefined) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  return object;
}
