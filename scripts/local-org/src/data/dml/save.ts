/** Insert and update: the order of execution for the records of one object. */
import { ApexDatetime, ApexId, currentFrame } from '../../runtime/index.ts';
import type { DmlOptions } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { checkValues } from './checks.ts';
import { checkHierarchies } from './hierarchies.ts';
import { checkOwners } from './owners.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { checkRights } from './permissions.ts';
import { checkReferences } from './references.ts';
import { changedRows, chunksOf, good, newRows } from './rows.ts';
import { rowOptions } from './row-options.ts';
import type { Indexed } from './rows.ts';
import { checkSelfReference } from './self-reference.ts';
import { runTriggers } from './triggers.ts';
import { checkUnique } from './unique.ts';
import { checkRules } from './validation-rules.ts';

/** Saves records; the rows tell what became of each. Rolling back is the caller's business. */
export function saveRecords(
  object: ObjectSchema,
  operation: 'insert' | 'update',
  records: readonly Indexed[],
  options: DmlOptions,
  parts: DmlParts,
): SaveRow[] {
  return chunksOf(records).flatMap((chunk) => {
    const rows = operation === 'insert' ? newRows(object, chunk, parts) : changedRows(object, chunk, parts);
    checkRights(good(rows), object, operation === 'insert' ? 'create' : 'edit', options, parts);
    if (operation === 'update') checkSelfReference(good(rows), 'update');
    saveChunk(object, operation, rows, options, parts);
    return rows;
  });
}

function saveChunk(
  object: ObjectSchema,
  operation: 'insert' | 'update',
  rows: readonly SaveRow[],
  options: DmlOptions,
  parts: DmlParts,
): void {
  runTriggers(object, 'before', operation, good(rows), parts);
  validate(object, rows, options, parts);
  for (const row of good(rows)) write(object, row, parts);
  for (const row of good(rows)) for (const behavior of behaviors(object, parts)) behavior.afterSave?.(row);
  runTriggers(object, 'after', operation, good(rows), parts);
  parts.assignment.assign(good(rows), object, options);
}

function validate(object: ObjectSchema, rows: readonly SaveRow[], options: DmlOptions, parts: DmlParts): void {
  for (const row of good(rows)) {
    for (const behavior of behaviors(object, parts)) behavior.beforeSave?.(row);
    checkValues(row, object, rowOptions(row, options).allowFieldTruncation === true, parts);
  }
  parts.recordTypes.check(good(rows), object, options);
  checkReferences(good(rows), object, options, parts);
  checkOwners(good(rows), object, options, parts);
  checkHierarchies(good(rows), object, parts);
  parts.lookupFilters.check(good(rows), object);
  for (const row of good(rows)) checkRules(row, object, parts);
  parts.duplicates.check(good(rows), object, options);
  checkUnique(good(rows), object, parts);
}

function behaviors(object: ObjectSchema, parts: DmlParts): DmlParts['behaviors'] {
  return parts.behaviors.filter((behavior) => behavior.objects.includes(object.name));
}

function write(object: ObjectSchema, row: SaveRow, parts: DmlParts): void {
  const { record } = row;
  stamp(object, row, parts);
  if (row.old === null) {
    const id = parts.store.newId(object);
    record.setField('id', id);
    numberFields(object, row, parts);
    parts.store.insertRow(object, valuesOf(row));
  } else {
    parts.store.updateRow(object, record.id?.value ?? '', valuesOf(row));
  }
  normalize(object, row, parts);
}

/** Audit fields. Tests and imports may not set them yet. */
function stamp(object: ObjectSchema, row: SaveRow, parts: DmlParts): void {
  if (!object.fields.has('lastmodifieddate')) return;
  // Records have times without fractions of a second.
  const now = new ApexDatetime(Math.floor(parts.now() / 1000) * 1000);
  const user = ApexId.of(currentFrame().user.id);
  const { record } = row;
  if (row.old === null) {
    record.setField('createddate', now);
    record.setField('createdbyid', user);
    record.setField('isdeleted', false);
  }
  record.setField('lastmodifieddate', now);
  record.setField('lastmodifiedbyid', user);
  record.setField('systemmodstamp', now);
}

function numberFields(object: ObjectSchema, row: SaveRow, parts: DmlParts): void {
  for (const field of object.fields.values()) {
    if (field.autoNumber !== null)
      row.record.setField(
        field.name.toLowerCase(),
        formatNumber(field.autoNumber, parts.store.nextAutoNumber(object, field)),
      );
  }
  // A custom record without a name is named by its id.
  if (object.custom && object.fields.get('name')?.autoNumber === null && row.record.getField('name') === null) {
    row.record.setField('name', row.record.id?.value);
  }
}

/** `A-{0000}` and 7 give `A-0007`. */
function formatNumber(format: string, value: number): string {
  return format.replace(/\{(0+)\}/, (_whole, zeros: string) => String(value).padStart(zeros.length, '0'));
}

function valuesOf(row: SaveRow): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const key of row.record.populatedKeys()) values.set(key, row.record.getField(key));
  return values;
}

/** After triggers and later code see values as they are stored: rounded, of the field's type. */
function normalize(object: ObjectSchema, row: SaveRow, parts: DmlParts): void {
  for (const key of [...row.record.populatedKeys()]) {
    const field = object.fields.get(key);
    const value = row.record.getField(key);
    if (
      field === undefined ||
      value === null ||
      !['DOUBLE', 'CURRENCY', 'PERCENT', 'REFERENCE', 'DATETIME'].includes(field.type) ||
      !parts.store.isStored(field)
    )
      continue;
    const stored = parts.store.toSql(field, value);
    row.record.setField(
      key,
      parts.store.fromSql(field, typeof stored === 'number' ? BigInt(stored) : (stored as string | bigint)),
    );
  }
}
