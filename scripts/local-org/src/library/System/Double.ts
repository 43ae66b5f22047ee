/** System.Double. Source: Apex Reference Guide, Double Class (apex_methods_system_double). */
import { currentFrame, stringValue, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';
import { doubleToInteger, doubleToLong, formatNumber, numberOf, parseDouble } from '../numbers.ts';

export const DoubleType = platformType({
  name: 'System.Double',
  kind: 'primitive',
  page: 'apex_methods_system_double',
  nonNull: ['valueOf'],
  members: {
    'static Double valueOf(String stringToDouble)': parseDouble,
    'static Double valueOf(Object fieldValue)': doubleOf,
    'Integer intValue()': doubleToInteger,
    'Long longValue()': doubleToLong,
    'Long round()': (self: number) => doubleToLong(Math.floor(self + 0.5)),
    'String format()': (self: number) => formatNumber(self, currentFrame().user.locale),
    ...fieldErrorMembers,
  },
});

function doubleOf(value: unknown): number {
  if (typeof value === 'string') return parseDouble(value);
  return numberOf(value) ?? throwApex('System.TypeException', `Invalid double: ${stringValue(value)}`);
}
