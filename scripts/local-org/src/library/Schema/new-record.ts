/** Records that begin with the defaults of their fields. Source: Apex Reference Guide, SObjectType.newSObject. */
import { randomUUID } from 'node:crypto';
import type { ApexId } from '../../runtime/index.ts';
import { SObjectValue, currentFrame } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema, RecordTypeSchema } from '../../schema/model.ts';

/** A record with every default that needs no record to compute: picklists' default values, and default formulas. */
export function withDefaults(object: ObjectSchema): SObjectValue {
  const record = new SObjectValue(object);
  for (const [name, field] of object.fields) {
    const value = defaultOf(field, object);
    if (value !== null) record.setField(name, value);
  }
  // An event made this way knows its identity before it is published.
  if (object.kind === 'event') record.setField('eventuuid', randomUUID());
  return record;
}

export function defaultOf(field: FieldSchema, object: ObjectSchema): unknown {
  const chosen = field.picklist.find((entry) => entry.isDefault && entry.active);
  if (chosen !== undefined) return chosen.value;
  if (field.defaultFormula === null) return null;
  return currentFrame().ports.data.evaluateFormula(field.defaultFormula, new SObjectValue(object));
}

/** A record of a record type, the user's default one for null: with it, and with the default values that it has. */
export function ofRecordType(object: ObjectSchema, id: ApexId | null, loadDefaults: boolean): SObjectValue {
  const record = loadDefaults ? withDefaults(object) : new SObjectValue(object);
  const { data } = currentFrame().ports;
  const { defaultName } = data.recordTypeRights(object);
  const chosen = object.recordTypes.find(({ developerName }) =>
    id === null ? developerName === defaultName : data.recordTypeId(object, developerName)?.value === id.value,
  );
  const given = id ?? (chosen === undefined ? null : data.recordTypeId(object, chosen.developerName));
  if (given !== null) record.setField('recordtypeid', given);
  if (chosen !== undefined && loadDefaults) setPicklistDefaults(record, chosen);
  return record;
}

function setPicklistDefaults(record: SObjectValue, { picklists }: RecordTypeSchema): void {
  for (const [key, values] of picklists) {
    const [chosen] = [...values].find(([, isDefault]) => isDefault) ?? [];
    record.setField(key, chosen ?? null);
  }
}
