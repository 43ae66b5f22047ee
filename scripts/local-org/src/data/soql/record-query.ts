/** Plans of queries that give records, with their subqueries for children. */
import { ApexList } from '../../runtime/collections/list.ts';
import { notImplemented } from '../../runtime/exceptions.ts';
import { currentFrame } from '../../runtime/frame.ts';
import { sobjectType } from '../../runtime/instance.ts';
import { platformTypeSymbol } from '../../runtime/platform-symbols.ts';
import type { SObjectValue } from '../../runtime/sobject.ts';
import { makeType } from '../../types/platform-types.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import { orderedLock, ordersLockedRows } from '../../syntax/soql-ast.ts';
import type { SelectItem, SoqlQuery } from '../../syntax/soql-ast.ts';
import { fromSql, limitSql, orderSql, orderTerm, whereSql } from './clauses.ts';
import { jsonList } from './coerce.ts';
import { throwNoSuchRelationship, throwQuery, throwUnsupportedObject } from './errors.ts';
import type { Run } from './run.ts';
import { Shape } from './shape.ts';
import { Source } from './source.ts';
import { Statement, type QueryScope } from './statement.ts';
import { Param, sql, type Sql } from './sql.ts';
import { amountOf } from './values.ts';

interface ChildQuery {
  /** Relationship name in lower case. */
  readonly name: string;
  readonly query: RecordQuery;
  /** Column with the parent's id. */
  readonly parentIndex: number;
}

type MoreConditions = (source: Source) => readonly Sql[];

const none: MoreConditions = () => [];

export class RecordQuery {
  readonly #query: SoqlQuery;
  readonly #source: Source;
  readonly #shape: Shape;
  readonly #children: ChildQuery[] = [];
  readonly #text: Sql;
  readonly #object: ObjectSchema;

  private constructor(
    query: SoqlQuery,
    object: ObjectSchema,
    scope: QueryScope,
    parent: FieldSchema | null,
    more: MoreConditions,
  ) {
    if (ordersLockedRows(query)) throwQuery(orderedLock);
    this.#query = query;
    this.#object = object;
    const name = query.from.alias ?? (parent === null ? null : query.from.name);
    this.#source = new Source(new Statement(scope), object, name);
    this.#shape = new Shape(this.#source);
    for (const item of query.select) this.#select(item);
    this.#text = parent === null ? this.#rootText(more(this.#source)) : this.#childText(parent);
  }

  /** Plans the query on an object; `more` are further conditions, made from the source's columns. */
  static of(query: SoqlQuery, object: ObjectSchema, scope: QueryScope, more: MoreConditions = none): RecordQuery {
    return new RecordQuery(query, object, scope, null, more);
  }

  /** Adds rows' records to the limits' counts and returns them. */
  run(run: Run): SObjectValue[] {
    return this.#records(run).map(({ record }) => record);
  }

