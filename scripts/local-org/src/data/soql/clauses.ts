/** FROM, WHERE, ORDER BY and LIMIT of a statement. */
import type { Condition, OrderItem, SoqlValue } from '../../syntax/soql-ast.ts';
import { conditionSql } from './conditions.ts';
import { throwQuery } from './errors.ts';
import { operandOf } from './functions.ts';
import type { Source } from './source.ts';
import { join, Late, sql, type Sql } from './sql.ts';
import { amountOf } from './values.ts';

/** Rendered last: later clauses still add joins, and all of them stand here. */
export function fromSql(source: Source): Sql {
  const { statement } = source;
  const table = `FROM ${statement.engine.store.table(source.object)} AS ${source.alias}`;
  return sql`${new Late(() => ({ sql: [table, ...statement.joins].join(' '), values: [] }))}`;
}

/** The query's condition, without deleted rows, and with sharing where it applies. */
export function whereSql(where: Condition | null, source: Source, more: readonly Sql[] = []): Sql {
  const { scope } = source.statement;
  const alive = scope.allRows ? null : source.notDeleted();
  const parts: Sql[] = [...more];
  if (alive !== null) parts.push(sql`${alive}`);
  if (where !== null) parts.push(conditionSql(where, source));
  const sharing = new Late((run) => {
    const filter = run.sharing ? run.engine.access.sharingFilter(source.object, source.alias, 'read') : null;
    return filter === null ? { sql: '1', values: [] } : { sql: `(${filter.sql})`, values: filter.values };
  });
  return sql` WHERE ${join([...parts, sql`${sharing}`], ' AND ')}`;
}

/** `ORDER BY …`, always ending with the id so that results do not depend on the storage. */
export function orderSql(order: readonly OrderItem[], source: Source): Sql {
  const terms = [...order.map((item) => orderTerm(item, source)), source.id()];
  return sql`ORDER BY ${terms.join(', ')}`;
}

/** Empty values come first in ascending order and last in descending order, unless the query says otherwise. */
export function orderTerm(order: OrderItem, source: Source): string {
  const operand = operandOf(order.item, source);
  if (operand.field !== null && !operand.field.sortable)
    throwQuery(`field '${operand.name}' can not be sorted in a query call`);
  const nulls = order.nulls ?? (order.descending ? 'last' : 'first');
  return `${operand.compare} ${order.descending ? 'DESC' : 'ASC'} NULLS ${nulls.toUpperCase()}`;
}

export function limitSql(limit: SoqlValue | null, offset: SoqlValue | null): Sql {
  if (limit === null && offset === null) return sql``;
  return sql`${new Late((run) => {
    const rows = limit === null ? -1 : amountOf(limit, 'LIMIT', run);
    const skipped = offset === null ? 0 : amountOf(offset, 'OFFSET', run);
    return { sql: ' LIMIT ? OFFSET ?', values: [rows, skipped] };
  })}`;
}
