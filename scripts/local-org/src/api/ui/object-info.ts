/** `/ui-api/object-info/{object}`: what an object is to the signed-in user. Source: User Interface API Developer Guide, "Object Info". */
import { addressOf, compoundOf } from '../../schema/compound.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { ApiContext } from '../context.ts';
import { defaultRecordTypeId, recordTypeInfos } from './record-types.ts';
import type { UiRequest } from './request.ts';
import { requireUiObject, tagged } from './request.ts';
import { dataType, extraType } from './field-types.ts';
import { themeInfo } from './themes.ts';

export function objectInfo(ui: UiRequest, name: string): Record<string, unknown> {
  const { context } = ui;
  const object = requireUiObject(ui, name);
  const access = context.data.objectAccess(object);
  const readable = [...object.fields.values()].filter((field) => context.data.fieldAccess(field, object).read);
  return tagged({
    apiName: object.name,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: childRelationships(object, context),
    compactLayoutable: true,
    createable: object.createable && access.create,
    custom: object.custom,
    defaultRecordTypeId: defaultRecordTypeId(object, context),
    deletable: object.deletable && access.delete,
    dependentFields: dependentFields(readable),
    feedEnabled: false,
    fields: Object.fromEntries(readable.map((field) => [field.name, fieldInfo(object, field, context)])),
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.pluralLabel,
    layoutable: true,
    mruEnabled: true,
    nameFields: nameFields(object),
    queryable: object.queryable && access.read,
    recordTypeInfos: recordTypeInfos(object, context),
    searchLayoutable: true,
    searchable: isSearchable(object),
    themeInfo: themeInfo(ui, object),
    updateable: object.updateable && access.edit,
  });
}

/** Names of the fields that name a record; those of people have parts. */
export function nameFields(object: ObjectSchema): string[] {
  const name = nameField(object);
  if (name === null) return [];
  const isPerson = object.fields.has('lastname') && name.name === 'Name';
  return isPerson ? ['FirstName', 'LastName', 'Name'] : [name.name];
}

/** The field that names a record; null when the object has none. */
export function nameField(object: ObjectSchema): FieldSchema | null {
  return [...object.fields.values()].find((field) => field.nameField) ?? null;
}

/** Whether records are found by their names. */
export function isSearchable(object: ObjectSchema): boolean {
  const served = object.kind === 'standard' || object.kind === 'custom';
  return served && object.queryable && nameField(object) !== null;
}

function childRelationships(object: ObjectSchema, context: ApiContext): Record<string, unknown>[] {
  return object.childRelationships.flatMap(({ childObject, field, relationshipName }) => {
    const child = context.schema.object(childObject, null);
    if (child === undefined || !context.data.objectAccess(child).read) return [];
    const link = child.fields.get(field.toLowerCase());
    if (link === undefined || !context.data.fieldAccess(link, child).read) return [];
    return [
      {
        childObjectApiName: childObject,
        fieldName: field,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName,
      },
    ];
  });
}

/** Dependent picklists below what controls them. */
function dependentFields(fields: readonly FieldSchema[]): Record<string, unknown> {
  const below = (name: string): Record<string, unknown> =>
    Object.fromEntries(
      fields.filter(({ dependentOn }) => isName(dependentOn, name)).map((field) => [field.name, below(field.name)]),
    );
  const controllers = fields.filter(
    (field) => field.dependentOn === null && fields.some(({ dependentOn }) => isName(dependentOn, field.name)),
  );
  return Object.fromEntries(controllers.map((field) => [field.name, below(field.name)]));
}

/** Controlling fields are named as the project has them, without a namespace. */
function isName(reference: string | null, name: string): boolean {
  return reference !== null && (name === reference || name.endsWith(`__${reference}`));
}

/** The field that controls a dependent picklist; null for others. */
export function controllerOf(object: ObjectSchema, field: FieldSchema): FieldSchema | null {
  return [...object.fields.values()].find(({ name }) => isName(field.dependentOn, name)) ?? null;
}

/** Source: "Field". */
function fieldInfo(object: ObjectSchema, field: FieldSchema, context: ApiContext): Record<string, unknown> {
  const { edit } = context.data.fieldAccess(field, object);
  const compound = compoundOf(object, field);
  const controller = controllerOf(object, field);
  return {
    apiName: field.name,
    calculated: field.formula !== null || field.summary !== null,
    compound: isCompound(object, field),
    compoundComponentName: compound === null ? null : componentName(object, field, compound),
    compoundFieldName: compound?.name ?? null,
    controllerName: controller?.name ?? null,
    controllingFields: controller === null ? [] : [controller.name],
    createable: field.createable && edit,
    custom: field.custom,
    dataType: dataType(field),
    defaultValue: null,
    defaultedOnCreate: field.defaultedOnCreate,
    digits: field.type === 'INTEGER' ? field.length : 0,
    externalId: field.externalId,
    extraTypeInfo: extraType(object, field),
    filterable: field.filterable,
    filteredLookupInfo: filteredLookup(field),
    highScaleNumber: false,
    htmlFormatted: field.htmlFormatted,
    inlineHelpText: field.helpText,
    label: field.label,
    length: field.length,
    maskType: null,
    nameField: field.nameField,
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    reference: field.type === 'REFERENCE',
    referenceTargetField: null,
    referenceToInfos: referenceTo(field, context),
    relationshipName: field.relationshipName,
    required: field.required,
    scale: field.scale,
    searchPrefilterable: field.type === 'REFERENCE',
    sortable: field.sortable,
    unique: field.unique,
    updateable: field.updateable && edit,
  };
}

/** Addresses, and names of people. */
export function isCompound(object: ObjectSchema, field: FieldSchema): boolean {
  if (field.type === 'ADDRESS' || field.type === 'LOCATION') return true;
  return field.nameField && field.name === 'Name' && object.fields.has('lastname');
}

function componentName(object: ObjectSchema, field: FieldSchema, compound: FieldSchema): string {
  const isPart = addressOf(object, field) !== null;
  return isPart ? field.name.slice(compound.name.length - 'Address'.length) : field.name;
}

function referenceTo(field: FieldSchema, context: ApiContext): Record<string, unknown>[] {
  return field.referenceTo.flatMap((name) => {
    const target = context.schema.object(name);
    return target === undefined ? [] : [{ apiName: target.name, nameFields: nameFields(target) }];
  });
}

/** The lookup filter, with the fields of the record that it depends on. Source: "Filtered Lookup Info". */
function filteredLookup({ lookupFilter }: FieldSchema): Record<string, unknown> | null {
  if (lookupFilter === null) return null;
  const operands = lookupFilter.items.flatMap(({ left, right }) => (right === null ? [left] : [left, right]));
  const controlling = operands.flatMap(({ of, path: [name] }) => (of === 'source' && name !== undefined ? [name] : []));
  return { controllingFields: [...new Set(controlling)], dependent: controlling.length > 0, optionalFilter: false };
}
