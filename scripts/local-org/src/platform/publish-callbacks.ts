/**
 * Callbacks that tell how the asynchronous part of publishing ended. They run as Automated Process, each in a transaction of its
 * own. Publishing never fails here; in tests Test.getEventBus().fail() makes it.
 * Source: Platform Events Developer Guide, "Get the Result of Asynchronous Platform Event Publishing with Apex Publish Callbacks".
 */
import { publishResult } from '../library/index.ts';
import type { FrameUser } from '../runtime/frame.ts';
import { ancestorsOf, callMethod } from '../runtime/index.ts';
import type { TypeSymbol } from '../types/symbols.ts';
import type { GraphContext } from './encode.ts';
import { decodeGraph, encodeGraph } from './encode.ts';
import type { SystemTables } from './system-tables.ts';
import type { Transactions } from './transactions.ts';

export type PublishOutcome = 'success' | 'failure';

/** A callback to be called for events that are about to be published. */
export interface ExpectedCallback {
  readonly state: string;
  readonly uuids: readonly string[];
}

const interfaces: Readonly<Record<PublishOutcome, { readonly name: string; readonly key: string }>> = {
  success: { name: 'EventBus.EventPublishSuccessCallback', key: 'onsuccess$successresult' },
  failure: { name: 'EventBus.EventPublishFailureCallback', key: 'onfailure$failureresult' },
};

export interface CallbackParts {
  readonly tables: SystemTables;
  readonly transactions: Transactions;
  readonly graphs: GraphContext;
  readonly automatedProcess: () => FrameUser;
}

export class PublishCallbacks {
  readonly #parts: CallbackParts;

  constructor(parts: CallbackParts) {
    this.#parts = parts;
  }

  /** What is kept of a callback: its state of now. */
  expect(callback: object, uuids: readonly string[]): ExpectedCallback {
    return { state: encodeGraph(callback), uuids };
  }

  /** Must run in the transaction that the events belong to. In tests the outcome is not known yet. */
  store({ state, uuids }: ExpectedCallback, outcome: PublishOutcome | null): void {
    this.#parts.tables.run(
      'INSERT INTO _publish_callback (state, uuids, outcome) VALUES (?, ?, ?)',
      state,
      JSON.stringify(uuids),
      outcome,
    );
  }

  /** Callbacks whose outcome is known, oldest first. */
  due(): number[] {
    return this.#parts.tables
      .all('SELECT id FROM _publish_callback WHERE outcome IS NOT NULL ORDER BY id')
      .map((row) => Number(row['id']));
  }

  /** Tests: settles what is pending and calls back at once. */
  settle(outcome: PublishOutcome): void {
    const { tables, transactions } = this.#parts;
    transactions.write(() => tables.run('UPDATE _publish_callback SET outcome = ? WHERE outcome IS NULL', outcome));
    for (const id of this.due()) this.run(id);
  }

  /** Calls one callback, where its class listens to the outcome. What it throws ends its own transaction only. */
  run(id: number): void {
    const { tables, transactions, graphs, automatedProcess } = this.#parts;
    const row = tables.get('SELECT * FROM _publish_callback WHERE id = ?', id);
    if (row === undefined) return;
    transactions.write(() => tables.run('DELETE FROM _publish_callback WHERE id = ?', id));
    const outcome = row['outcome'] as PublishOutcome;
    const uuids = JSON.parse(row['uuids'] as string) as string[];
    transactions.attempt({ entryPoint: 'publish-callback', user: automatedProcess() }, () => {
      const callback = decodeGraph(row['state'] as string, graphs) as { readonly $type: TypeSymbol };
      const { name, key } = interfaces[outcome];
      const listens = [...ancestorsOf(callback.$type)].some((ancestor) => ancestor.qualifiedName === name);
      if (listens) callMethod(callback, key, [publishResult(outcome, uuids)]);
    });
  }
}
