/** `describe.fields`: the map of an object's fields. Source: Apex Reference Guide, Schema.SObjectTypeFields (fields.getMap()). */
import type { ApexMap } from '../../runtime/index.ts';
import { PlatformObject } from '../../runtime/index.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { apexType } from '../support.ts';
import { sobjectFieldToken, type SObjectFieldToken } from './tokens.ts';
import { DescribeNameMap } from './name-map.ts';

export class SObjectFields extends PlatformObject {
  readonly object: ObjectSchema;

  constructor(object: ObjectSchema) {
    super('Schema.SObjectTypeFields');
    this.object = object;
  }

  /** Keys are lower-case API names; looking up ignores case, and knows names without the object's namespace too. */
  map(): ApexMap<string, SObjectFieldToken> {
    const entries: [string, SObjectFieldToken][] = [];
    for (const [key, field] of this.object.fields) entries.push([key, sobjectFieldToken(this.object, field)]);
    const resolve = (name: string): string | null => this.object.field(name)?.name.toLowerCase() ?? null;
    return new DescribeNameMap(apexType('Map<String, Schema.SObjectField>'), entries, resolve);
  }
}

export const SObjectTypeFieldsType = platformType({
  name: 'Schema.SObjectTypeFields',
  kind: 'class',
  page: 'apex_methods_system_sobject_describe',
  members: { 'Map<String, Schema.SObjectField> getMap()': (self: SObjectFields) => self.map() },
});
