/** Records as this API shows them. Source: User Interface API Developer Guide, "Record", "Field Value", "Nested Record". */
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import { ApexDatetime, ApexId } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import { displayValue, plainValue } from './display-values.ts';
import type { FieldPath } from './field-paths.ts';
import { distinctPaths } from './field-paths.ts';
import { nameField } from './object-info.ts';
import { recordTypeInfos } from './record-types.ts';
import type { UiRequest } from './request.ts';
import { tagged } from './request.ts';

/** Fields that a representation tells beside those asked for. */
const told = ['Id', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp', 'RecordTypeId', 'CurrencyIsoCode'];

/** Names for the SELECT of records with these fields. */
export function selectedNames(ui: UiRequest, object: ObjectSchema, paths: readonly FieldPath[]): string[] {
  const names = new Set(toldOf(object).map(({ name }) => name));
  for (const path of paths) {
    names.add(path.text);
    path.through.forEach((reference, i) => {
      const prefix = path.through.slice(0, i + 1).map(({ relationshipName }) => relationshipName ?? '');
      for (const name of toldOfParent(ui, reference)) names.add([...prefix, name].join('.'));
    });
  }
  return [...names];
}

function toldOf(object: ObjectSchema): FieldSchema[] {
  return told.flatMap((name) => object.fields.get(name.toLowerCase()) ?? []);
}

/** Of parents of several kinds only what all of them have. */
function toldOfParent({ context }: UiRequest, reference: FieldSchema): string[] {
  const targets = reference.referenceTo.flatMap((name) => context.schema.object(name) ?? []);
  const [only] = targets;
  if (only === undefined || targets.length > 1) return ['Id', 'Name'];
  const name = nameField(only);
  return [...toldOf(only).map((field) => field.name), ...(name === null ? [] : [name.name])];
}

/** @param paths the fields to show; those of parents become records of their own */
export function recordBody(ui: UiRequest, record: SObjectValue, paths: readonly FieldPath[]): Record<string, unknown> {
  const { object } = record;
  const modified = record.getField('lastmodifieddate');
  const stamp = record.getField('systemmodstamp');
  const typeId = textOf(record.getField('recordtypeid'));
  return tagged({
    apiName: object.name,
    childRelationships: {},
    fields: fieldValues(ui, record, distinctPaths(paths)),
    id: record.id?.value ?? null,
    lastModifiedById: textOf(record.getField('lastmodifiedbyid')),
    lastModifiedDate: modified instanceof ApexDatetime ? modified.toIso() : null,
    recordTypeId: object.recordTypes.length === 0 ? null : typeId,
    recordTypeInfo: typeId === null ? null : (recordTypeInfos(object, ui.context)[typeId] ?? null),
    systemModstamp: stamp instanceof ApexDatetime ? stamp.toIso() : null,
    weakEtag: stamp instanceof ApexDatetime ? stamp.ms : 0,
  });
}

function fieldValues(ui: UiRequest, record: SObjectValue, paths: readonly FieldPath[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const nested = new Map<FieldSchema, FieldPath[]>();
  for (const path of paths) {
    const [reference, ...through] = path.through;
    if (reference === undefined) values[path.field.name] = fieldValue(ui, record, path.field);
    else nested.set(reference, [...(nested.get(reference) ?? []), shortened(path, through)]);
  }
  for (const [reference, below] of nested) {
    const name = reference.relationshipName ?? '';
    values[name] = parentValue(ui, record.parentOf(name.toLowerCase()), below);
  }
  return values;
}

function shortened({ field, text }: FieldPath, through: readonly FieldSchema[]): FieldPath {
  return { field, through, text: text.slice(text.indexOf('.') + 1) };
}

function fieldValue(ui: UiRequest, record: SObjectValue, field: FieldSchema): Record<string, unknown> {
  const value = record.getField(field.name.toLowerCase());
  return {
    displayValue: displayValue(field, value, record, ui.user, ui.context.facts.defaultCurrency),
    value: plainValue(value),
  };
}

/** A parent with its name as what is shown. */
function parentValue(ui: UiRequest, parent: SObjectValue | null, paths: readonly FieldPath[]): Record<string, unknown> {
  if (parent === null || parent.id === null) return { displayValue: null, value: null };
  const name = nameField(parent.object);
  return {
    displayValue: name === null ? null : textOf(parent.getField(name.name.toLowerCase())),
    value: recordBody(ui, parent, paths),
  };
}

export function textOf(value: unknown): string | null {
  if (value instanceof ApexId) return value.value;
  return typeof value === 'string' ? value : null;
}
