/**
 * Filters of lookups: the record referred to must pass them when the lookup changes, or a field that the filter compares with.
 * Source: Metadata API Developer Guide, "LookupFilter"; Salesforce Help, "Notes About Lookup Filters".
 */
import { SObjectValue, apexEquals } from '../runtime/index.ts';
import { combine } from '../schema/condition-logic.ts';
import type { FilterOperand, LookupFilter } from '../schema/lookup-filters.ts';
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';
import type { CriteriaParts } from './criteria.ts';
import { isTrue, runningUser } from './criteria.ts';
import type { LookupFilterCheck, SaveRow } from './dml/parts.ts';
import { problem } from './dml/parts.ts';

export function lookupFilters(parts: CriteriaParts): LookupFilterCheck {
  return {
    check(rows, object) {
      for (const field of object.fields.values())
        if (field.lookupFilter !== null) checkField(rows, field, field.lookupFilter, parts);
    },
  };
}

function checkField(rows: readonly SaveRow[], field: FieldSchema, filter: LookupFilter, parts: CriteriaParts): void {
  const key = field.name.toLowerCase();
  const affected = rows.filter(({ record, old }) => {
    if (record.getField(key) === null) return false;
    return old === null || [key, ...comparedFields(filter)].some((name) => hasChanged(name, record, old));
  });
  const target = parts.store.schema.object(field.referenceTo[0] ?? '', null);
  if (affected.length === 0 || target === undefined) return;
  const ids = affected.map(({ record }) => String(record.getField(key)));
  const stored = parts.store.readRows(target, ids);
  affected.forEach((row, i) => {
    const values = stored.get(ids[i] ?? '');
    if (values !== undefined && passesFilter(filter, recordOf(target, values), row.record, parts)) return;
    row.problems.push(problem('FIELD_FILTER_VALIDATION_EXCEPTION', filter.message, field.name));
  });
}

/** Own fields of the record that the filter compares with, in lower case. */
function comparedFields({ items }: LookupFilter): string[] {
  const operands = items.flatMap(({ left, right }) => (right === null ? [left] : [left, right]));
  return operands.flatMap(({ of, path: [name = ''] }) => (of === 'source' ? [name.toLowerCase()] : []));
}

function hasChanged(name: string, record: SObjectValue, old: SObjectValue): boolean {
  const field = record.object.field(name) ?? record.object.parent(name);
  const key = field?.name.toLowerCase() ?? name;
  return !apexEquals(old.getField(key), record.getField(key));
}

function passesFilter(filter: LookupFilter, target: SObjectValue, source: SObjectValue, parts: CriteriaParts): boolean {
  const subjectOf = ({ of }: FilterOperand): SObjectValue =>
    of === 'target' ? target : of === 'source' ? source : runningUser(parts.store);
  return combine(filter.logic, filter.items.length, (index) => {
    const item = filter.items[index];
    if (item === undefined) return false;
    const { left, right, operation, value } = item;
    const other = right === null ? null : { record: subjectOf(right), path: right.path };
    return isTrue({ subject: subjectOf(left), path: left.path, operation, value, other }, parts);
  });
}

function recordOf(object: ObjectSchema, values: ReadonlyMap<string, unknown>): SObjectValue {
  const record = new SObjectValue(object);
  for (const [key, value] of values) record.setField(key, value);
  return record;
}
