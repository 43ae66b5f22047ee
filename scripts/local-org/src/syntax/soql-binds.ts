/** The `:binds` of a query in the order of its text: checker and data layer must count them alike. */
import type { Condition, SelectItem, SoqlQuery, SoqlValue, SoslQuery } from './soql-ast.ts';

export type BindValue = Extract<SoqlValue, { readonly kind: 'bind' }>;

/** All binds of a query, those of its subqueries included, in text order. */
export function bindsOf(query: SoqlQuery | SoslQuery): readonly BindValue[] {
  const found: BindValue[] = [];
  if (query.kind === 'soql') collectQuery(query, found);
  else collectSearch(query, found);
  return found.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
}

function collectQuery(query: SoqlQuery, found: BindValue[]): void {
  for (const item of query.select) collectItem(item, found);
  collectCondition(query.where, found);
  collectCondition(query.having, found);
  collectValue(query.limit, found);
  collectValue(query.offset, found);
}

function collectSearch(query: SoslQuery, found: BindValue[]): void {
  collectValue(query.search, found);
  for (const item of query.returning) {
    collectCondition(item.where, found);
    collectValue(item.limit, found);
  }
  collectValue(query.limit, found);
}

function collectItem(item: SelectItem, found: BindValue[]): void {
  if (item.kind === 'subquery') collectQuery(item.query, found);
}

function collectCondition(condition: Condition | null, found: BindValue[]): void {
  if (condition === null) return;
  if (condition.kind === 'not') collectCondition(condition.operand, found);
  else if (condition.kind === 'comparison') collectValue(condition.right, found);
  else for (const operand of condition.operands) collectCondition(operand, found);
}

function collectValue(value: SoqlValue | null, found: BindValue[]): void {
  if (value === null) return;
  if (value.kind === 'bind') found.push(value);
  else if (value.kind === 'subquery') collectQuery(value.query, found);
  else if (value.kind === 'list') for (const item of value.values) collectValue(item, found);
}
