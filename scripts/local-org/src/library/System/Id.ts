/** System.Id. Source: Apex Reference Guide, Id Class (apex_methods_system_id). */
import { ApexId, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';
import { objectOfId, sobjectTypeToken } from '../Schema/tokens.ts';

export const IdType = platformType({
  name: 'System.Id',
  kind: 'primitive',
  page: 'apex_methods_system_id',
  nonNull: ['valueOf'],
  members: {
    'static Id valueOf(String toId)': (text: string) => ApexId.of(text),
    'static Id valueOf(String str, Boolean restoreCasing)': (text: string, _restoreCasing: boolean) => ApexId.of(text),
    'Schema.SObjectType getSObjectType()': sobjectTypeOf,
    'String to15()': (self: ApexId) => self.to15(),
    ...fieldErrorMembers,
  },
});

function sobjectTypeOf(self: ApexId): unknown {
  const object = objectOfId(self);
  if (object === null) return throwApex('System.SObjectException', `Cannot locate Apex Type for ID: ${self.value}`);
  return sobjectTypeToken(object);
}
