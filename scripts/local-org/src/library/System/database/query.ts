/** Dynamic SOQL of System.Database. Source: Apex Developer Guide, "Dynamic SOQL"; Apex Reference Guide, Database Class. */
import type { ApexMap, SObjectValue } from '../../../runtime/index.ts';
import {
  AggregateResultValue,
  ApexList,
  DeferredQuery,
  currentFrame,
  sobjectType,
  type QueryOptions,
} from '../../../runtime/index.ts';
import type { SoqlQuery } from '../../../syntax/soql-ast.ts';
import type { Type } from '../../../types/symbols.ts';
import { accessModeOf, dataOptions, type AccessLevelObject } from '../../access.ts';
import { QueryLocatorObject } from '../../Database/QueryLocator.ts';
import type { MemberImplementation } from '../../declare.ts';
import { apexType, listTypeOf, required } from '../../support.ts';
import { bindFromMap, bindFromScope, type BindLookup } from './binds.ts';

type Level = AccessLevelObject | null;
type Binds = ApexMap<string, unknown> | null;

export const queryMembers: Record<string, MemberImplementation> = {
  'static List<SObject> query(String queryString)': (text: string | null) => query(text, bindFromScope()),
  'static List<SObject> query(String queryString, System.AccessLevel accessLevel)': (
    text: string | null,
    level: Level,
  ) => query(text, bindFromScope(), level),
  'static List<SObject> queryWithBinds(String queryString, Map<String, Object> bindMap, System.AccessLevel accessLevel)':
    (text: string | null, binds: Binds, level: Level) => query(text, bindFromMap(required(binds)), level),
  'static Integer countQuery(String query)': (text: string | null) => count(text, bindFromScope()),
  'static Integer countQuery(String query, System.AccessLevel accessLevel)': (text: string | null, level: Level) =>
    count(text, bindFromScope(), level),
  'static Integer countQueryWithBinds(String query, Map<String, Object> bindMap, System.AccessLevel accessLevel)': (
    text: string | null,
    binds: Binds,
    level: Level,
  ) => count(text, bindFromMap(required(binds)), level),
  'static Database.QueryLocator getQueryLocator(List<SObject> query)': (deferred: DeferredQuery) =>
    new QueryLocatorObject(null, deferred),
  'static Database.QueryLocator getQueryLocator(List<SObject> query, System.AccessLevel accessLevel)': (
    { query, binds, options, type }: DeferredQuery,
    level: Level,
  ) =>
    new QueryLocatorObject(
      null,
      new DeferredQuery(
        query,
        binds,
        { ...options, access: query.withMode === null ? accessModeOf(level) : options.access },
        type,
      ),
    ),
  'static Database.QueryLocator getQueryLocator(String query)': (text: string | null) => locator(text, bindFromScope()),
  'static Database.QueryLocator getQueryLocator(String query, System.AccessLevel accessLevel)': (
    text: string | null,
    level: Level,
  ) => locator(text, bindFromScope(), level),
  'static Database.QueryLocator getQueryLocatorWithBinds(String query, Map<String, Object> bindMap, System.AccessLevel accessLevel)':
    (text: string | null, binds: Binds, level: Level) => locator(text, bindFromMap(required(binds)), level),
};

interface Prepared {
  readonly query: SoqlQuery;
  readonly binds: readonly unknown[];
  readonly options: QueryOptions;
}

function prepare(text: string | null, lookup: BindLookup, level?: Level): Prepared {
  const options = dataOptions(accessModeOf(level));
  const { query, binds } = currentFrame().ports.data.parse(required(text), lookup, options);
  // A mode that the query itself declares wins over the caller's default; both at once is refused by the platform too.
  const access = query.withMode === 'user' || query.withMode === 'system' ? query.withMode : options.access;
  return { query, binds, options: { ...options, access, allRows: query.allRows } };
}

function query(text: string | null, lookup: BindLookup, level?: Level): ApexList {
  return run(prepare(text, lookup, level));
}

function run({ query, binds, options }: Prepared): ApexList {
  const rows = currentFrame().ports.data.query(query, binds, options);
  return new ApexList(resultType(query, rows), rows);
}

/** The list is one of the queried object, as its casts expect. */
function resultType(query: SoqlQuery, rows: readonly (SObjectValue | AggregateResultValue)[]): Type {
  const [first] = rows;
  if (first instanceof AggregateResultValue) return apexType('List<AggregateResult>');
  const { schema, org } = currentFrame().ports;
  const object = first?.object ?? schema.object(query.from.name, org.namespace);
  return object === undefined ? apexType('List<SObject>') : listTypeOf(sobjectType(object.name));
}

function count(text: string | null, lookup: BindLookup, level?: Level): number {
  const { query, binds, options } = prepare(text, lookup, level);
  return currentFrame().ports.data.count(query, binds, options);
}

/** The rows are read when the locator is walked; binds have their values of now. */
function locator(text: string | null, lookup: BindLookup, level?: Level): QueryLocatorObject {
  const { query, binds, options } = prepare(text, lookup, level);
  return new QueryLocatorObject(text, new DeferredQuery(query, binds, options, resultType(query, [])));
}
