/** The `:binds` of a query, in the order they stand in its text: the order in which their values are handed over. */
import type { Condition, OrderItem, SelectItem, SoqlQuery, SoqlValue, SoslQuery } from './soql-ast.ts';

export type BindValue = Extract<SoqlValue, { readonly kind: 'bind' }>;

/** All binds of a query and of the queries inside it, in text order. */
export function bindsOf(query: SoqlQuery | SoslQuery): readonly BindValue[] {
  const found: BindValue[] = [];
  if (query.kind === 'soql') ofQuery(query, found);
  else ofSearch(query, found);
  return found.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
}

function ofQuery(query: SoqlQuery, found: BindValue[]): void {
  for (const item of query.select) ofItem(item, found);
  for (const item of query.groupBy?.items ?? []) ofItem(item, found);
  ofCondition(query.where, found);
  ofCondition(query.having, found);
  ofOrder(query.orderBy, found);
  ofValue(query.limit, found);
  ofValue(query.offset, found);
}

function ofSearch(query: SoslQuery, found: BindValue[]): void {
  ofValue(query.search, found);
  for (const part of query.returning) {
    ofCondition(part.where, found);
    ofOrder(part.orderBy, found);
    ofValue(part.limit, found);
  }
  ofValue(query.limit, found);
}

function ofItem(item: SelectItem, found: BindValue[]): void {
  if (item.kind === 'subquery') ofQuery(item.query, found);
  else if (item.kind === 'function') for (const argument of item.arguments) ofItem(argument, found);
}

function ofOrder(order: readonly OrderItem[], found: BindValue[]): void {
  for (const { item } of order) ofItem(item, found);
}

function ofCondition(condition: Condition | null, found: BindValue[]): void {
  if (condition === null) return;
  if (condition.kind === 'not') ofCondition(condition.operand, found);
  else if (condition.kind === 'comparison') {
    ofItem(condition.left, found);
    ofValue(condition.right, found);
  } else for (const operand of condition.operands) ofCondition(operand, found);
}

function ofValue(value: SoqlValue | null, found: BindValue[]): void {
  if (value === null) return;
  if (value.kind === 'bind') found.push(value);
  else if (value.kind === 'list') for (const element of value.values) ofValue(element, found);
  else if (value.kind === 'subquery') ofQuery(value.query, found);
}
