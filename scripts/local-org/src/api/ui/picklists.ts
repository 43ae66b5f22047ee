/**
 * `/ui-api/object-info/{object}/picklist-values/{recordTypeId}[/{field}]`: the values that records of a record type may have.
 * Source: User Interface API Developer Guide, "Picklist Values Collection", "Picklist Values", "Picklist Value".
 */
import type { FieldSchema, ObjectSchema, PicklistValue, RecordTypeSchema } from '../../schema/model.ts';
import { apiPath } from '../paths.ts';
import { controllerOf } from './object-info.ts';
import { recordTypeOf } from './record-types.ts';
import type { UiRequest } from './request.ts';
import { notFound, requireUiObject, tagged } from './request.ts';

export function picklistValues(
  ui: UiRequest,
  objectName: string,
  recordTypeId: string,
  fieldName: string | undefined,
): Record<string, unknown> {
  const object = requireUiObject(ui, objectName);
  const type = recordTypeOf(object, recordTypeId, ui.context);
  if (type === undefined) throw notFound();
  const url = (field: FieldSchema): string =>
    `${apiPath}/ui-api/object-info/${object.name}/picklist-values/${recordTypeId}/${field.name}`;
  const isPicklist = (field: FieldSchema): boolean =>
    (field.type === 'PICKLIST' || field.type === 'MULTIPICKLIST') && ui.context.data.fieldAccess(field, object).read;
  if (fieldName !== undefined) {
    const field = object.field(fieldName);
    if (field === undefined || !isPicklist(field)) throw notFound();
    return tagged({ ...valuesOfField(object, field, type), url: url(field) });
  }
  const fields = [...object.fields.values()].filter(isPicklist);
  return tagged({
    picklistFieldValues: Object.fromEntries(
      fields.map((field) => [field.name, tagged({ ...valuesOfField(object, field, type), url: url(field) })]),
    ),
  });
}

function valuesOfField(
  object: ObjectSchema,
  field: FieldSchema,
  type: RecordTypeSchema | null,
): Record<string, unknown> {
  const controller = controllerOf(object, field);
  const positions = controller === null ? new Map<string, number>() : positionsOf(controller, type);
  const values = offeredValues(field, type).map((entry) => ({
    attributes: null,
    label: entry.label,
    validFor: validFor(field, entry.value, positions),
    value: entry.value,
    isDefault: entry.isDefault,
  }));
  const chosen = values.find(({ isDefault }) => isDefault);
  const shown = ({ attributes, label, validFor: valid, value }: (typeof values)[number]): Record<string, unknown> => ({
    attributes,
    label,
    validFor: valid,
    value,
  });
  return {
    controllerValues: Object.fromEntries(positions),
    defaultValue: chosen === undefined ? null : shown(chosen),
    values: values.map(shown),
  };
}

/** Active values of a picklist that a record type has. */
export function offeredValues(field: FieldSchema, type: RecordTypeSchema | null): PicklistValue[] {
  const narrowed = type?.picklists.get(field.name.toLowerCase());
  return field.picklist.flatMap((entry) => {
    if (!entry.active) return [];
    if (narrowed === undefined) return [entry];
    const isDefault = narrowed.get(entry.value);
    return isDefault === undefined ? [] : [{ ...entry, isDefault }];
  });
}

/** Places of the controlling field's values, which `validFor` names. */
function positionsOf(controller: FieldSchema, type: RecordTypeSchema | null): Map<string, number> {
  if (controller.type === 'BOOLEAN')
    return new Map([
      ['false', 0],
      ['true', 1],
    ]);
  return new Map(offeredValues(controller, type).map(({ value }, position) => [value, position]));
}

/** Places of the controlling values that a value goes with. */
function validFor(field: FieldSchema, value: string, positions: ReadonlyMap<string, number>): number[] {
  return (field.controlledBy.get(value) ?? []).flatMap((controlling) => {
    const position = positions.get(controlling) ?? positions.get(checkbox[controlling] ?? '');
    return position === undefined ? [] : [position];
  });
}

/** Metadata names the states of a checkbox so. */
const checkbox: Readonly<Record<string, string>> = { checked: 'true', unchecked: 'false' };