  #select(item: SelectItem): void {
    switch (item.kind) {
      case 'field':
        if (item.alias !== null) throwQuery('only aggregate expressions use field aliasing');
        return this.#shape.select(this.#source.relative(item.path));
      case 'function':
        return this.#selectFunction(item);
      case 'typeof':
        return this.#selectTypeOf(item);
      case 'subquery':
        this.#children.push(this.#child(item.query));
    }
  }

  #selectFunction(item: Extract<SelectItem, { kind: 'function' }>): void {
    const [argument] = item.arguments;
    if (argument?.kind !== 'field') notImplemented(`${item.name}() in SELECT`);
    if (item.name === 'TOLABEL') return this.#shape.select(this.#source.relative(argument.path), 'shown', 'label');
    if (item.name === 'CONVERTCURRENCY') return this.#selectConverted(argument.path);
    if (item.name === 'FIELDS') return this.#selectGroup((argument.path[0] ?? '').toUpperCase());
    return notImplemented(`${item.name}() in SELECT`);
  }

  #selectConverted(path: readonly string[]): void {
    if (this.#source.statement.engine.currencies?.areSeveral !== true)
      notImplemented('convertCurrency() in an org of one currency');
    const { field } = this.#source.operand(path);
    if (field?.type !== 'CURRENCY')
      throwQuery(`field '${path.join('.')}' is not a currency field: convertCurrency needs one`);
    this.#shape.select(this.#source.relative(path), 'shown', 'converted');
  }

  #selectGroup(group: string): void {
    const { limit } = this.#query;
    const few = limit?.kind === 'bind' || (limit?.kind === 'number' && Number(limit.text) <= 200);
    if (group !== 'STANDARD' && !few) throwQuery('The SOQL FIELDS function must have a LIMIT of at most 200');
    this.#shape.selectGroup(group);
  }

  #selectTypeOf(item: Extract<SelectItem, { kind: 'typeof' }>): void {
    const { engine, namespace } = this.#source.statement;
    const whens = new Map(
      item.whens.map((when) => {
        const object = engine.schema.object(when.object, namespace);
        return [object?.name ?? throwUnsupportedObject(when.object), when.fields];
      }),
    );
    this.#shape.selectTypeOf(item.relationship, (object) => whens.get(object) ?? item.otherwise);
  }

  #child(query: SoqlQuery): ChildQuery {
    const { statement } = this.#source;
    const relationship = this.#object.children(query.from.name, statement.namespace);
    const object = relationship === undefined ? undefined : statement.engine.schema.object(relationship.childObject);
    const field = relationship === undefined ? undefined : object?.field(relationship.field);
    if (relationship === undefined || object === undefined || field === undefined)
      throwNoSuchRelationship(query.from.name, 'FROM part of query call');
    const name = (relationship.relationshipName ?? query.from.name).toLowerCase();
    this.#shape.addChildren(name);
    const child = new RecordQuery(query, object, statement.scope, field, none);
    const parentIndex = child.#source.statement.select(child.#source.column(field, field.name).sql);
    return { name, query: child, parentIndex };
  }

  #rootText(more: readonly Sql[]): Sql {
    const { orderBy, limit, offset, where } = this.#query;
    const conditions = [...more, ...this.#ofScope()];
    const tail = sql`${whereSql(where, this.#source, conditions)} ${orderSql(orderBy, this.#source)}${limitSql(limit, offset)}`;
    return sql`SELECT ${this.#source.statement.columns.join(', ')} ${fromSql(this.#source)}${tail}`;
  }

  /** USING SCOPE. */
  #ofScope(): Sql[] {
    const { scope } = this.#query;
    if (scope === null || scope === 'everything') return [];
    if (scope !== 'mine') notImplemented(`USING SCOPE ${scope}`);
    const owner = this.#source.operand(['OwnerId']);
    return [sql`${owner.compare} = ${new Param(() => currentFrame().user.id)}`];
  }

  /** Children of all parents at once; with a limit, the first of each parent by a window. */
  #childText(parent: FieldSchema): Sql {
    const source = this.#source;
    const key = source.column(parent, parent.name).sql;
    this.#shape.addField(parent, 'implicit');
    const { orderBy, limit, where } = this.#query;
    const order = [...orderBy.map((item) => orderTerm(item, source)), source.id()].join(', ');
    const ofParents = sql`${key} IN (SELECT value FROM json_each(${new Param((run) => jsonList(run.parentIds))}))`;
    const rest = sql`${fromSql(source)}${whereSql(where, source, [ofParents])}`;
    const columns = source.statement.columns;
    if (limit === null) return sql`SELECT ${columns.join(', ')} ${rest} ORDER BY ${order}`;
    const named = columns.map((column, index) => `${column} AS "c${index}"`).join(', ');
    const window = `ROW_NUMBER() OVER (PARTITION BY ${key} ORDER BY ${order}) AS "place"`;
    const first = new Param((run) => amountOf(limit, 'LIMIT', run));
    const shown = columns.map((_, index) => `"c${index}"`).join(', ');
    return sql`SELECT ${shown} FROM (SELECT ${named}, ${window} ${rest}) WHERE "place" <= ${first} ORDER BY "place"`;
  }

  #records(run: Run): { record: SObjectValue; row: readonly unknown[] }[] {
    const { store } = run.engine;
    if (this.#query.forClause === 'update') store.beforeWrite();
    else if (this.#query.forClause !== null) notImplemented(`FOR ${this.#query.forClause.toUpperCase()}`);
    const { sql: text, values } = this.#text.render(run);
    const rows = store.all(text, values);
    countRows(this.#object, rows.length);
    const found = rows.map((row) => ({ record: this.#shape.read(row, run)!, row }));
    const ids = rows.map((row) => this.#shape.idOf(row));
    for (const child of this.#children)
      readChildren(
        child,
        found.map(({ record }) => record),
        ids,
        run,
      );
    return found;
  }

  /** The children by their parent's id. */
  byParent(run: Run, parentIndex: number): Map<string, SObjectValue[]> {
    const groups = new Map<string, SObjectValue[]>();
    for (const { record, row } of this.#records(run)) {
      const key = String(row[parentIndex]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [record]);
      else group.push(record);
    }
    return groups;
  }

  get object(): ObjectSchema {
    return this.#object;
  }
}

function readChildren(child: ChildQuery, parents: readonly SObjectValue[], ids: readonly string[], run: Run): void {
  const { limits } = currentFrame();
  limits.consume('aggregateQueries', 1);
  run.parentIds = ids;
  const groups = ids.length === 0 ? new Map<string, SObjectValue[]>() : child.query.byParent(run, child.parentIndex);
  const type = makeType(platformTypeSymbol('System.List'), [sobjectType(child.query.object.name)]);
  parents.forEach((parent, index) => {
    parent.setChildren(child.name, new ApexList(type, groups.get(ids[index]!) ?? []));
  });
}

/** Rows count against the limit, but those of custom metadata. Source: Execution Governors and Limits. */
export function countRows(object: ObjectSchema, rows: number): void {
  if (object.kind !== 'metadata') currentFrame().limits.consume('queryRows', rows);
}
