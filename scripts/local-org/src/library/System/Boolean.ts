/** System.Boolean. Source: Apex Reference Guide, Boolean Class (apex_methods_system_boolean). */
import { stringValue, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';

export const BooleanType = platformType({
  name: 'System.Boolean',
  kind: 'primitive',
  page: 'apex_methods_system_boolean',
  nonNull: ['valueOf'],
  members: {
    'static Boolean valueOf(String stringToBoolean)': (text: string) => text.toLowerCase() === 'true',
    'static Boolean valueOf(Object fieldValue)': booleanOf,
    ...fieldErrorMembers,
  },
});

function booleanOf(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  return throwApex('System.TypeException', `Invalid boolean: ${stringValue(value)}`);
}
