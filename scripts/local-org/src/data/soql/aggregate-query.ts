/** Plans of queries with aggregates and GROUP BY, and of SELECT COUNT(). */
import { notImplemented } from '../../runtime/exceptions.ts';
import { AggregateResultValue } from '../../runtime/sobject.ts';
import { ApexDate } from '../../runtime/values/date.ts';
import { Decimal } from '../../runtime/values/decimal.ts';
import { DoubleBox } from '../../runtime/values/double.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import type { SelectItem, SoqlQuery } from '../../syntax/soql-ast.ts';
import type { SqlValue } from '../record-store.ts';
import { fromSql, limitSql, orderTerm, whereSql } from './clauses.ts';
import { conditionSql } from './conditions.ts';
import { throwQuery } from './errors.ts';
import { aggregateNames, operandOf } from './functions.ts';
import type { Operand } from './kinds.ts';
import { countRows } from './record-query.ts';
import type { Run } from './run.ts';
import { Source } from './source.ts';
import { Statement, type QueryScope } from './statement.ts';
import { sql, type Sql } from './sql.ts';

type Read = (row: readonly SqlValue[], run: Run) => unknown;

interface ResultColumn {
  readonly alias: string;
  readonly read: Read;
}

/** Whether the query gives AggregateResults instead of records. */
export function isAggregate(query: SoqlQuery): boolean {
  return (
    query.groupBy !== null || query.select.some((item) => item.kind === 'function' && aggregateNames.has(item.name))
  );
}

/** SELECT COUNT() alone: gives a number. */
export function isCount(query: SoqlQuery): boolean {
  const [item, ...others] = query.select;
  return others.length === 0 && item?.kind === 'function' && item.name === 'COUNT' && item.arguments.length === 0;
}

export class AggregateQuery {
  readonly #object: ObjectSchema;
  readonly #source: Source;
  readonly #columns: ResultColumn[] = [];
  readonly #grouped: ReadonlySet<string>;
  readonly #text: Sql;
  /** Column with the number of rows behind a result; -1 when results count as one row each. */
  readonly #countIndex: number;
  #unnamed = 0;

