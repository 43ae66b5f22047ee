/** Filters of rules over a record. Source: Salesforce Help, "Filter Operators Reference". */
import {
  ApexDate,
  ApexDatetime,
  ApexId,
  Decimal,
  DoubleBox,
  SObjectValue,
  currentFrame,
  notImplemented,
} from '../runtime/index.ts';
import { combine } from '../schema/condition-logic.ts';
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';
import type { Criteria, Criterion } from '../schema/rules/criteria.ts';
import { foldText } from './record-store.ts';
import type { SqliteStore } from './store/index.ts';

/** Reads a field of a record or of its parents. */
export type FieldReader = (record: SObjectValue, path: readonly string[]) => unknown;

export interface CriteriaParts {
  readonly store: SqliteStore;
  readonly fieldOf: FieldReader;
}

/** Whether a record of an object passes a filter. */
export function passes(criteria: Criteria, record: SObjectValue, parts: CriteriaParts): boolean {
  return combine(criteria.logic, criteria.items.length, (index) => {
    const item = criteria.items[index];
    return item !== undefined && holds(item, record, parts);
  });
}

function holds(item: Criterion, record: SObjectValue, parts: CriteriaParts): boolean {
  const subject = item.of === 'record' ? record : runningUser(parts.store);
  const other = item.valuePath === null ? null : { record, path: item.valuePath };
  return isTrue({ ...item, subject, other }, parts);
}

/** A field compared with values, or with a field of another record. */
export interface Comparison extends Pick<Criterion, 'path' | 'operation' | 'value'> {
  readonly subject: SObjectValue;
  readonly other: { readonly record: SObjectValue; readonly path: readonly string[] } | null;
}

export function isTrue(comparison: Comparison, parts: CriteriaParts): boolean {
  const { subject, path, other } = comparison;
  const value = parts.fieldOf(subject, path);
  const field = fieldAt(subject.object, path, parts.store);
  const wanted = other === null ? valuesOf(comparison, field, parts.store) : [parts.fieldOf(other.record, other.path)];
  return compare(comparison, value, wanted);
}

function compare({ operation }: Pick<Criterion, 'operation'>, value: unknown, wanted: readonly unknown[]): boolean {
  const any = (test: (one: unknown) => boolean): boolean => wanted.some(test);
  switch (operation) {
    case 'equals':
      return any((one) => order(value, one) === 0);
    case 'notEqual':
      return !any((one) => order(value, one) === 0);
    case 'lessThan':
      return any((one) => isOrdered(value, one, (sign) => sign < 0));
    case 'greaterThan':
      return any((one) => isOrdered(value, one, (sign) => sign > 0));
    case 'lessOrEqual':
      return any((one) => isOrdered(value, one, (sign) => sign <= 0));
    case 'greaterOrEqual':
      return any((one) => isOrdered(value, one, (sign) => sign >= 0));
    case 'contains':
      return any((one) => folded(value).includes(folded(one)));
    case 'notContain':
      return !any((one) => folded(value).includes(folded(one)));
    case 'startsWith':
      return any((one) => folded(value).startsWith(folded(one)));
    case 'includes':
      return any((one) => chosen(value).includes(folded(one)));
    case 'excludes':
      return !any((one) => chosen(value).includes(folded(one)));
  }
}

function isOrdered(value: unknown, wanted: unknown, test: (sign: number) => boolean): boolean {
  return value !== null && wanted !== null && test(order(value, wanted));
}

/** Negative, zero or positive; texts without case. */
function order(a: unknown, b: unknown): number {
  if (a === null || b === null) return a === b ? 0 : NaN;
  const [left, right] = [number(a), number(b)];
  if (left !== null && right !== null) return left.compareTo(right);
  const [one, other] = [folded(a), folded(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function number(value: unknown): Decimal | null {
  if (value instanceof Decimal) return value;
  if (value instanceof DoubleBox) return Decimal.fromDouble(value.value);
  if (typeof value === 'bigint') return Decimal.fromInteger(value);
  if (typeof value === 'number') return Decimal.parse(String(value));
  if (value instanceof ApexDatetime) return Decimal.fromInteger(value.ms);
  if (value instanceof ApexDate) return Decimal.fromInteger(value.toEpochDay());
  return null;
}

function folded(value: unknown): string {
  if (value === null) return '';
  return foldText(value instanceof ApexId ? value.value : String(value));
}

/** What is chosen in a multi-select picklist. */
function chosen(value: unknown): string[] {
  return folded(value).split(';');
}

/** The values of an item, of the field's type; several are separated by commas. */
function valuesOf({ value }: Pick<Criterion, 'value'>, field: FieldSchema, store: SqliteStore): unknown[] {
  if (value === null) return [null];
  const texts = value.split(',').map((text) => text.trim());
  return texts.map((text) => typed(text, field, store));
}

function typed(text: string, field: FieldSchema, store: SqliteStore): unknown {
  switch (field.type) {
    case 'BOOLEAN':
      return ['true', '1', 'yes'].includes(text.toLowerCase());
    case 'INTEGER':
    case 'LONG':
    case 'DOUBLE':
    case 'CURRENCY':
    case 'PERCENT':
      return Decimal.parse(text);
    case 'DATE':
    case 'DATETIME':
      return date(text, field);
    case 'ID':
    case 'REFERENCE':
      return ApexId.isValid(text) ? ApexId.of(text) : idOfName(text, field, store);
    default:
      return text;
  }
}

function date(text: string, field: FieldSchema): ApexDate | ApexDatetime {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso =
    american === null ? text : `${american[3]}-${american[1]?.padStart(2, '0')}-${american[2]?.padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}/.test(iso)) return notImplemented(`the date ${text} in the filter of a rule`);
  return field.type === 'DATE' ? ApexDate.parseIso(iso.slice(0, 10)) : new ApexDatetime(Date.parse(iso));
}

/** Record types and profiles are named: `Opportunity.Big`, `Standard User`. */
function idOfName(text: string, field: FieldSchema, store: SqliteStore): ApexId {
  const [target = ''] = field.referenceTo;
  const name = text.split('.').at(-1) ?? text;
  const [column, value] = target === 'RecordType' ? ['DeveloperName', name] : ['Name', text];
  const found = store.schema.object(target, null)?.fields.has(column.toLowerCase())
    ? store.all(`SELECT "Id" FROM "${target}" WHERE lower("${column}") = lower(?)`, [value])[0]?.[0]
    : undefined;
  return typeof found === 'string' ? ApexId.of(found) : notImplemented(`the value ${text} in the filter of a rule`);
}

function fieldAt(object: ObjectSchema, [name = '', ...rest]: readonly string[], store: SqliteStore): FieldSchema {
  if (rest.length === 0) {
    const field = object.field(name);
    return field ?? notImplemented(`the field ${name} in the filter of a rule`);
  }
  const parent = store.schema.object(object.parent(name)?.referenceTo[0] ?? '', null);
  return parent === undefined
    ? notImplemented(`the path ${name} in the filter of a rule`)
    : fieldAt(parent, rest, store);
}

export function runningUser(store: SqliteStore): SObjectValue {
  const object = store.schema.object('User', null);
  const { id } = currentFrame().user;
  const values = object === undefined ? undefined : store.readRows(object, [id]).get(id);
  if (object === undefined || values === undefined) throw new Error('there is no running user');
  const record = new SObjectValue(object);
  for (const [key, value] of values) record.setField(key, value);
  return record;
}
