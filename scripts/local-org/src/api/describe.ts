/** Describe results. Source: REST API Developer Guide, "sObject Describe". */
import { compoundOf } from '../schema/compound.ts';
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';
import { masterRecordTypeId } from '../schema/model.ts';
import type { ApiContext } from './context.ts';
import { apiPath } from './paths.ts';

/** The part of a describe that the list of all objects shows. */
export function summarizeObject(object: ObjectSchema): Record<string, unknown> {
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.pluralLabel,
    keyPrefix: object.keyPrefix,
    custom: object.custom,
    createable: object.createable,
    updateable: object.updateable,
    deletable: object.deletable,
    queryable: object.queryable,
    retrieveable: object.queryable,
    triggerable: object.triggerable,
    urls: {
      sobject: `${apiPath}/sobjects/${object.name}`,
      describe: `${apiPath}/sobjects/${object.name}/describe`,
      rowTemplate: `${apiPath}/sobjects/${object.name}/{ID}`,
    },
  };
}

/** A whole describe, with the fields that the signed-in user may read. */
export function describeObject(object: ObjectSchema, context: ApiContext): Record<string, unknown> {
  const access = context.data.objectAccess(object);
  return {
    ...summarizeObject(object),
    createable: object.createable && access.create,
    updateable: object.updateable && access.edit,
    deletable: object.deletable && access.delete,
    fields: [...object.fields.values()]
      .filter((field) => context.data.fieldAccess(field, object).read)
      .map((field) => describeField(object, field, context.data.fieldAccess(field, object).edit)),
    childRelationships: object.childRelationships.map((child) => ({
      childSObject: child.childObject,
      field: child.field,
      relationshipName: child.relationshipName,
      cascadeDelete: child.cascadeDelete,
    })),
    recordTypeInfos: recordTypeInfos(object, context),
  };
}

/** The record types of an object, the master last. */
function recordTypeInfos(object: ObjectSchema, context: ApiContext): Record<string, unknown>[] {
  const { available, defaultName } = context.data.recordTypeRights(object);
  const own = object.recordTypes.map((type) => ({
    name: type.label,
    developerName: type.developerName,
    recordTypeId: context.data.recordTypeId(object, type.developerName)?.value ?? null,
    active: type.active,
    available: available.has(type.developerName),
    defaultRecordTypeMapping: type.developerName === defaultName,
    master: false,
  }));
  const master = {
    name: 'Master',
    developerName: 'Master',
    recordTypeId: masterRecordTypeId,
    active: true,
    available: available.size === 0,
    defaultRecordTypeMapping: defaultName === null,
    master: true,
  };
  return [...own, master];
}

function describeField(object: ObjectSchema, field: FieldSchema, editable: boolean): Record<string, unknown> {
  return {
    name: field.name,
    label: field.label,
    type: field.type.toLowerCase().replace('anytype', 'anyType'),
    length: field.length,
    precision: field.precision,
    scale: field.scale,
    custom: field.custom,
    nillable: field.nillable,
    unique: field.unique,
    caseSensitive: field.caseSensitive,
    externalId: field.externalId,
    idLookup: field.idLookup,
    nameField: field.nameField,
    createable: field.createable && editable,
    updateable: field.updateable && editable,
    filterable: field.filterable,
    sortable: field.sortable,
    groupable: field.groupable,
    calculated: field.formula !== null,
    calculatedFormula: field.formula,
    compoundFieldName: compoundOf(object, field)?.name ?? null,
    autoNumber: field.autoNumber !== null,
    defaultedOnCreate: field.defaultedOnCreate,
    restrictedPicklist: field.restrictedPicklist,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    htmlFormatted: field.htmlFormatted,
    inlineHelpText: field.helpText,
    picklistValues: field.picklist.map((value) => ({
      value: value.value,
      label: value.label,
      active: value.active,
      defaultValue: value.isDefault,
    })),
  };
}