  constructor(query: SoqlQuery, object: ObjectSchema, scope: QueryScope) {
    if (query.groupBy !== null && query.groupBy.kind !== 'plain')
      notImplemented(`GROUP BY ${query.groupBy.kind.toUpperCase()}`);
    this.#object = object;
    this.#source = new Source(new Statement(scope), object, query.from.alias);
    const groups = query.groupBy?.items ?? [];
    this.#grouped = new Set(groups.map(keyOf));
    const groupSql = groups.map((item) => this.#group(item));
    for (const item of query.select) this.#columns.push(this.#column(item));
    const onlyCounts = query.select.every(
      (item) => item.kind !== 'function' || item.name === 'COUNT' || this.#isGrouped(item),
    );
    this.#countIndex = onlyCounts ? -1 : this.#source.statement.select('COUNT(*)');
    this.#text = this.#build(query, groupSql);
  }

  run(run: Run): AggregateResultValue[] {
    const { sql: text, values } = this.#text.render(run);
    const rows = run.engine.store.all(text, values);
    countRows(
      this.#object,
      this.#countIndex < 0 ? rows.length : rows.reduce((sum, row) => sum + Number(row[this.#countIndex]), 0),
    );
    return rows.map(
      (row) => new AggregateResultValue(this.#columns.map(({ alias, read }) => [alias, read(row, run)] as const)),
    );
  }

  #build(query: SoqlQuery, groupSql: readonly string[]): Sql {
    const source = this.#source;
    const where = whereSql(query.where, source);
    const group = groupSql.length === 0 ? '' : ` GROUP BY ${groupSql.join(', ')}`;
    const having = query.having === null ? sql`` : sql` HAVING ${conditionSql(query.having, source)}`;
    const terms = [...query.orderBy.map((item) => this.#orderTerm(item)), ...groupSql];
    const order = terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')}`;
    const columns = source.statement.columns.join(', ');
    return sql`SELECT ${columns} ${fromSql(source)}${where}${group}${having}${order}${limitSql(query.limit, query.offset)}`;
  }

  #orderTerm(order: SoqlQuery['orderBy'][number]): string {
    this.#checkGrouped(order.item);
    return orderTerm(order, this.#source);
  }

  #group(item: SelectItem): string {
    const operand = operandOf(item, this.#source);
    if (operand.field !== null && !operand.field.groupable)
      throwQuery(`field '${operand.name}' can not be grouped in a query call`);
    return operand.compare;
  }

  #isGrouped(item: SelectItem): boolean {
    return this.#grouped.has(keyOf(item));
  }

  #checkGrouped(item: SelectItem): void {
    if (item.kind === 'function' && aggregateNames.has(item.name)) return;
    if (!this.#isGrouped(item)) throwQuery(`Field must be grouped or aggregated: ${textOf(item)}`);
  }

  #column(item: SelectItem): ResultColumn {
    if (item.kind !== 'field' && item.kind !== 'function')
      throwQuery('Grouped queries cannot contain subqueries or TYPEOF');
    this.#checkGrouped(item);
    const isAggregated = item.kind === 'function' && aggregateNames.has(item.name);
    const read = isAggregated ? this.#aggregate(item) : this.#groupValue(item);
    const plain = item.kind === 'field' ? (item.path.at(-1) ?? '') : null;
    return { alias: item.alias ?? plain ?? `expr${this.#unnamed++}`, read };
  }

  /** All rows of a group have the same value but for case: the smallest stands for them. */
  #groupValue(item: SelectItem): Read {
    const operand = operandOf(item, this.#source);
    const index = this.#source.statement.select(`MIN(${operand.sql})`);
    return (row, run) => valueOf(operand, row[index] ?? null, run);
  }

  #aggregate(item: Extract<SelectItem, { kind: 'function' }>): Read {
    const { statement } = this.#source;
    const operand = operandOf(item, this.#source);
    if (item.name === 'AVG') return this.#average(item.arguments[0]!);
    const index = statement.select(operand.sql);
    return (row, run) => valueOf(operand, row[index] ?? null, run);
  }

  /** The exact sum divided by the count, as a Double. */
  #average(argument: SelectItem): Read {
    const { statement } = this.#source;
    const operand = operandOf(argument, this.#source);
    const sum = statement.select(`SUM(${operand.sql})`);
    const count = statement.select(`COUNT(${operand.sql})`);
    return (row) => {
      const total = row[sum];
      if (total === null) return null;
      const average = Decimal.fromInteger(total as bigint, operand.scale).divide(
        Decimal.fromInteger(row[count] as bigint),
      );
      return new DoubleBox(average.toNumber());
    };
  }
}

/** Plan of SELECT COUNT(). */
export class CountQuery {
  readonly #object: ObjectSchema;
  readonly #text: Sql;

  constructor(query: SoqlQuery, object: ObjectSchema, scope: QueryScope) {
    this.#object = object;
    const source = new Source(new Statement(scope), object, query.from.alias);
    const where = whereSql(query.where, source);
    this.#text = sql`SELECT COUNT(*) FROM (SELECT 1 ${fromSql(source)}${where}${limitSql(query.limit, query.offset)})`;
  }

  run(run: Run): number {
    const { sql: text, values } = this.#text.render(run);
    const [row] = run.engine.store.all(text, values);
    countRows(this.#object, 1);
    return Number(row?.[0] ?? 0);
  }
}

function valueOf(operand: Operand, value: SqlValue, run: Run): unknown {
  if (value === null) return null;
  if (operand.field !== null) return run.engine.store.fromSql(operand.field, value);
  if (operand.kind === 'date') return ApexDate.parseIso(String(value));
  return operand.kind === 'number' ? Number(value) : value;
}

/** The same for items that mean the same. */
function keyOf(item: SelectItem): string {
  return textOf(item).toLowerCase();
}

function textOf(item: SelectItem): string {
  if (item.kind === 'field') return item.path.join('.');
  if (item.kind === 'function') return `${item.name}(${item.arguments.map(textOf).join(', ')})`;
  return item.kind;
}
