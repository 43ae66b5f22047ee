/** SOSL: FIND over the text fields of objects. Source: SOQL and SOSL Reference, "SOSL Syntax". */
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import { currentFrame } from '../../runtime/frame.ts';
import type { QueryOptions } from '../../runtime/ports.ts';
import type { SObjectValue } from '../../runtime/sobject.ts';
import { bindsOf } from '../../syntax/soql-binds.ts';
import type { SoqlQuery, SoqlValue, SoslQuery } from '../../syntax/soql-ast.ts';
import { checkReadable } from './access.ts';
import { jsonList } from './coerce.ts';
import type { Engine } from './engine.ts';
import { throwQuery, throwUnsupportedObject } from './errors.ts';
import { kindOf } from './kinds.ts';
import { RecordQuery } from './record-query.ts';
import { Run } from './run.ts';
import { searchTerms, type Term } from './search-terms.ts';
import type { Source } from './source.ts';
import { join, Param, sql, type Sql } from './sql.ts';
import { QueryScope } from './statement.ts';
import { amountOf } from './values.ts';

/** Rows that one search gives at most. */
const maximumRows = 2000;

/**
 * Ids that Test.setFixedSearchResults gave (`readonly string[]` on the frame's attachments): in tests a search finds these
 * only, and nothing without them. Source: Apex Developer Guide, "Adding SOSL Queries to Unit Tests".
 */
export const fixedSearchResults: unique symbol = Symbol('fixed search results');

export function search(
  engine: Engine,
  query: SoslQuery,
  binds: readonly unknown[],
  options: QueryOptions,
): SObjectValue[][] {
  currentFrame().limits.consume('soslQueries', 1);
  const access = query.withMode ?? options.access;
  const list = bindsOf(query);
  const run = new Run(engine, { ...options, access }, binds, new Map(list.map((bind, index) => [bind, index])));
  const found: SObjectValue[][] = [];
  let rest = query.limit === null ? maximumRows : Math.min(maximumRows, amountOf(query.limit, 'LIMIT', run));
  for (const part of query.returning) {
    const records = searchObject(query, part, run, rest);
    rest -= records.length;
    found.push(records);
  }
  return found;
}

type Returning = SoslQuery['returning'][number];

function searchObject(query: SoslQuery, part: Returning, run: Run, rest: number): SObjectValue[] {
  const { engine, options } = run;
  const object = engine.schema.object(part.object, options.namespace);
  if (object === undefined) throwUnsupportedObject(part.object);
  const scope = new QueryScope(engine, options.namespace, false, options.access === 'user');
  const planned = RecordQuery.of(asQuery(query, part, run, rest), object, scope, (source) =>
    conditions(query, run, source),
  );
  if (options.access === 'user') checkReadable(scope.mentions(), engine.access);
  return planned.run(run);
}

/** RETURNING as a query of its own. */
function asQuery(query: SoslQuery, part: Returning, run: Run, rest: number): SoqlQuery {
  const own = part.limit === null ? rest : Math.min(rest, amountOf(part.limit, 'LIMIT', run));
  const fields = part.fields.length === 0 ? [['Id']] : part.fields;
  const { position } = query;
  return {
    kind: 'soql',
    select: fields.map((path) => ({ kind: 'field', path, alias: null, position })),
    from: { name: part.object, alias: null, more: [], position },
    scope: null,
    where: part.where,
    withMode: null,
    groupBy: null,
    having: null,
    orderBy: part.orderBy,
    limit: { kind: 'number', text: String(own), currency: null },
    offset: null,
    allRows: false,
    forClause: null,
    position,
  };
}

function conditions(query: SoslQuery, run: Run, source: Source): Sql[] {
  if (currentFrame().isTest) return [amongFixedResults(source)];
  const columns = [...source.object.fields.values()]
    .filter((field) => isSearched(field, source.object, query.group) && source.statement.engine.store.isStored(field))
    .map((field) => `${source.alias}.${source.statement.engine.store.column(field)}`);
  const alternatives = searchTerms(findText(query.search, run)).map((terms) =>
    join(
      terms.map((term) => termSql(term, columns)),
      ' AND ',
    ),
  );
  return [alternatives.length === 0 ? sql`0` : sql`(${join(alternatives, ' OR ')})`];
}

function amongFixedResults(source: Source): Sql {
  const ids = (currentFrame().attachments.get(fixedSearchResults) as readonly string[] | undefined) ?? [];
  return sql`${source.id()} IN (SELECT value FROM json_each(${new Param(() => jsonList(ids))}))`;
}

function findText(value: SoqlValue, run: Run): string {
  const text = value.kind === 'string' ? value.value : value.kind === 'bind' ? run.bind(value) : null;
  if (typeof text !== 'string') throwQuery('FIND needs a String');
  return text;
}

/** Whether any of the fields has the term. */
function termSql(term: Term, columns: readonly string[]): Sql {
  const tests = columns.map((column) => sql`soql_words(${column}) LIKE ${new Param(() => term.pattern)} ESCAPE '\\'`);
  const any = tests.length === 0 ? sql`0` : sql`(${join(tests, ' OR ')})`;
  return term.negated ? sql`(NOT COALESCE(${any}, 0))` : sql`COALESCE(${any}, 0)`;
}

function isSearched(field: FieldSchema, object: ObjectSchema, group: string): boolean {
  if (field.formula !== null) return false;
  switch (group) {
    case 'NAME':
      return (
        field.nameField || (['firstname', 'lastname'].includes(field.name.toLowerCase()) && object.custom === false)
      );
    case 'EMAIL':
      return field.type === 'EMAIL';
    case 'PHONE':
      return field.type === 'PHONE';
    default:
      return kindOf(field) === 'text' && field.type !== 'ENCRYPTEDSTRING';
  }
}
