/**
 * Schema.FieldSet and its members. Source: Apex Reference Guide, FieldSet Class (apex_class_Schema_FieldSet).
 * Field sets are not read from metadata yet: an object has none.
 */
import { PlatformObject } from '../../runtime/index.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { newMap } from '../support.ts';

export class FieldSets extends PlatformObject {
  readonly object: ObjectSchema;

  constructor(object: ObjectSchema) {
    super('Schema.SObjectTypeFieldSets');
    this.object = object;
  }
}

export const SObjectTypeFieldSetsType = platformType({
  name: 'Schema.SObjectTypeFieldSets',
  kind: 'class',
  page: 'apex_class_Schema_FieldSet',
  members: { 'Map<String, Schema.FieldSet> getMap()': () => newMap('String', 'Schema.FieldSet') },
});

export const FieldSetType = platformType({
  name: 'Schema.FieldSet',
  kind: 'class',
  page: 'apex_class_Schema_FieldSet',
  unimplemented: [
    'String getDescription()',
    'List<Schema.FieldSetMember> getFields()',
    'String getLabel()',
    'String getName()',
    'String getNameSpace()',
    'Schema.SObjectType getSObjectType()',
  ],
});

export const FieldSetMemberType = platformType({
  name: 'Schema.FieldSetMember',
  kind: 'class',
  page: 'apex_class_Schema_FieldSetMember',
  unimplemented: [
    'Boolean getDbRequired()',
    'String getFieldPath()',
    'String getLabel()',
    'Boolean getRequired()',
    'Schema.DisplayType getType()',
    'Schema.SObjectField getSObjectField()',
  ],
});
