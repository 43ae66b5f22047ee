/**
 * System.OrgLimits and OrgLimit. Source: Apex Reference Guide (apex_class_System_OrgLimits, apex_class_System_OrgLimit).
 * Only limits whose use is known here are among them; the platform has more.
 */
import { PlatformObject } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { requiredPort } from '../optional-ports.ts';
import { newList, newMap } from '../support.ts';

class OrgLimitObject extends PlatformObject {
  readonly limitName: string;
  readonly maximum: number;
  readonly value: number;

  constructor(limitName: string, maximum: number, value: number) {
    super('System.OrgLimit');
    this.limitName = limitName;
    this.maximum = maximum;
    this.value = value;
  }

  override apexText(): string {
    return `OrgLimit[${this.limitName}: ${this.value}/${this.maximum}]`;
  }
}

export const OrgLimitType = platformType({
  name: 'System.OrgLimit',
  kind: 'class',
  page: 'apex_class_System_OrgLimit',
  members: {
    'Integer getLimit()': (self: OrgLimitObject) => self.maximum,
    'String getName()': (self: OrgLimitObject) => self.limitName,
    'Integer getValue()': (self: OrgLimitObject) => self.value,
    'String toString()': (self: OrgLimitObject) => self.apexText(),
  },
});

export const OrgLimitsType = platformType({
  name: 'System.OrgLimits',
  kind: 'class',
  page: 'apex_class_System_OrgLimits',
  members: {
    'static List<System.OrgLimit> getAll()': () => newList('System.OrgLimit', limits('getAll')),
    'static Map<String, System.OrgLimit> getMap()': () =>
      newMap(
        'String',
        'System.OrgLimit',
        limits('getMap').map((limit): [string, OrgLimitObject] => [limit.limitName, limit]),
      ),
  },
});

function limits(method: string): OrgLimitObject[] {
  const { data, files, maximum } = requiredPort('data', 'storage', `System.OrgLimits.${method}`)();
  return [new OrgLimitObject('DataStorageMB', maximum, data), new OrgLimitObject('FileStorageMB', maximum, files)];
}
