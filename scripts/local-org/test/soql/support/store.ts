/** Record tables in memory, with just what reading needs. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { ApexDate, ApexDatetime, ApexId, Decimal } from '../../../src/runtime/index.ts';
import { foldText, type RecordStore, type SqlValue } from '../../../src/data/record-store.ts';
import type { FieldSchema, ObjectSchema } from '../../../src/schema/model.ts';
import { schema } from './schema.ts';

const folded = new Set(['STRING', 'TEXTAREA', 'PICKLIST', 'MULTIPICKLIST', 'EMAIL']);

export class TestStore {
  readonly schema = schema;
  readonly database = new DatabaseSync(':memory:', { readBigInts: true });
  readonly statements: string[] = [];
  writes = 0;

  constructor() {
    for (const object of schema.objects.values()) {
      const columns = [...object.fields.values()].filter((one) => this.isStored(one)).flatMap((one) => columnsOf(one));
      this.database.exec(`CREATE TABLE "${object.name}" (${columns.join(', ')})`);
    }
  }

  table(object: ObjectSchema): string {
    return `"${object.name}"`;
  }

  isStored(field: FieldSchema): boolean {
    return field.formula === null && field.summary === null;
  }

  column(field: FieldSchema): string {
    return `"${field.name}"`;
  }

  comparisonColumn(field: FieldSchema): string {
    return folded.has(field.type) ? `"${field.name}~"` : this.column(field);
  }

  toComparison(field: FieldSchema, value: unknown): SQLInputValue {
    return folded.has(field.type) ? foldText(value as string) : String(value);
  }

  fromSql(field: FieldSchema, value: SqlValue): unknown {
    if (value === null) return null;
    switch (field.type) {
      case 'ID':
      case 'REFERENCE':
        return ApexId.of(String(value));
      case 'BOOLEAN':
        return value === 1n;
      case 'CURRENCY':
        return Decimal.fromInteger(value as bigint, field.scale);
      case 'DATE':
        return ApexDate.parseIso(String(value));
      case 'DATETIME':
        return new ApexDatetime(Number(value));
      default:
        return value;
    }
  }

  all(sql: string, values: readonly SQLInputValue[]): SqlValue[][] {
    this.statements.push(sql);
    const statement = this.database.prepare(sql);
    statement.setReturnArrays(true);
    return statement.all(...values) as unknown as SqlValue[][];
  }

  beforeWrite(): void {
    this.writes++;
  }

  /** Writes a row of raw column values; returns its id. */
  insert(objectName: string, values: Record<string, SQLInputValue>): string {
    const object = schema.object(objectName)!;
    const count = Number(this.all(`SELECT COUNT(*) FROM "${object.name}"`, [])[0]![0]) + 1;
    const id = ApexId.of(`${object.keyPrefix}0000000000${String(count).padStart(2, '0')}`).value;
    const columns: Record<string, SQLInputValue> = { Id: id, IsDeleted: 0, ...values };
    for (const [name, value] of Object.entries(values))
      if (folded.has(object.field(name)!.type)) columns[`${name}~`] = value === null ? null : foldText(value as string);
    const names = Object.keys(columns);
    const text = `INSERT INTO "${object.name}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    this.database
      .prepare(text)
      .run(...Object.values(columns).map((value) => (typeof value === 'number' ? BigInt(value) : value)));
    this.statements.length = 0;
    return id;
  }

  /** Queries use no more of the interface. */
  asRecordStore(): RecordStore {
    return this as unknown as RecordStore;
  }
}

function columnsOf(field: FieldSchema): string[] {
  if (field.name === 'Id') return ['"Id" TEXT PRIMARY KEY'];
  return folded.has(field.type) ? [`"${field.name}"`, `"${field.name}~"`] : [`"${field.name}"`];
}
