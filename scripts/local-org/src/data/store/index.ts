/** Records in SQLite. Opens a data file or a database in memory for a schema. */
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { ApexId, idChecksum, withoutCpuTime } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../../schema/model.ts';
import type { RecordStore, SqlValue } from '../record-store.ts';
import { SqliteBlobs } from './blobs.ts';
import { hasTable, isStored, migrate, quoted } from './tables.ts';
import { TransactionStack } from './transaction-stack.ts';
import { fromSql, isFolded, toComparison, toSql } from './values.ts';

export interface StoreOptions {
  readonly schema: OrgSchema;
  /** Data file; null: in memory. */
  readonly file: string | null;
  /** What `serialize` gave of a store of the same schema: a copy of it in memory. */
  readonly image?: Uint8Array;
}

/** Instance part of ids, as every real org has one. */
const instance = '5g0';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Characters of an id's counter: 15 less key prefix and instance. */
const counterLength = 9;

/** @throws Error when the file cannot be opened or does not fit the schema */
export function openStore(options: StoreOptions): SqliteStore {
  if (options.image !== undefined && options.file !== null)
    throw new Error('An image is opened in memory: give no data file with it.');
  const database = openDatabase(options.file);
  if (options.image === undefined) migrate(database, options.schema);
  else database.deserialize(options.image);
  return new SqliteStore(options.schema, database);
}

