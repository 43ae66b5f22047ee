/**
 * Entry points: each runs Apex in a frame of its own and decides what becomes of its data.
 * Source of the rules: Apex Developer Guide, "Transaction Control" and "Platform Event Triggers".
 */
import { randomUUID } from 'node:crypto';
import type { EntryPoint, Frame, FrameUser } from '../runtime/frame.ts';
import { hasFrame, currentFrame, withFrame } from '../runtime/frame.ts';
import { ApexException, asApexError, clearEnding } from '../runtime/index.ts';
import { createLimits, synchronousLimits } from '../runtime/limits-ledger.ts';
import type { LimitsLedger } from '../runtime/limits.ts';
import type { OrgPorts } from '../runtime/ports.ts';

/** The database side of a transaction; the outermost one commits, those inside it are savepoints. */
export interface StoreTransactions {
  begin(): void;
  commit(): void;
  rollback(): void;
}

export interface TransactionSpec {
  readonly entryPoint: EntryPoint;
  readonly user: FrameUser;
  /** Asynchronous limits apply to jobs; everything else has the synchronous ones. */
  readonly isTest?: boolean;
  readonly attachments?: ReadonlyMap<symbol, unknown>;
  /** May change nothing: the first DML statement is one too many, as of cacheable methods. */
  readonly isReadOnly?: boolean;
  /** What becomes of the data when Apex throws; rollback when not given. */
  readonly onError?: (error: unknown) => 'commit' | 'rollback';
}

/** How a transaction ended. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly frame: Frame }
  | { readonly ok: false; readonly error: unknown; readonly frame: Frame };

const asynchronousEntryPoints: ReadonlySet<EntryPoint> = new Set(['queueable', 'batch', 'future', 'finalizer']);

export class Transactions {
  readonly #ports: () => OrgPorts;
  readonly #store: StoreTransactions;
  /** Called after a frame's data was committed or rolled back. */
  readonly #settled: ((frame: Frame, committed: boolean) => void)[] = [];

  constructor(ports: () => OrgPorts, store: StoreTransactions) {
    this.#ports = ports;
    this.#store = store;
  }

  onSettled(listener: (frame: Frame, committed: boolean) => void): void {
    this.#settled.push(listener);
  }

  /** Runs `body` as one transaction and tells how it ended; never throws what Apex threw. */
  attempt<T>(spec: TransactionSpec, body: (frame: Frame) => T): Outcome<T> {
    const frame = this.#createFrame(spec);
    this.#store.begin();
    let outcome: Outcome<T>;
    let committed: boolean;
    try {
      outcome = { ok: true, value: withFrame(frame, () => body(frame)), frame };
      committed = true;
    } catch (thrown) {
      // An overflow of JavaScript's stack is Apex's own limit.
      const error = asApexError(thrown);
      // Its type is looked up while its transaction's program is at hand.
      if (error instanceof ApexException) withFrame(frame, () => error.$type);
      outcome = { ok: false, error, frame };
      committed = spec.onError?.(error) === 'commit';
      clearEnding();
    }
    if (committed) this.#store.commit();
    else this.#store.rollback();
    for (const listener of this.#settled) listener(frame, committed);
    return outcome;
  }

  /** Changes of the org's own tables outside of Apex, as one transaction. */
  write<T>(body: () => T): T {
    this.#store.begin();
    try {
      const result = body();
      this.#store.commit();
      return result;
    } catch (error) {
      this.#store.rollback();
      throw error;
    }
  }

  /** As `attempt`, for callers that want the exception. */
  run<T>(spec: TransactionSpec, body: (frame: Frame) => T): T {
    const outcome = this.attempt(spec, body);
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  }

  #createFrame(spec: TransactionSpec): Frame {
    const parent = hasFrame() ? currentFrame() : null;
    return {
      parent,
      entryPoint: spec.entryPoint,
      user: spec.user,
      ports: this.#ports(),
      limits: limitsOf(spec),
      statics: new Map(),
      triggers: [],
      isTest: spec.isTest ?? parent?.isTest ?? false,
      depth: 0,
      sharing: [],
      scope: null,
      outbox: new Map(),
      attachments: new Map(spec.attachments),
      requestId: randomUUID(),
    };
  }
}

/** Queueables may call future methods, other asynchronous Apex may not. Source: Execution Governors and Limits. */
function limitsOf({ entryPoint, isReadOnly = false }: TransactionSpec): LimitsLedger {
  if (!asynchronousEntryPoints.has(entryPoint))
    return createLimits('synchronous', isReadOnly ? { dmlStatements: 0 } : {});
  const isQueueable = entryPoint === 'queueable' || entryPoint === 'finalizer';
  return createLimits('asynchronous', isQueueable ? { futureCalls: synchronousLimits.futureCalls } : {});
}
