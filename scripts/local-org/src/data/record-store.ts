/**
 * How records lie in SQLite: the seam between storage (`data/store`), queries (`data/soql`) and the save order (`data/dml`).
 *
 * One table per object (`"Account"`), one column per stored field under its API name (`"StageName"`). Formula fields have
 * no column. Ids and texts are TEXT, booleans 0/1, dates `YYYY-MM-DD` TEXT, datetimes INTEGER milliseconds (UTC), times
 * INTEGER milliseconds of the day, numbers INTEGER scaled by the field's `scale` (12.50 with scale 2 is 1250; read as BigInt),
 * BASE64 has no column (see `Blobs`). Texts that compare without case have a second, indexed column `"<Name>~"` with
 * `foldText(value)`. Rows in the recycle bin have `"IsDeleted"` = 1.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../schema/model.ts';
import type { ApexId } from '../runtime/values/id.ts';

/** A value as SQLite gives it: integers are BigInt. */
export type SqlValue = null | bigint | string | Uint8Array;

export interface RecordStore {
  readonly schema: OrgSchema;
  readonly database: DatabaseSync;
  /** Quoted table name. */
  table(object: ObjectSchema): string;
  /** Whether the field has a column (formulas, roll-ups read on the fly and BASE64 have none). */
  isStored(field: FieldSchema): boolean;
  /** Quoted column name, without a table alias. */
  column(field: FieldSchema): string;
  /** Quoted column to compare and sort by: the folded one of a text field, else the column itself. */
  comparisonColumn(field: FieldSchema): string;
  /** Apex value → column value. Assumes that the value was checked to fit. */
  toSql(field: FieldSchema, value: unknown): SQLInputValue;
  /** The same for `comparisonColumn`: folded for text. */
  toComparison(field: FieldSchema, value: unknown): SQLInputValue;
  /** Column value → Apex value (Id, string, Decimal, Integer, Boolean, Date, Datetime, Time); null stays null. */
  fromSql(field: FieldSchema, value: SqlValue): unknown;
  /** Runs a reading statement (prepared once per text); rows as arrays, integers as BigInt. Time counts as no CPU time. */
  all(sql: string, values: readonly SQLInputValue[]): SqlValue[][];
  /** Runs a writing statement inside the current transaction; returns how many rows changed. */
  run(sql: string, values: readonly SQLInputValue[]): number;
  /** Next id of the object: key prefix, instance, counter, checksum; 18 characters. */
  newId(object: ObjectSchema): ApexId;
  /** Next number of an auto number field. */
  nextAutoNumber(object: ObjectSchema, field: FieldSchema): number;
  /** Writes a new row; `values` by lower-case field name, Apex values, `id` included. Missing fields are null (checkboxes false). */
  insertRow(object: ObjectSchema, values: ReadonlyMap<string, unknown>): void;
  /** Changes the given fields of a row. */
  updateRow(object: ObjectSchema, id: string, values: ReadonlyMap<string, unknown>): void;
  /** Removes a row for good. */
  removeRow(object: ObjectSchema, id: string): void;
  /** Stored rows by id (18 characters), deleted ones included; every stored field by lower-case name. Missing ids are absent. */
  readRows(object: ObjectSchema, ids: readonly string[]): Map<string, Map<string, unknown>>;
  /** Makes the running transaction a writing one (write token, BEGIN IMMEDIATE); called by every write. */
  beforeWrite(): void;
}

/** Bytes of BASE64 fields, in pieces, outside of the record tables. */
export interface Blobs {
  /** Stores a stream's bytes; the write is part of the running transaction. */
  write(pieces: Iterable<Uint8Array>): StoredBlob;
  /** Takes over a file on disk (multipart upload) in pieces. */
  adoptFile(path: string): StoredBlob;
  /** Reads piece by piece. */
  read(id: number): IterableIterator<Uint8Array>;
  size(id: number): number;
}

export interface StoredBlob {
  readonly id: number;
  readonly size: number;
  /** Hex MD5 of the bytes. */
  readonly md5: string;
}

/** How text is folded for comparisons: SOQL compares text without case. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
