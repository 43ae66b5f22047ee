/** Fields and relationships of records in emitted code. */
import type { ObjectSchema } from '../../schema/model.ts';
import type { Type } from '../../types/symbols.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { throwApex, throwNull } from '../exceptions.ts';
import { SObjectValue } from '../sobject.ts';
import { currentFrame } from '../frame.ts';
import { EnumValue } from '../values/enum.ts';

export function newSObject(
  object: ObjectSchema,
  members: [isParent: boolean, name: string, value: unknown][],
): SObjectValue {
  const record = new SObjectValue(object);
  for (const [isParent, name, value] of members) {
    if (isParent) record.setParent(name, value as SObjectValue | null);
    else record.setField(name, value);
  }
  return record;
}

export function sobjectGet(record: SObjectValue | null, field: string): unknown {
  if (record === null) throwNull();
  if (!record.isReadable(field)) unqueried(record, field);
  return record.getField(field);
}

export function sobjectSet<T>(record: SObjectValue | null, field: string, value: T): T {
  if (record === null) throwNull();
  record.assign(field, value);
  return value;
}

/** `contact.Account`: the queried parent; null when the reference is empty. */
export function sobjectParent(record: SObjectValue | null, relationship: string): SObjectValue | null {
  if (record === null) throwNull();
  if (!record.hasParent(relationship) && record.queriedFields !== null && !record.queriedFields.has(relationship)) {
    const field = record.object.parent(relationship);
    throwApex(
      'System.SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${record.object.name}.${field?.relationshipName ?? relationship}`,
    );
  }
  return record.parentOf(relationship);
}

export function sobjectSetParent<T extends SObjectValue | null>(
  record: SObjectValue | null,
  relationship: string,
  value: T,
): T {
  if (record === null) throwNull();
  record.requireWritable();
  record.setParent(relationship, value);
  return value;
}

/** `account.Contacts`: the queried children; an empty list when there are none or they were not queried. */
export function sobjectChildren(record: SObjectValue | null, relationship: string, type: Type): ApexList<SObjectValue> {
  if (record === null) throwNull();
  const found = record.childrenOf(relationship);
  if (found !== null) return found;
  if (record.queriedFields !== null && !record.queriedFields.has(relationship)) {
    throwApex(
      'System.SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${record.object.name}.${relationship}`,
    );
  }
  return new ApexList(type);
}

function unqueried(record: SObjectValue, field: string): never {
  const name = record.object.fields.get(field)?.name ?? field;
  throwApex(
    'System.SObjectException',
    `SObject row was retrieved via SOQL without querying the requested field: ${record.object.name}.${name}`,
  );
}

/** `Trigger.new` and its siblings; null outside of a trigger where the platform gives null. */
export function triggerVariable(name: string, type: Type): unknown {
  const context = currentFrame().triggers.at(-1);
  switch (name) {
    case 'isexecuting':
      return context !== undefined;
    case 'isbefore':
      return context?.timing === 'before';
    case 'isafter':
      return context?.timing === 'after';
    case 'isinsert':
    case 'isupdate':
    case 'isdelete':
    case 'isundelete':
      return context?.operation === name.slice(2);
    case 'size':
      return context === undefined ? 0 : (context.newRecords ?? context.oldRecords ?? []).length;
    case 'new':
      return listOf(context?.newRecords, type);
    case 'old':
      return listOf(context?.oldRecords, type);
    case 'newmap':
      return mapOf(context?.newRecords, type);
    case 'oldmap':
      return mapOf(context?.oldRecords, type);
    case 'operationtype':
      return context === undefined ? null : operationType(context.timing, context.operation, type);
    default:
      throw new Error(`there is no Trigger.${name}`);
  }
}

function listOf(records: readonly SObjectValue[] | null | undefined, type: Type): ApexList<SObjectValue> | null {
  return records === null || records === undefined ? null : new ApexList(type, [...records]);
}

/** Records without an id (before insert) are in no map. */
function mapOf(records: readonly SObjectValue[] | null | undefined, type: Type): ApexMap | null {
  if (records === null || records === undefined || records.some((record) => record.id === null)) return null;
  return new ApexMap(
    type,
    records.map((record) => [record.id, record] as [unknown, unknown]),
  );
}

function operationType(timing: string, operation: string, type: Type): EnumValue {
  return EnumValue.of(type.symbol, `${timing}_${operation}`.toUpperCase());
}
