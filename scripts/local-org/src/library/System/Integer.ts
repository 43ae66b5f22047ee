/** System.Integer. Source: Apex Reference Guide, Integer Class (apex_methods_system_integer). */
import { ApexId, Decimal, DoubleBox, currentFrame, stringValue, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';
import { decimalToInteger, doubleToInteger, formatNumber, parseWhole } from '../numbers.ts';

export const IntegerType = platformType({
  name: 'System.Integer',
  kind: 'primitive',
  page: 'apex_methods_system_integer',
  nonNull: ['valueOf'],
  members: {
    'static Integer valueOf(String stringToInteger)': (text: string) => Number(parseWhole(text, 'integer')),
    'static Integer valueOf(Object fieldValue)': integerOf,
    'String format()': (self: number) => formatNumber(self, currentFrame().user.locale),
    ...fieldErrorMembers,
  },
});

/** Numbers are cut to whole ones; texts and ids are read; nothing else converts. */
function integerOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value));
  if (value instanceof Decimal) return decimalToInteger(value);
  if (value instanceof DoubleBox) return doubleToInteger(value.value);
  if (typeof value === 'string') return Number(parseWhole(value, 'integer'));
  if (value instanceof ApexId) return Number(parseWhole(value.value, 'integer'));
  return throwApex('System.TypeException', `Invalid integer: ${stringValue(value)}`);
}
