/** Schema.SObjectField. Source: Apex Reference Guide, SObjectField Class (apex_class_Schema_SObjectField). */
import type { EnumValue } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { DescribeField } from './DescribeFieldResult.ts';
import type { SObjectFieldToken } from './tokens.ts';

export const SObjectFieldType = platformType({
  name: 'Schema.SObjectField',
  kind: 'class',
  page: 'apex_class_Schema_SObjectField',
  members: {
    'Schema.DescribeFieldResult getDescribe()': (self: SObjectFieldToken) => new DescribeField(self.object, self.field),
    'Schema.DescribeFieldResult getDescribe(Object options)': (self: SObjectFieldToken, _options: EnumValue | null) =>
      new DescribeField(self.object, self.field),
    'String toString()': (self: SObjectFieldToken) => self.field.name,
  },
});
