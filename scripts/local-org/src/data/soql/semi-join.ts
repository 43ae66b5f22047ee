/** Semi-joins and anti-joins: `Id IN (SELECT AccountId FROM Contact)`. Source: SOQL Reference, "Semi-Joins with IN and Anti-Joins with NOT IN". */
import type { SoqlQuery } from '../../syntax/soql-ast.ts';
import { throwQuery, throwUnsupportedObject } from './errors.ts';
import { operandOf } from './functions.ts';
import type { Operand } from './kinds.ts';
import { fromSql, limitSql, orderSql, whereSql } from './clauses.ts';
import { Source } from './source.ts';
import { Statement } from './statement.ts';
import { sql, type Sql } from './sql.ts';

export function semiJoin(operand: Operand, negated: boolean, query: SoqlQuery, outer: Source): Sql {
  const [item, ...others] = query.select;
  if (item?.kind !== 'field' || others.length > 0)
    throwQuery('The inner query of a semi join must select exactly one field');
  if (operand.kind !== 'id') throwQuery(`Semi join sub-selects can only be used with ID fields, not '${operand.name}'`);
  const statement = new Statement(outer.statement.scope);
  const object = statement.engine.schema.object(query.from.name, statement.namespace);
  if (object === undefined) throwUnsupportedObject(query.from.name);
  const source = new Source(statement, object, query.from.alias);
  const inner = operandOf(item, source);
  if (inner.kind !== 'id')
    throwQuery(`The inner select field '${inner.name}' of a semi join must be of type ID or reference`);
  const where = whereSql(query.where, source, [sql`${inner.compare} IS NOT NULL`]);
  const ordered = query.limit === null ? sql`` : sql` ${orderSql(query.orderBy, source)}${limitSql(query.limit, null)}`;
  const among = sql`SELECT ${inner.compare} ${fromSql(source)}${where}${ordered}`;
  if (!negated) return sql`${operand.compare} IN (${among})`;
  return sql`(${operand.compare} IS NULL OR ${operand.compare} NOT IN (${among}))`;
}
