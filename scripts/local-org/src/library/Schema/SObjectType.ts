/** Schema.SObjectType. Source: Apex Reference Guide, SObjectType Class (apex_class_Schema_SObjectType). */
import type { ApexId, EnumValue } from '../../runtime/index.ts';
import { SObjectValue, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { ofRecordType } from './new-record.ts';
import { DescribeSObject } from './DescribeSObjectResult.ts';
import type { SObjectTypeToken } from './tokens.ts';

export const SObjectTypeType = platformType({
  name: 'Schema.SObjectType',
  kind: 'class',
  page: 'apex_class_Schema_SObjectType',
  members: {
    'Schema.DescribeSObjectResult getDescribe()': (self: SObjectTypeToken) => new DescribeSObject(self.object),
    'Schema.DescribeSObjectResult getDescribe(Schema.SObjectDescribeOptions options)': (
      self: SObjectTypeToken,
      _options: EnumValue | null,
    ) => new DescribeSObject(self.object),
    'SObject newSObject()': (self: SObjectTypeToken) => new SObjectValue(self.object),
    'SObject newSObject(Id id)': newWithId,
    'SObject newSObject(Id recordTypeId, Boolean loadDefaults)': (
      self: SObjectTypeToken,
      recordTypeId: ApexId | null,
      loadDefaults: boolean | null,
    ) => ofRecordType(self.object, recordTypeId, loadDefaults === true),
    'String toString()': (self: SObjectTypeToken) => self.object.name,
  },
});

function newWithId(self: SObjectTypeToken, id: ApexId | null): SObjectValue {
  const record = new SObjectValue(self.object);
  if (id === null) return record;
  if (id.keyPrefix() !== self.object.keyPrefix)
    throwApex('System.SObjectException', `Invalid id value for this SObject type: ${id.value}`);
  record.id = id;
  return record;
}
