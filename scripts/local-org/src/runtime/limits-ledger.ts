/**
 * Counts a transaction's governor limits. Source: Execution Governors and Limits, apex_gov_limits in the Apex Developer
 * Guide; heap as of Winter '27.
 */
import { newException } from './exceptions.ts';
import { limitNames, type LimitName, type LimitsLedger, type LimitValues } from './limits.ts';
import { cpuMillis } from './cpu.ts';

const common = {
  queryRows: 50_000,
  aggregateQueries: 300,
  queryLocatorRows: 10_000,
  soslQueries: 20,
  dmlStatements: 150,
  dmlRows: 10_000,
  callouts: 100,
  emailInvocations: 10,
  publishImmediate: 150,
  savepoints: 150,
  cursorFetches: 10,
};

export const synchronousLimits: LimitValues = {
  ...common,
  queries: 100,
  queueableJobs: 50,
  futureCalls: 50,
  cpuTime: 10_000,
  heapSize: 10_000_000,
};

/** Queueable, batch and future jobs. */
export const asynchronousLimits: LimitValues = {
  ...common,
  queries: 200,
  queueableJobs: 1,
  futureCalls: 0,
  cpuTime: 60_000,
  heapSize: 25_000_000,
};

/** The platform's words when a limit is passed, given the amount that passed it. */
const messages: Readonly<Record<LimitName, (amount: number) => string>> = {
  queries: (n) => `Too many SOQL queries: ${n}`,
  queryRows: (n) => `Too many query rows: ${n}`,
  aggregateQueries: (n) => `Too many aggregate queries: ${n}`,
  queryLocatorRows: (n) => `Too many query locator rows: ${n}`,
  soslQueries: (n) => `Too many SOSL queries: ${n}`,
  dmlStatements: (n) => `Too many DML statements: ${n}`,
  dmlRows: (n) => `Too many DML rows: ${n}`,
  callouts: (n) => `Too many callouts: ${n}`,
  queueableJobs: (n) => `Too many queueable jobs added to the queue: ${n}`,
  futureCalls: (n) => `Too many future calls: ${n}`,
  emailInvocations: (n) => `Too many Email Invocations: ${n}`,
  publishImmediate: (n) => `Too many Immediate DML statements: ${n}`,
  cpuTime: () => 'Apex CPU time limit exceeded',
  heapSize: (n) => `Apex heap size too large: ${n}`,
  savepoints: (n) => `Too many savepoints: ${n}`,
  cursorFetches: (n) => `Too many Apex cursor fetch calls: ${n}`,
};

/**
 * Limits that count only up to the allowed amount plus what passed it: the platform reports the first amount over the
 * limit for statements, and the true sum for rows and sizes.
 */
export function createLimits(kind: 'synchronous' | 'asynchronous', overrides: Partial<LimitValues> = {}): LimitsLedger {
  const allowed = { ...(kind === 'synchronous' ? synchronousLimits : asynchronousLimits), ...overrides };
  return new Ledger(allowed);
}

class Ledger implements LimitsLedger {
  readonly allowed: LimitValues;
  used: Record<LimitName, number>;
  /** Set aside between startTest and stopTest. */
  #outer: Record<LimitName, number> | null = null;

  constructor(allowed: LimitValues) {
    this.allowed = allowed;
    this.used = freshCounts();
  }

  consume(name: LimitName, amount = 1): void {
    const sum = this.used[name] + amount;
    this.used[name] = sum;
    if (sum > this.allowed[name]) throw newException('System.LimitException', messages[name](sum));
  }

  swap(fresh: boolean): void {
    if (fresh && this.#outer === null) {
      this.#outer = this.used;
      this.used = freshCounts();
    } else if (!fresh && this.#outer !== null) {
      this.used = this.#outer;
      this.#outer = null;
    }
  }
}

/** CPU time is counted as a difference to the thread's clock, so its counter is a getter. */
function freshCounts(): Record<LimitName, number> {
  const counts = Object.fromEntries(limitNames.map((name) => [name, 0])) as Record<LimitName, number>;
  let start = cpuMillis();
  Object.defineProperty(counts, 'cpuTime', {
    enumerable: true,
    get: () => Math.max(0, Math.round(cpuMillis() - start)),
    set: (value: number) => {
      start = cpuMillis() - value;
    },
  });
  return counts;
}
