/**
 * Schema.DescribeSObjectResult with what it leads to. Source: Apex Reference Guide, DescribeSObjectResult Class
 * (apex_methods_system_sobject_describe). Rights are those of the running user.
 */
import { PlatformObject, currentFrame, notImplemented, type ObjectAccess } from '../../runtime/index.ts';
import type { ObjectSchema, RecordTypeSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { describeMembers } from '../properties.ts';
import { newList, newMap } from '../support.ts';
import { enumConstant } from '../enum-members.ts';
import { ChildRelationshipResult } from './ChildRelationship.ts';
import { RecordTypeResult, masterRecordType } from './RecordTypeInfo.ts';
import { SObjectFields } from './SObjectTypeFields.ts';
import { FieldSets } from './FieldSet.ts';
import { sobjectTypeToken } from './tokens.ts';

export class DescribeSObject extends PlatformObject {
  readonly object: ObjectSchema;

  constructor(object: ObjectSchema) {
    super('Schema.DescribeSObjectResult');
    this.object = object;
  }

  access(): ObjectAccess {
    return currentFrame().ports.data.objectAccess(this.object);
  }

  recordTypes(): RecordTypeResult[] {
    const declared = this.object.recordTypes.map(
      (recordType: RecordTypeSchema) => new RecordTypeResult(this.object, recordType),
    );
    return this.object.recordTypes.some((recordType) => recordType.isMaster)
      ? declared
      : [...declared, masterRecordType(this.object)];
  }

  override apexText(): string {
    return `Schema.DescribeSObjectResult[getName=${this.object.name}]`;
  }
}

type Self = DescribeSObject;

export const DescribeSObjectResultType = platformType({
  name: 'Schema.DescribeSObjectResult',
  kind: 'class',
  page: 'apex_methods_system_sobject_describe',
  members: {
    ...describeMembers<Self>({
      'Boolean Accessible': (self) => self.access().read,
      'Boolean Createable': (self) => self.object.createable && self.access().create,
      'Boolean Updateable': (self) => self.object.updateable && self.access().edit,
      'Boolean Deletable': (self) => self.object.deletable && self.access().delete,
      'Boolean Undeletable': (self) => self.object.deletable && self.access().delete,
      'Boolean Queryable': (self) => self.object.queryable && self.access().read,
      'Boolean Custom': (self) => self.object.custom,
      'Boolean CustomSetting': (self) => self.object.kind === 'setting',
      'Boolean DeprecatedAndHidden': () => false,
      'Boolean FeedEnabled': () => false,
      'Boolean Mergeable': (self) => ['Account', 'Contact', 'Lead', 'Case'].includes(self.object.name),
      'Boolean MruEnabled': (self) => self.object.kind === 'standard' || self.object.kind === 'custom',
      'Boolean Searchable': (self) => self.object.kind === 'standard' || self.object.kind === 'custom',
      'List<Schema.ChildRelationship> ChildRelationships': (self) =>
        newList(
          'Schema.ChildRelationship',
          self.object.childRelationships.map((child) => new ChildRelationshipResult(child)),
        ),
      'Schema.SObjectTypeFields Fields': (self) => new SObjectFields(self.object),
      'Schema.SObjectTypeFieldSets FieldSets': (self) => new FieldSets(self.object),
      'String KeyPrefix': (self) => self.object.keyPrefix || null,
      'String Label': (self) => self.object.label,
      'String LabelPlural': (self) => self.object.pluralLabel,
      'String LocalName': (self) => self.object.localName,
      'String Name': (self) => self.object.name,
      'List<Schema.RecordTypeInfo> RecordTypeInfos': (self) => newList('Schema.RecordTypeInfo', self.recordTypes()),
      'Map<String, Schema.RecordTypeInfo> RecordTypeInfosByDeveloperName': (self) =>
        newMap(
          'String',
          'Schema.RecordTypeInfo',
          self.recordTypes().map((info) => [info.developerName, info]),
        ),
      'Map<Id, Schema.RecordTypeInfo> RecordTypeInfosById': (self) =>
        newMap(
          'Id',
          'Schema.RecordTypeInfo',
          self.recordTypes().map((info) => [info.id(), info]),
        ),
      'Map<String, Schema.RecordTypeInfo> RecordTypeInfosByName': (self) =>
        newMap(
          'String',
          'Schema.RecordTypeInfo',
          self.recordTypes().map((info) => [info.label, info]),
        ),
      'Schema.SObjectDescribeOptions SObjectDescribeOption': () =>
        enumConstant('Schema.SObjectDescribeOptions', 'FULL'),
      'Schema.SObjectType SObjectType': (self) => sobjectTypeToken(self.object),
      'Boolean DataTranslationEnabled': () => false,
      'Boolean HasSubtypes': () => false,
    }),
    'Boolean getHasSubtypes()': () => false,
    'String getAssociateEntityType()': (self: Self) => associate(self.object)?.[0] ?? null,
    'String getAssociateParentEntity()': (self: Self) => associate(self.object)?.[1] ?? null,
    'String getImplementedBy()': () => notImplemented('Schema.DescribeSObjectResult.getImplementedBy'),
  },
});

const associates = { share: 'Share', history: 'History', feed: 'Feed' } as const;

/** Kind and parent of an object that belongs to another one: `AccountShare` → Share, Account. */
function associate(object: ObjectSchema): [string, string] | null {
  if (object.kind !== 'share' && object.kind !== 'history' && object.kind !== 'feed') return null;
  const suffix = associates[object.kind];
  const parent = object.name.endsWith(`__${suffix}`)
    ? object.name.replace(new RegExp(`__${suffix}$`), '__c')
    : object.name.slice(0, -suffix.length);
  return [suffix, parent];
}
