/**
 * Transactions as frames on a stack. A frame is one Apex transaction: its user, statics, limits, savepoints and outbox.
 * An entry point (REST call, event trigger, job, test method) pushes a frame, runs Apex, and decides itself about commit
 * or rollback; `Test.stopTest` and `EventBus.deliver` run inner frames and return.
 */
import type { TypeSymbol } from '../types/symbols.ts';
import type { LimitsLedger } from './limits.ts';
import type { OrgPorts } from './ports.ts';
import type { SObjectValue } from './sobject.ts';

/** What started the transaction. Source: System.Quiddity. */
export type EntryPoint =
  | 'anonymous'
  | 'rest'
  | 'aura'
  | 'api'
  | 'test'
  | 'platform-event'
  | 'queueable'
  | 'finalizer'
  | 'batch'
  | 'scheduled'
  | 'future'
  | 'publish-callback'
  | 'install';

/** The user a transaction runs as. */
export interface FrameUser {
  /** 18 characters. */
  readonly id: string;
  readonly username: string;
  readonly profileId: string | null;
  readonly locale: string;
  readonly language: string;
  readonly timeZone: string;
  readonly isAutomatedProcess: boolean;
}

/** The trigger being run, innermost last on `Frame.triggers`. Values of `Trigger.*`. */
export interface TriggerContext {
  readonly trigger: string;
  readonly object: string;
  readonly timing: 'before' | 'after';
  readonly operation: 'insert' | 'update' | 'delete' | 'undelete';
  readonly newRecords: readonly SObjectValue[] | null;
  readonly oldRecords: readonly SObjectValue[] | null;
}

export interface Frame {
  readonly parent: Frame | null;
  readonly entryPoint: EntryPoint;
  /** Changes within System.runAs. */
  user: FrameUser;
  readonly ports: OrgPorts;
  readonly limits: LimitsLedger;
  /** Static fields by class; a holder is created when a class is first used, in Apex's initialisation order. */
  readonly statics: Map<TypeSymbol, object>;
  readonly triggers: TriggerContext[];
  /** True in test methods and everything they start. */
  readonly isTest: boolean;
  /** Depth of Apex calls, against the platform's limit of 1,000. */
  depth: number;
  /** Apex classes on the stack with a sharing declaration, innermost last; decides sharing in system mode. */
  readonly sharing: ('with' | 'without' | 'inherited')[];
  /** Names visible where dynamic SOQL is called, for `:name` binds; set around such calls only. */
  scope: ReadonlyMap<string, unknown> | null;
  /** Ids and rows waiting for the commit: events published after commit, jobs, mails. Owned by `platform`. */
  readonly outbox: Map<string, unknown>;
  /** Free room for the layers above, keyed by their own symbols (test context, event context, REST context …). */
  readonly attachments: Map<symbol, unknown>;
  readonly requestId: string;
}

let current: Frame | null = null;

/** The innermost transaction. Throws when no Apex is running: platform code was called outside of one. */
export function currentFrame(): Frame {
  if (current === null) throw new Error('no Apex transaction is running');
  return current;
}

export function hasFrame(): boolean {
  return current !== null;
}

/** Runs `body` inside `frame` and restores the outer one afterwards, whatever happens. */
export function withFrame<T>(frame: Frame, body: () => T): T {
  const outer = current;
  current = frame;
  try {
    return body();
  } finally {
    current = outer;
  }
}