function openDatabase(file: string | null): DatabaseSync {
  try {
    const database = new DatabaseSync(file ?? ':memory:', { timeout: 10_000 });
    if (file !== null) database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    return database;
  } catch (error) {
    throw new Error(
      `The data file ${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

export class SqliteStore implements RecordStore {
  readonly schema: OrgSchema;
  readonly database: DatabaseSync;
  readonly blobs: SqliteBlobs;
  readonly #stack: TransactionStack;
  readonly #statements = new Map<string, StatementSync>();
  readonly #sequences = new Map<string, number>();
  #dataVersion: SqlValue | undefined = undefined;
  /** Changes whenever rows of set-up objects (users, rights) may have changed. */
  setupVersion = 0;

  constructor(schema: OrgSchema, database: DatabaseSync) {
    this.schema = schema;
    this.database = database;
    this.#stack = new TransactionStack(database);
    this.blobs = new SqliteBlobs(this);
  }

  begin(): void {
    if (this.#stack.depth === 0) this.#noticeOthers();
    this.#stack.begin();
  }

  /** Another connection of the same file may have changed users and rights. */
  #noticeOthers(): void {
    const version = this.all('PRAGMA data_version', [])[0]?.[0];
    if (version === this.#dataVersion) return;
    this.#dataVersion = version;
    this.setupVersion++;
  }

  commit(): void {
    withoutCpuTime(() => this.#stack.commit());
  }

  rollback(): void {
    withoutCpuTime(() => this.#stack.rollback());
    this.setupVersion++;
  }

  beforeWrite(): void {
    this.#stack.beforeWrite();
  }

  close(): void {
    this.database.close();
  }

  /** The whole database, for `openStore({image})`. @throws Error inside of a transaction */
  serialize(): Uint8Array {
    if (this.#stack.depth > 0)
      throw new Error('A store cannot be copied inside of a transaction: commit or roll back first.');
    return this.database.serialize();
  }

  table(object: ObjectSchema): string {
    if (!hasTable(object)) throw new Error(`${object.name} has no table`);
    return quoted(object.name);
  }

  isStored(field: FieldSchema): boolean {
    return isStored(field);
  }

  column(field: FieldSchema): string {
    return quoted(field.name);
  }

  comparisonColumn(field: FieldSchema): string {
    return quoted(isFolded(field) ? `${field.name}~` : field.name);
  }

  toSql(field: FieldSchema, value: unknown): SQLInputValue {
    return toSql(field, value);
  }

  toComparison(field: FieldSchema, value: unknown): SQLInputValue {
    return toComparison(field, value);
  }

  fromSql(field: FieldSchema, value: SqlValue): unknown {
    return fromSql(field, value);
  }

  all(sql: string, values: readonly SQLInputValue[]): SqlValue[][] {
    return withoutCpuTime(() => this.#prepare(sql).all(...values) as unknown as SqlValue[][]);
  }

  run(sql: string, values: readonly SQLInputValue[]): number {
    return withoutCpuTime(() => {
      this.beforeWrite();
      return Number(this.#prepare(sql).run(...values).changes);
    });
  }

  newId(object: ObjectSchema): ApexId {
    return ApexId.of(this.nextId(object.keyPrefix));
  }

  /** Next id with a key prefix, 18 characters. */
  nextId(keyPrefix: string): string {
    let rest = this.#next(`id ${keyPrefix}`);
    let counter = '';
    for (let i = 0; i < counterLength; i++) {
      counter = `${digits[rest % digits.length]}${counter}`;
      rest = Math.floor(rest / digits.length);
    }
    const id = `${keyPrefix}${instance}${counter}`;
    return id + idChecksum(id);
  }

  nextAutoNumber(object: ObjectSchema, field: FieldSchema): number {
    return this.#next(`number ${object.name}.${field.name}`);
  }

  insertRow(object: ObjectSchema, values: ReadonlyMap<string, unknown>): void {
    if (object.setup) this.setupVersion++;
    const columns: string[] = [];
    const parameters: SQLInputValue[] = [];
    for (const field of object.fields.values()) {
      if (!isStored(field)) continue;
      const value = values.get(field.name.toLowerCase()) ?? (field.type === 'BOOLEAN' ? false : null);
      this.#assign(field, value, columns, parameters);
    }
    this.run(
      `INSERT INTO ${this.table(object)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      parameters,
    );
  }

  updateRow(object: ObjectSchema, id: string, values: ReadonlyMap<string, unknown>): void {
    if (object.setup) this.setupVersion++;
    const columns: string[] = [];
    const parameters: SQLInputValue[] = [];
    for (const [name, value] of values) {
      const field = object.fields.get(name);
      if (field !== undefined && isStored(field) && field.type !== 'ID')
        this.#assign(field, value, columns, parameters);
    }
    if (columns.length === 0) return;
    this.run(`UPDATE ${this.table(object)} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE "Id" = ?`, [
      ...parameters,
      id,
    ]);
  }

  #assign(field: FieldSchema, value: unknown, columns: string[], parameters: SQLInputValue[]): void {
    columns.push(this.column(field));
    parameters.push(toSql(field, value));
    if (!isFolded(field)) return;
    columns.push(this.comparisonColumn(field));
    parameters.push(toComparison(field, value));
  }

  removeRow(object: ObjectSchema, id: string): void {
    if (object.setup) this.setupVersion++;
    this.run(`DELETE FROM ${this.table(object)} WHERE "Id" = ?`, [id]);
    this.blobs.detach(id);
  }

  readRows(object: ObjectSchema, ids: readonly string[]): Map<string, Map<string, unknown>> {
    const found = new Map<string, Map<string, unknown>>();
    if (ids.length === 0) return found;
    const fields = [...object.fields.values()].filter(isStored);
    const at = fields.findIndex((field) => field.type === 'ID');
    const columns = fields.map((field) => this.column(field)).join(', ');
    const sql = `SELECT ${columns} FROM ${this.table(object)} WHERE "Id" IN (SELECT value FROM json_each(?))`;
    for (const row of this.all(sql, [JSON.stringify(ids)])) {
      const values = new Map(fields.map((field, i) => [field.name.toLowerCase(), fromSql(field, row[i] ?? null)]));
      found.set(String(row[at]), values);
    }
    return found;
  }

  /**
   * Counters are remembered in memory too: what was given out in a rolled-back transaction is not given out again. The
   * stored one is read under the write lock, because other connections count on as well.
   */
  #next(name: string): number {
    this.beforeWrite();
    const stored = Number(this.all('SELECT value FROM _sequence WHERE name = ?', [name])[0]?.[0] ?? 0n);
    const next = Math.max(stored, this.#sequences.get(name) ?? 0) + 1;
    this.#sequences.set(name, next);
    this.run(
      'INSERT INTO _sequence (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      [name, next],
    );
    return next;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    return statement;
  }
}
