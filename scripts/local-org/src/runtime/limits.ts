/**
 * Governor limits of one transaction. Source: Execution Governors and Limits,
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */

export const limitNames = [
  'queries',
  'queryRows',
  'aggregateQueries',
  'queryLocatorRows',
  'soslQueries',
  'dmlStatements',
  'dmlRows',
  'callouts',
  'queueableJobs',
  'futureCalls',
  'emailInvocations',
  'publishImmediate',
  'cpuTime',
  'heapSize',
  'savepoints',
  'cursorFetches',
] as const;

export type LimitName = (typeof limitNames)[number];

export type LimitValues = Readonly<Record<LimitName, number>>;

/** Used and allowed amounts; `consume` throws the platform's System.LimitException text when a limit is passed. */
export interface LimitsLedger {
  readonly used: Record<LimitName, number>;
  readonly allowed: LimitValues;
  consume(name: LimitName, amount?: number): void;
  /** Test.startTest/stopTest: a fresh set, and back. */
  swap(fresh: boolean): void;
}
