/** AggregateResult: a row of a query with aggregates. Source: Apex Developer Guide, "Working with SOQL Aggregate Functions". */
import type { AggregateResultValue } from '../../runtime/index.ts';
import { ApexMap, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { apexType, required } from '../support.ts';

export const AggregateResultType = platformType({
  name: 'System.AggregateResult',
  kind: 'class',
  page: 'langCon_apex_SOQL_agg_fns',
  extends: 'System.SObject',
  members: {
    'Object get(String fieldName)': aggregateGet,
    'Map<String, Object> getPopulatedFieldsAsMap()': aggregateMap,
  },
});

/** @throws System.SObjectException for an alias that the query does not have */
export function aggregateGet(self: AggregateResultValue, alias: string | null): unknown {
  const name = required(alias);
  return self.has(name)
    ? self.get(name)
    : throwApex('System.SObjectException', `Invalid field ${name} for AggregateResult`);
}

export function aggregateMap(self: AggregateResultValue): ApexMap<string, unknown> {
  return new ApexMap<string, unknown>(apexType('Map<String, Object>'), self.entries());
}
