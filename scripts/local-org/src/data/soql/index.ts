/** Way in to the query engine: SOQL and SOSL over the record tables. */
import type { AggregateResultValue, SObjectValue } from '../../runtime/sobject.ts';
import { notImplemented } from '../../runtime/exceptions.ts';
import { currentFrame } from '../../runtime/frame.ts';
import type { DataPort, QueryOptions } from '../../runtime/ports.ts';
import type { OrgSchema } from '../../schema/model.ts';
import { bindsOf, type BindValue } from '../../syntax/soql-binds.ts';
import type { SoqlQuery } from '../../syntax/soql-ast.ts';
import type { RecordStore } from '../record-store.ts';
import { checkReadable, type Mention, type QueryAccess } from './access.ts';
import { AggregateQuery, CountQuery, isAggregate, isCount } from './aggregate-query.ts';
import type { CurrencyHook, Engine, FilesHook, FormulaHook } from './engine.ts';
import { throwQuery, throwUnsupportedObject } from './errors.ts';
import { isUnfiltered, linkRestriction } from './file-links.ts';
import { registerFunctions } from './functions.ts';
import { boundValues, effectiveOptions, QueryTexts } from './parse.ts';
import { RecordQuery } from './record-query.ts';
import { Run } from './run.ts';
import { search } from './search.ts';
import { QueryScope } from './statement.ts';

export type { QueryAccess, SqlCondition } from './access.ts';
export type { FilesHook, FormulaHook } from './engine.ts';
export { fixedSearchResults } from './search.ts';

export interface QueriesOptions {
  readonly store: RecordStore;
  readonly schema: OrgSchema;
  readonly access: QueryAccess;
  /** Without it, formula fields in a query are not implemented. */
  readonly formula?: FormulaHook;
  /** Without it, BASE64 fields in a query are not implemented. */
  readonly files?: FilesHook;
  /** Without it, the org has one currency. */
  readonly currencies?: CurrencyHook;
}

/** The part of the data port that reads. */
export type Queries = Pick<DataPort, 'query' | 'count' | 'parse' | 'search'>;

export function createQueries(options: QueriesOptions): Queries {
  const { store, schema, access, formula = null, files = null, currencies = null } = options;
  registerFunctions(store.database);
  const planner = new Planner({ store, schema, access, formula, files, currencies });
  const texts = new QueryTexts();
  return {
    query: (query, binds, given) => planner.query(query, binds, effectiveOptions(query, given)),
    count: (query, binds, given) => planner.count(query, binds, effectiveOptions(query, given)),
    parse(text, lookup, given) {
      const query = texts.tree(text);
      planner.plan(query, effectiveOptions(query, given), isCount(query));
      return { query, binds: boundValues(query, lookup) };
    },
    search: (query, binds, given) => search(planner.engine, query, binds, given),
  };
}

interface Plan {
  readonly body: RecordQuery | AggregateQuery | CountQuery;
  readonly mentions: readonly Mention[];
  readonly binds: ReadonlyMap<BindValue, number>;
  readonly isMetadata: boolean;
  /** Of links of files, without saying of which. */
  readonly isUnfiltered: boolean;
}

/** Plans queries, each syntax tree once per namespace and choice of rows. */
class Planner {
  readonly engine: Engine;
  readonly #plans = new WeakMap<SoqlQuery, Map<string, Plan>>();

  constructor(engine: Engine) {
    this.engine = engine;
  }

  query(query: SoqlQuery, binds: readonly unknown[], options: QueryOptions): (SObjectValue | AggregateResultValue)[] {
    if (isCount(query))
      throwQuery('SELECT COUNT() gives a number: use Database.countQuery, or assign it to an Integer');
    const plan = this.plan(query, options, false);
    const run = this.#start(plan, binds, options);
    return plan.body instanceof CountQuery ? [] : plan.body.run(run);
  }

  count(query: SoqlQuery, binds: readonly unknown[], options: QueryOptions): number {
    const plan = this.plan(query, options, true);
    const run = this.#start(plan, binds, options);
    return plan.body instanceof CountQuery ? plan.body.run(run) : 0;
  }

  /** @throws System.QueryException for unknown objects and fields, and for what cannot be combined */
  plan(query: SoqlQuery, options: QueryOptions, isCounted: boolean): Plan {
    const dependsOnUser =
      options.access === 'user' && query.select.some((item) => item.kind === 'function' && item.name === 'FIELDS');
    if (dependsOnUser) return this.#make(query, options, isCounted);
    const key = `${isCounted ? 'count' : 'rows'} ${options.allRows === true ? 'all' : 'living'} ${options.namespace ?? ''}`;
    const plans = this.#plans.get(query) ?? new Map<string, Plan>();
    this.#plans.set(query, plans);
    const known = plans.get(key);
    if (known !== undefined) return known;
    const plan = this.#make(query, options, isCounted);
    plans.set(key, plan);
    return plan;
  }

  #make(query: SoqlQuery, options: QueryOptions, isCounted: boolean): Plan {
    if (query.from.more.length > 0) notImplemented('several objects in FROM');
    if (query.withMode === 'security_enforced') notImplemented('WITH SECURITY_ENFORCED');
    const object = this.engine.schema.object(query.from.name, options.namespace);
    if (object === undefined) throwUnsupportedObject(query.from.name);
    if (!object.queryable) throwQuery(`entity type ${object.name} does not support query`);
    const scope = new QueryScope(this.engine, options.namespace, options.allRows === true, options.access === 'user');
    const body = isCounted
      ? new CountQuery(query, object, scope)
      : isAggregate(query)
        ? new AggregateQuery(query, object, scope)
        : RecordQuery.of(query, object, scope);
    const binds = new Map(bindsOf(query).map((bind, index) => [bind, index]));
    return {
      body,
      mentions: scope.mentions(),
      binds,
      isMetadata: object.kind === 'metadata',
      isUnfiltered: isUnfiltered(query, object),
    };
  }

  #start(plan: Plan, binds: readonly unknown[], options: QueryOptions): Run {
    // Queries of custom metadata are free. Source: Execution Governors and Limits.
    if (!plan.isMetadata) currentFrame().limits.consume('queries', 1);
    if (plan.isUnfiltered && this.engine.access.queriesAllFiles?.() !== true) throwQuery(linkRestriction);
    if (options.access === 'user') checkReadable(plan.mentions, this.engine.access);
    return new Run(this.engine, options, binds, plan.binds);
  }
}
