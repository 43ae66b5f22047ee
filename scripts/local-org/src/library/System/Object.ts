/** System.Object: what every value has. Source: Apex Developer Guide, Using Custom Types in Map Keys and Sets. */
import { apexHash, apexStrictEquals, stringValue } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';

export const ObjectType = platformType({
  name: 'System.Object',
  kind: 'primitive',
  page: 'langCon_apex_primitives',
  isVirtual: true,
  members: {
    'Boolean equals(Object other)': (self: unknown, other: unknown) => apexStrictEquals(self, other),
    'Integer hashCode()': (self: unknown) => apexHash(self),
    'String toString()': (self: unknown) => stringValue(self),
  },
});
