/** System.Long. Source: Apex Reference Guide, Long Class (apex_methods_system_long). */
import { currentFrame } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';
import { formatNumber, parseWhole } from '../numbers.ts';

export const LongType = platformType({
  name: 'System.Long',
  kind: 'primitive',
  page: 'apex_methods_system_long',
  nonNull: ['valueOf'],
  members: {
    'static Long valueOf(String stringToLong)': (text: string) => parseWhole(text, 'long'),
    'Integer intValue()': (self: bigint) => Number(BigInt.asIntN(32, self)),
    'String format()': (self: bigint) => formatNumber(self, currentFrame().user.locale),
    ...fieldErrorMembers,
  },
});
