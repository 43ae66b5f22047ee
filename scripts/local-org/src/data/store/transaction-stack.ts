/**
 * Transactions of one connection: reading needs none, the first write takes the write lock, inner transactions are
 * savepoints.
 */
import type { DatabaseSync } from 'node:sqlite';

export class TransactionStack {
  readonly #database: DatabaseSync;
  #depth = 0;
  /** How many levels SQLite knows of: 0 until the first write. */
  #opened = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** How many transactions are open, one inside the other. */
  get depth(): number {
    return this.#depth;
  }

  begin(): void {
    this.#depth++;
    if (this.#opened > 0) this.#open();
  }

  commit(): void {
    this.#leave('COMMIT', (name) => `RELEASE ${name}`);
  }

  rollback(): void {
    this.#leave('ROLLBACK', (name) => `ROLLBACK TO ${name}; RELEASE ${name}`);
  }

  /** @throws Error outside of a transaction: a write must never stand alone */
  beforeWrite(): void {
    if (this.#depth === 0) throw new Error('a write outside of a transaction');
    while (this.#opened < this.#depth) this.#open();
  }

  #open(): void {
    this.#database.exec(this.#opened === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${levelName(this.#opened)}`);
    this.#opened++;
  }

  #leave(outermost: string, inner: (name: string) => string): void {
    if (this.#depth === 0) throw new Error('no transaction is open');
    if (this.#opened === this.#depth) {
      this.#opened--;
      this.#database.exec(this.#opened === 0 ? outermost : inner(levelName(this.#opened)));
    }
    this.#depth--;
  }
}

function levelName(level: number): string {
  return `level_${level}`;
}
