/**
 * WHERE and HAVING in SQL, with the null semantics of SOQL: `=` and `!=` take null as a value, `<` and `LIKE` never match
 * null, and NOT of a condition that null does not fulfil is true. Source: SOQL and SOSL Reference, "Comparison Operators".
 */
import type { Condition, SoqlValue } from '../../syntax/soql-ast.ts';
import { notImplemented } from '../../runtime/exceptions.ts';
import { jsonList, textParameter, textValue, toParameter } from './coerce.ts';
import { throwQuery } from './errors.ts';
import { operandOf } from './functions.ts';
import type { Operand } from './kinds.ts';
import type { Run } from './run.ts';
import { semiJoin } from './semi-join.ts';
import type { Source } from './source.ts';
import { join, Late, sql, type Sql } from './sql.ts';
import { listOf, singleParam, spanParams } from './values.ts';

type Comparison = Extract<Condition, { kind: 'comparison' }>;

export function conditionSql(condition: Condition, source: Source): Sql {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const operands = condition.operands.map((operand) => conditionSql(operand, source));
      return sql`(${join(operands, condition.kind === 'and' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return sql`(NOT COALESCE(${conditionSql(condition.operand, source)}, 0))`;
    case 'comparison':
      return comparisonSql(condition, source);
  }
}

function comparisonSql(condition: Comparison, source: Source): Sql {
  const operand = operandOf(condition.left, source);
  checkFilterable(operand);
  const { operator, right } = condition;
  switch (operator) {
    case 'like':
      return likeSql(operand, right);
    case 'in':
    case 'not in':
      return inSql(operand, operator === 'not in', right, source);
    case 'includes':
    case 'excludes':
      return includesSql(operand, operator === 'excludes', right);
    default:
      return right.kind === 'dateformula' ? spanSql(operand, operator, right) : plainSql(operand, operator, right);
  }
}

function checkFilterable(operand: Operand): void {
  if (operand.field !== null && !operand.field.filterable)
    throwQuery(`field '${operand.name}' can not be filtered in a query call`);
}

type Ordering = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `IS` and `IS NOT` compare null as a value and use indexes as `=` does. */
function plainSql(operand: Operand, operator: Ordering, right: SoqlValue): Sql {
  const param = singleParam(right, operand);
  if (operator === '=') return sql`${operand.compare} IS ${param}`;
  if (operator === '!=') return sql`${operand.compare} IS NOT ${param}`;
  if (operand.kind === 'boolean' || operand.kind === 'multipicklist')
    throwQuery(`invalid operator on ${operand.kind} field`);
  return sql`${operand.compare} ${operator} ${param}`;
}

/** A date literal is a span of days: equal is within, greater is after its end. */
function spanSql(operand: Operand, operator: Ordering, right: Extract<SoqlValue, { kind: 'dateformula' }>): Sql {
  const { start, end } = spanParams(right, operand);
  const column = operand.compare;
  switch (operator) {
    case '=':
      return sql`(${column} >= ${start} AND ${column} < ${end})`;
    case '!=':
      return sql`(${column} IS NULL OR ${column} < ${start} OR ${column} >= ${end})`;
    case '<':
      return sql`${column} < ${start}`;
    case '<=':
      return sql`${column} < ${end}`;
    case '>':
      return sql`${column} >= ${end}`;
    case '>=':
      return sql`${column} >= ${start}`;
  }
}

/** LIKE of one pattern, or of any pattern of a bound collection. */
function likeSql(operand: Operand, right: SoqlValue): Sql {
  if (operand.kind !== 'text' && operand.kind !== 'id') throwQuery('invalid operator on ' + operand.kind + ' field');
  const patterns = listOf(right, operand);
  const like = (run: Run): string[] =>
    patterns(run).flatMap((value) => (value === null ? [] : [likePattern(textValue(value, operand), operand, run)]));
  return sql`${new Late((run) => {
    const texts = like(run);
    if (texts.length === 0) return { sql: '0', values: [] };
    const tests = texts.map(() => `${operand.compare} LIKE ? ESCAPE '\\'`).join(' OR ');
    return { sql: `(${tests})`, values: texts };
  })}`;
}

/** Folded like the column; a backslash that escapes no wildcard means itself. */
function likePattern(pattern: string, operand: Operand, run: Run): string {
  const escaped = pattern.replace(/\\([^])?/g, (pair, next: string | undefined) =>
    next === '%' || next === '_' || next === '\\' ? pair : `\\\\${next ?? ''}`,
  );
  return operand.kind === 'id' ? escaped : textParameter(operand, escaped, run.engine.store);
}

function inSql(operand: Operand, negated: boolean, right: SoqlValue, source: Source): Sql {
  if (right.kind === 'subquery') return semiJoin(operand, negated, right.query, source);
  if (right.kind === 'list' && right.values.some((value) => value.kind === 'dateformula'))
    notImplemented('date literals in a list of values');
  const values = listOf(right, operand);
  return sql`${new Late((run) => {
    const all = values(run).map((value) => toParameter(operand, value, run.engine.store));
    const known = all.filter((value) => value !== null);
    const isNull = all.length > known.length;
    const text = inText(operand.compare, negated, isNull);
    return { sql: text, values: [jsonList(known)] };
  })}`;
}

/** Null in the list matches empty fields; without it, NOT IN does. */
function inText(column: string, negated: boolean, withNull: boolean): string {
  const among = `${column} ${negated ? 'NOT ' : ''}IN (SELECT value FROM json_each(?))`;
  if (negated) return withNull ? `(${column} IS NOT NULL AND ${among})` : `(${column} IS NULL OR ${among})`;
  return withNull ? `(${column} IS NULL OR ${among})` : among;
}

/** Each value may be several, `A;B`: all of them must be chosen. */
function includesSql(operand: Operand, negated: boolean, right: SoqlValue): Sql {
  if (operand.kind !== 'multipicklist')
    throwQuery(`includes and excludes operators only valid on multipicklist field '${operand.name}'`);
  const values = listOf(right, operand);
  const test = new Late((run) => {
    const parameters: string[] = [];
    const alternatives = values(run).map((value) => {
      const parts = (value === null ? '' : textValue(value, operand)).split(';');
      for (const part of parts) parameters.push(`;${textParameter(operand, part, run.engine.store)};`);
      return `(${parts.map(() => `instr(';' || ${operand.compare} || ';', ?) > 0`).join(' AND ')})`;
    });
    return { sql: alternatives.length === 0 ? '0' : `(${alternatives.join(' OR ')})`, values: parameters };
  });
  return negated ? sql`(NOT COALESCE(${test}, 0))` : sql`${test}`;
}
