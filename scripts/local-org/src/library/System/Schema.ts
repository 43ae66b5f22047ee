/** System.Schema. Source: Apex Reference Guide, Schema Class (apex_methods_system_schema). */
import type { ApexList } from '../../runtime/index.ts';
import { currentFrame, throwApex, type EnumValue } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { DescribeSObject } from '../Schema/DescribeSObjectResult.ts';
import { DescribeNameMap } from '../Schema/name-map.ts';
import { sobjectTypeToken, type SObjectTypeToken } from '../Schema/tokens.ts';
import { apexType, newList, required } from '../support.ts';

export const SchemaType = platformType({
  name: 'System.Schema',
  kind: 'class',
  page: 'apex_methods_system_schema',
  members: {
    'static Map<String, Schema.SObjectType> getGlobalDescribe()': globalDescribe,
    'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> sObjectTypes)': describe,
    'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> sObjectTypes, Schema.SObjectDescribeOptions sObjectDescribeOptions)':
      (names: ApexList<string> | null, _options: EnumValue | null) => describe(names),
  },
});

function globalDescribe(): DescribeNameMap<SObjectTypeToken> {
  const { schema } = currentFrame().ports;
  const entries = [...schema.objects].map(([key, object]): [string, SObjectTypeToken] => [
    key,
    sobjectTypeToken(object),
  ]);
  return new DescribeNameMap(
    apexType('Map<String, Schema.SObjectType>'),
    entries,
    (name) => schema.object(name)?.name.toLowerCase() ?? null,
  );
}

function describe(names: ApexList<string> | null): ApexList<DescribeSObject> {
  const { schema } = currentFrame().ports;
  const found = required(names).items.map(
    (name) =>
      schema.object(required(name)) ??
      throwApex('System.InvalidParameterValueException', `Invalid SObject type: ${name}`),
  );
  return newList(
    'Schema.DescribeSObjectResult',
    found.map((object) => new DescribeSObject(object)),
  );
}
