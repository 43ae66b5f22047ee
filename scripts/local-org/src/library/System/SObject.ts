/** System.SObject. Source: Apex Reference Guide, SObject Class (apex_methods_system_sobject). */
import type { ApexException, ApexList, SObjectValue } from '../../runtime/index.ts';
import { AggregateResultValue, ApexMap, currentFrame, throwApex } from '../../runtime/index.ts';
import type { FieldSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { DmlOptionsObject } from '../Database/DMLOptions.ts';
import { recordErrors } from '../Database/Error.ts';
import { cloneRecord } from '../records.ts';
import { fieldOf, sobjectTypeToken, type SObjectFieldToken } from '../Schema/tokens.ts';
import { apexType, required } from '../support.ts';
import { aggregateGet, aggregateMap } from './AggregateResult.ts';
import { coerceToField } from './record-values.ts';

type Field = string | SObjectFieldToken | null;

export const SObjectType = platformType({
  name: 'System.SObject',
  kind: 'class',
  page: 'apex_methods_system_sobject',
  isAbstract: true,
  members: {
    'Object get(String fieldName)': get,
    'Object get(Schema.SObjectField field)': get,
    'Object put(String fieldName, Object value)': put,
    'Object put(Schema.SObjectField field, Object value)': put,
    'SObject getSObject(String fieldName)': getParent,
    'SObject getSObject(Schema.SObjectField field)': getParent,
    'List<SObject> getSObjects(String fieldName)': getChildren,
    'SObject putSObject(String fieldName, SObject value)': putParent,
    'SObject putSObject(Schema.SObjectField field, SObject value)': putParent,
    'Boolean isSet(String fieldName)': isSet,
    'Boolean isSet(Schema.SObjectField field)': isSet,
    'void clear()': clear,
    'SObject clone()': (self: SObjectValue) => clone(self),
    'SObject clone(Boolean preserveId)': clone,
    'SObject clone(Boolean preserveId, Boolean isDeepClone)': clone,
    'SObject clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps)': clone,
    'SObject clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)':
      clone,
    'Map<String, Object> getPopulatedFieldsAsMap()': populatedFields,
    'Schema.SObjectType getSObjectType()': (self: SObjectValue) => sobjectTypeToken(self.object),
    'Id getCloneSourceId()': (self: SObjectValue) => self.cloneSource,
    'Boolean isClone()': (self: SObjectValue) => self.cloneSource !== null,
    'void addError(String errorMsg)': (self: SObjectValue, message: string | null) => addError(self, null, message),
    'void addError(String errorMsg, Boolean escape)': (self: SObjectValue, message: string | null) =>
      addError(self, null, message),
    'void addError(Exception exceptionError)': (self: SObjectValue, error: ApexException) =>
      addError(self, null, required(error).apexMessage),
    'void addError(Exception exceptionError, Boolean escape)': (self: SObjectValue, error: ApexException) =>
      addError(self, null, required(error).apexMessage),
    'void addError(String fieldName, String errorMsg)': addError,
    'void addError(String fieldName, String errorMsg, Boolean escape)': addError,
    'void addError(Schema.SObjectField field, String errorMsg)': addError,
    'void addError(Schema.SObjectField field, String errorMsg, Boolean escape)': addError,
    'Boolean hasErrors()': (self: SObjectValue) => self.errors.length > 0,
    'List<Database.Error> getErrors()': recordErrors,
    'void setOptions(Database.DMLOptions dmlOptions)': (self: SObjectValue, options: DmlOptionsObject | null) => {
      self.dmlOptions = required(options);
    },
    'Database.DMLOptions getOptions()': (self: SObjectValue) =>
      self.dmlOptions ?? new DmlOptionsObject(apexType('Database.DMLOptions')),
    'void recalculateFormulas()': recalculateFormulas,
  },
  unimplemented: ['String getQuickActionName()', 'List<SObject> getSObjects(Schema.SObjectField field)'],
});

/** A variable of type SObject may hold a row of a query with aggregates. */
function get(self: SObjectValue | AggregateResultValue, name: Field): unknown {
  if (self instanceof AggregateResultValue) return aggregateGet(self, typeof name === 'string' ? name : null);
  const field = fieldOf(self, required(name));
  return readField(self, field);
}

/** @throws System.SObjectException when the record came from a query without this field */
export function readField(record: SObjectValue, field: FieldSchema): unknown {
  const key = field.name.toLowerCase();
  if (!record.isReadable(key)) notQueried(record, field.name);
  const value = record.getField(key);
  return value === null && field.type === 'BOOLEAN' && !record.isPopulated(key) && record.queriedFields === null
    ? false
    : value;
}

function notQueried(record: SObjectValue, name: string): never {
  throwApex(
    'System.SObjectException',
    `SObject row was retrieved via SOQL without querying the requested field: ${record.object.name}.${name}`,
  );
}

/** Gives back the value of before. */
function put(self: SObjectValue, name: Field, value: unknown): unknown {
  const field = fieldOf(self, required(name));
  const key = field.name.toLowerCase();
  const before = self.getField(key);
  self.assign(key, coerceToField(value, field, self.object));
  return before;
}

/** The reference that a relationship name, an id field's name or its token stands for. */
function referenceOf(self: SObjectValue, name: Field): FieldSchema & { relationshipName: string } {
  const given = required(name);
  const field = typeof given === 'string' ? (self.object.parent(given) ?? self.object.field(given)) : given.field;
  if (field === undefined || field.relationshipName === null) {
    return throwApex(
      'System.SObjectException',
      `Invalid relationship ${typeof given === 'string' ? given : given.field.name} for ${self.object.name}`,
    );
  }
  return field as FieldSchema & { relationshipName: string };
}

function getParent(self: SObjectValue, name: Field): SObjectValue | null {
  const { relationshipName } = referenceOf(self, name);
  const key = relationshipName.toLowerCase();
  if (self.queriedFields !== null && !self.hasParent(key) && !self.queriedFields.has(key))
    notQueried(self, relationshipName);
  return self.parentOf(key);
}

function putParent(self: SObjectValue, name: Field, parent: SObjectValue | null): SObjectValue | null {
  const field = referenceOf(self, name);
  const key = field.relationshipName.toLowerCase();
  if (parent !== null && field.referenceTo.length > 0 && !field.referenceTo.includes(parent.object.name)) {
    throwApex(
      'System.SObjectException',
      `Illegal assignment from ${parent.object.name} to ${field.referenceTo.join(', ')}`,
    );
  }
  const before = self.parentOf(key);
  self.setParent(key, parent);
  return before;
}

/** Null when no child was found, as the platform gives it. */
function getChildren(self: SObjectValue, name: string | null): ApexList<SObjectValue> | null {
  const relationship = self.object.children(required(name));
  if (relationship?.relationshipName == null)
    return throwApex('System.SObjectException', `Invalid relationship ${name} for ${self.object.name}`);
  const key = relationship.relationshipName.toLowerCase();
  const children = self.childrenOf(key);
  if (children === null && self.queriedFields !== null && !self.queriedFields.has(key)) {
    notQueried(self, relationship.relationshipName);
  }
  return children === null || children.items.length === 0 ? null : children;
}

function isSet(self: SObjectValue, name: Field): boolean {
  return self.isPopulated(fieldOf(self, required(name)).name.toLowerCase());
}

function clear(self: SObjectValue): void {
  for (const key of [...self.populatedKeys()]) self.removeField(key);
  self.removeRelationships();
}

function clone(
  self: SObjectValue,
  preserveId: boolean | null = false,
  deep: boolean | null = false,
  preserveTimestamps: boolean | null = false,
  preserveAutonumber: boolean | null = false,
): SObjectValue {
  return cloneRecord(self, {
    preserveId: required(preserveId),
    deep: required(deep),
    preserveTimestamps: required(preserveTimestamps),
    preserveAutonumber: required(preserveAutonumber),
  });
}

/** Fields, parents and child lists that were queried or set, by API name. Unset fields of a query are not in it. */
function populatedFields(self: SObjectValue | AggregateResultValue): ApexMap<string, unknown> {
  if (self instanceof AggregateResultValue) return aggregateMap(self);
  const map = new ApexMap<string, unknown>(apexType('Map<String, Object>'), self.populated());
  for (const [key, parent] of self.parents())
    if (parent !== null) map.set(self.object.parent(key)?.relationshipName ?? key, parent);
  for (const [key, children] of self.childLists())
    map.set(self.object.children(key)?.relationshipName ?? key, children);
  return map;
}

export function addError(self: SObjectValue, name: Field, message: string | null): void {
  const field = name === null ? null : fieldOf(self, name).name;
  self.errors.push({ message: message ?? '', field, statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' });
}

/** Formula fields of the record as it is in memory; other records are not read again. */
export function recalculateFormulas(self: SObjectValue): void {
  const { data } = currentFrame().ports;
  for (const [key, field] of self.object.fields) {
    if (field.formula !== null) self.setField(key, data.evaluateFormula(field.formula, self));
  }
}
