/** Schema.PicklistEntry. Source: Apex Reference Guide, PicklistEntry Class (apex_class_Schema_PicklistEntry). */
import { PlatformObject } from '../../runtime/index.ts';
import type { PicklistValue } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { describeMembers } from '../properties.ts';

export class PicklistEntryResult extends PlatformObject {
  readonly entry: PicklistValue;

  constructor(entry: PicklistValue) {
    super('Schema.PicklistEntry');
    this.entry = entry;
  }

  override apexText(): string {
    const { label, value, active, isDefault } = this.entry;
    return `Schema.PicklistEntry[getLabel=${label};getValue=${value};isActive=${active};isDefaultValue=${isDefault};]`;
  }
}

export const PicklistEntryType = platformType({
  name: 'Schema.PicklistEntry',
  kind: 'class',
  page: 'apex_class_Schema_PicklistEntry',
  members: describeMembers<PicklistEntryResult>({
    'Boolean Active': (self) => self.entry.active,
    'Boolean DefaultValue': (self) => self.entry.isDefault,
    'String Label': (self) => self.entry.label,
    'String Value': (self) => self.entry.value,
  }),
});
