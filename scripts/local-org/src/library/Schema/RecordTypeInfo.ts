/** Schema.RecordTypeInfo. Source: Apex Reference Guide, RecordTypeInfo Class (apex_class_Schema_RecordTypeInfo). */
import { ApexId, PlatformObject, currentFrame } from '../../runtime/index.ts';
import type { ObjectSchema, RecordTypeSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { describeMembers } from '../properties.ts';

/** The id that the platform gives the master record type of every object. */
const masterId = '012000000000000AAA';

export class RecordTypeResult extends PlatformObject {
  readonly object: ObjectSchema;
  readonly recordType: RecordTypeSchema;

  constructor(object: ObjectSchema, recordType: RecordTypeSchema) {
    super('Schema.RecordTypeInfo');
    this.object = object;
    this.recordType = recordType;
  }

  get developerName(): string {
    return this.recordType.developerName;
  }

  get label(): string {
    return this.recordType.label;
  }

  id(): ApexId | null {
    if (this.recordType.isMaster) return ApexId.of(masterId);
    return currentFrame().ports.data.recordTypeId(this.object, this.recordType.developerName);
  }
}

export function masterRecordType(object: ObjectSchema): RecordTypeResult {
  const isDefault = !object.recordTypes.some((recordType) => recordType.isDefault);
  return new RecordTypeResult(object, {
    developerName: 'Master',
    label: 'Master',
    active: true,
    isDefault,
    isMaster: true,
  });
}

export const RecordTypeInfoType = platformType({
  name: 'Schema.RecordTypeInfo',
  kind: 'class',
  page: 'apex_class_Schema_RecordTypeInfo',
  members: describeMembers<RecordTypeResult>({
    'Boolean Active': (self) => self.recordType.active,
    'Boolean Available': (self) => self.recordType.active,
    'Boolean DefaultRecordTypeMapping': (self) => self.recordType.isDefault,
    'String DeveloperName': (self) => self.recordType.developerName,
    'Boolean Master': (self) => self.recordType.isMaster,
    'String Name': (self) => self.recordType.label,
    'Id RecordTypeId': (self) => self.id(),
  }),
});
