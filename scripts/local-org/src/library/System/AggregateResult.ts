/** System.AggregateResult. Source: Apex Reference Guide and "Working with SOQL Aggregate Functions" of the developer guide. */
import type { AggregateResultValue } from '../../runtime/index.ts';
import { throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';

export const AggregateResultType = platformType({
  name: 'System.AggregateResult',
  kind: 'class',
  page: 'apex_methods_system_sobject',
  nonNull: ['*'],
  members: {
    'Object get(String alias)': (self: AggregateResultValue, alias: string) =>
      self.has(alias) ? self.get(alias) : throwApex('System.SObjectException', `Invalid field ${alias} for AggregateResult`),
  },
});
