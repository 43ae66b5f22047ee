/** Records that begin with the defaults of their fields. Source: Apex Reference Guide, SObjectType.newSObject. */
import { randomUUID } from 'node:crypto';
import type { ApexId } from '../../runtime/index.ts';
import { SObjectValue, currentFrame } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';

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

export function setRecordTypeDefault(record: SObjectValue, recordTypeId: ApexId | null): SObjectValue {
  if (recordTypeId !== null) record.setField('recordtypeid', recordTypeId);
  return record;
}
