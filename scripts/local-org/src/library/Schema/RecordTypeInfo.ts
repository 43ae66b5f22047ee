/** Schema.RecordTypeInfo. Source: Apex Reference Guide, RecordTypeInfo Class (apex_class_Schema_RecordTypeInfo). */
import { ApexId, PlatformObject, currentFrame } from '../../runtime/index.ts';
import type { ObjectSchema, RecordTypeSchema } from '../../schema/model.ts';
import { masterRecordTypeId } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { describeMembers } from '../properties.ts';

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

  /** Who has no record type of the object has the master. */
  isAvailable(): boolean {
    const { available } = currentFrame().ports.data.recordTypeRights(this.object);
    return this.recordType.isMaster ? available.size === 0 : available.has(this.developerName);
  }

  isDefault(): boolean {
    const { defaultName } = currentFrame().ports.data.recordTypeRights(this.object);
    return this.recordType.isMaster ? defaultName === null : defaultName === this.developerName;
  }

  id(): ApexId | null {
    if (this.recordType.isMaster) return ApexId.of(masterRecordTypeId);
    return currentFrame().ports.data.recordTypeId(this.object, this.recordType.developerName);
  }
}

export function masterRecordType(object: ObjectSchema): RecordTypeResult {
  return new RecordTypeResult(object, {
    developerName: 'Master',
    label: 'Master',
    active: true,
    isMaster: true,
    picklists: new Map(),
  });
}

export const RecordTypeInfoType = platformType({
  name: 'Schema.RecordTypeInfo',
  kind: 'class',
  page: 'apex_class_Schema_RecordTypeInfo',
  members: describeMembers<RecordTypeResult>({
    'Boolean Active': (self) => self.recordType.active,
    'Boolean Available': (self) => self.isAvailable(),
    'Boolean DefaultRecordTypeMapping': (self) => self.isDefault(),
    'String DeveloperName': (self) => self.recordType.developerName,
    'Boolean Master': (self) => self.recordType.isMaster,
    'String Name': (self) => self.recordType.label,
    'Id RecordTypeId': (self) => self.id(),
  }),
});
