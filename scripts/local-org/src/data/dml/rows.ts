/** From the caller's records to full ones: defaults for new records, stored values under the changes of existing ones. */
import { ApexId, SObjectValue, apexEquals, currentFrame } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, Problem, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

/** Rows for an insert. A record must not have an id yet. */
export function newRows(object: ObjectSchema, records: readonly Indexed[], parts: DmlParts): SaveRow[] {
  return records.map(({ record: given, index }) => {
    const record = new SObjectValue(object);
    const row: SaveRow = { index, given, record, old: null, problems: [] };
    if (given.id !== null)
      row.problems.push(problem('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', 'Id'));
    refuseAuditFields(row);
    for (const key of given.populatedKeys()) if (key !== 'id') record.setField(key, given.getField(key));
    for (const field of object.fields.values()) setDefault(record, field, parts);
    return row;
  });
}

/** Fields that only the platform writes. */
const auditFields = ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp'];

function refuseAuditFields(row: SaveRow): void {
  const set = auditFields.filter((key) => row.given.getField(key) !== null);
  if (set.length === 0) return;
  const names = set.map((key) => row.given.object.fields.get(key)?.name ?? key);
  row.problems.push(notWritable(names));
}

function notWritable(names: readonly string[]): Problem {
  return problem(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    ...names,
  );
}

export interface Indexed {
  readonly record: SObjectValue;
  readonly index: number;
  /** The stored record that an external id stands for; the record's own id otherwise. */
  readonly id?: ApexId;
}

/** Records that triggers get at once. */
const chunkSize = 200;

export function chunksOf(records: readonly Indexed[]): (readonly Indexed[])[] {
  const chunks: (readonly Indexed[])[] = [];
  for (let at = 0; at < records.length; at += chunkSize) chunks.push(records.slice(at, at + chunkSize));
  return chunks;
}

/** Rows that nothing speaks against so far. */
export function good(rows: readonly SaveRow[]): SaveRow[] {
  return rows.filter((row) => row.problems.length === 0);
}

function setDefault(record: SObjectValue, field: FieldSchema, parts: DmlParts): void {
  const key = field.name.toLowerCase();
  if (record.isPopulated(key)) return;
  const value = defaultOf(record, field, parts);
  if (value !== null) record.setField(key, value);
}

function defaultOf(record: SObjectValue, field: FieldSchema, parts: DmlParts): unknown {
  if (field.name === 'OwnerId') return ApexId.of(currentFrame().user.id);
  if (field.name === 'CurrencyIsoCode' || field.name === 'DefaultCurrencyIsoCode') return parts.currencies.ofUser();
  if (field.name === 'RecordTypeId') return parts.recordTypes.defaultOf(record.object);
  if (field.defaultFormula !== null) return literal(field) ?? parts.formula.defaultOf(field, record);
  if (field.picklist.length > 0)
    return parts.recordTypes.valuesFor(field, record).find((value) => value.isDefault)?.value ?? null;
  return field.type === 'BOOLEAN' && field.formula === null ? false : null;
}

/** Checkbox defaults are written without being formulas. */
function literal(field: FieldSchema): boolean | null {
  return field.type === 'BOOLEAN' ? field.defaultFormula === 'true' : null;
}

/** Rows for an update: the stored record with the caller's fields over it. */
export function changedRows(object: ObjectSchema, records: readonly Indexed[], parts: DmlParts): SaveRow[] {
  const idOf = (item: Indexed): string | null => (item.id ?? item.record.id)?.value ?? null;
  const stored = parts.store.readRows(
    object,
    records.map(idOf).filter((id) => id !== null),
  );
  const seen = new Set<string>();
  return records.map((item) => {
    const { record: given, index } = item;
    const id = idOf(item);
    const values = id === null ? undefined : stored.get(id);
    const old = values === undefined ? null : fromValues(object, values);
    const record = old === null ? new SObjectValue(object) : copyOf(old);
    const row: SaveRow = { index, given, record, old, problems: [] };
    if (id === null) row.problems.push(problem('MISSING_ARGUMENT', 'Id not specified in an update call'));
    else if (old === null) row.problems.push(problem('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
    else if (old.getField('isdeleted') === true) row.problems.push(problem('ENTITY_IS_DELETED', 'entity is deleted'));
    else if (seen.has(id)) row.problems.push(problem('DUPLICATE_VALUE', `Duplicate id in list: ${id}`));
    else overlay(row, object);
    if (id !== null) seen.add(id);
    return row;
  });
}

/**
 * Read-only fields that were only queried are carried along and ignored. What is decided when a record is created (the master of
 * a detail, unless it may be reparented) must stay as it is.
 */
function overlay(row: SaveRow, object: ObjectSchema): void {
  const fixed: string[] = [];
  for (const key of row.given.populatedKeys()) {
    const field = object.fields.get(key);
    if (field === undefined || key === 'id') continue;
    const value = row.given.getField(key);
    if (field.updateable) row.record.setField(key, value);
    else if (field.createable && !apexEquals(row.old?.getField(key) ?? null, value)) fixed.push(field.name);
  }
  if (fixed.length > 0) row.problems.push(notWritable(fixed));
}

export function fromValues(object: ObjectSchema, values: ReadonlyMap<string, unknown>): SObjectValue {
  const record = new SObjectValue(object);
  for (const [key, value] of values) record.setField(key, value);
  return record;
}

export function copyOf(record: SObjectValue): SObjectValue {
  const copy = new SObjectValue(record.object);
  for (const key of record.populatedKeys()) copy.setField(key, record.getField(key));
  return copy;
}
