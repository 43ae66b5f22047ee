/** Database.QueryLocator and its iterator. Source: Apex Reference Guide, Database Namespace (apex_class_Database_QueryLocator). */
import {
  PlatformObject,
  SObjectValue,
  currentFrame,
  notImplemented,
  throwApex,
  type DeferredQuery,
} from '../../runtime/index.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';
import { PlatformIterator } from '../iteration.ts';

/** Rows that a locator of a batch may have. */
const maximumBatchRows = 50_000_000;

export class QueryLocatorObject extends PlatformObject {
  /** Query text; null for a locator of a query written in Apex. */
  readonly text: string | null;
  readonly source: DeferredQuery;
  #records: readonly SObjectValue[] | null = null;

  constructor(text: string | null, source: DeferredQuery) {
    super('Database.QueryLocator');
    this.text = text;
    this.source = source;
  }

  /** Read once. The rows count as those of a locator, not of a query; those of a batch have no limit of the transaction. */
  records(): readonly SObjectValue[] {
    if (this.#records === null) {
      const { limits, entryPoint, ports } = currentFrame();
      const before = limits.used.queryRows;
      limits.used.queryRows = -maximumBatchRows;
      try {
        const { query, binds, options } = this.source;
        const rows = ports.data.query(query, binds, options);
        this.#records = rows.filter((row) => row instanceof SObjectValue);
        if (this.#records.length < rows.length) notImplemented('Database.QueryLocator of a query with aggregates');
      } finally {
        limits.used.queryRows = before;
      }
      if (entryPoint !== 'batch') limits.consume('queryLocatorRows', this.#records.length);
    }
    return this.#records;
  }

  [Symbol.iterator](): Iterator<SObjectValue> {
    return this.records()[Symbol.iterator]();
  }

  iterator$(): QueryLocatorIterator {
    return new QueryLocatorIterator(this.records());
  }
}

class QueryLocatorIterator extends PlatformIterator {
  readonly #records: readonly SObjectValue[];
  #next = 0;

  constructor(records: readonly SObjectValue[]) {
    super('Database.QueryLocatorIterator');
    this.#records = records;
  }

  hasNext(): boolean {
    return this.#next < this.#records.length;
  }

  next(): unknown {
    if (!this.hasNext()) throwApex('System.NoSuchElementException', 'Iterator has no more elements');
    return this.#records[this.#next++];
  }
}

export const locatorTypes: readonly PlatformTypeSpec[] = [
  platformType({
    name: 'Database.QueryLocator',
    kind: 'class',
    page: 'apex_class_Database_QueryLocator',
    members: {
      'String getQuery()': (self: QueryLocatorObject) => self.text,
      'Database.QueryLocatorIterator iterator()': (self: QueryLocatorObject) => self.iterator$(),
    },
  }),
  platformType({
    name: 'Database.QueryLocatorIterator',
    kind: 'class',
    page: 'apex_class_Database_QueryLocatorIterator',
    implements: ['System.Iterator<SObject>'],
    members: {
      'Boolean hasNext()': (self: QueryLocatorIterator) => self.hasNext(),
      'SObject next()': (self: QueryLocatorIterator) => self.next(),
    },
  }),
];
