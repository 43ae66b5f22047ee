/** Values that SOQL compares with. */
import type { BoundExpressionContext, DateFormulaContext, ValueContext } from '@apexdevtools/apex-parser';
import type { Expression } from './ast.ts';
import type { SoqlValue } from './soql-ast.ts';
import { at, has, optional, SyntaxProblem } from './adapter.ts';
import { expression } from './expressions.ts';
import { subQuery } from './soql.ts';
import { unquote, unquoteMultiline } from './text.ts';

export function soqlValue(context: ValueContext): SoqlValue {
  const position = at(context);
  const text = context.getText();
  if (has(context.NULL())) return { kind: 'null' };
  if (has(context.BooleanLiteral())) return { kind: 'boolean', value: text.toLowerCase() === 'true' };
  if (has(context.StringLiteral())) return { kind: 'string', value: unquote(text, position) };
  if (has(context.MultilineStringLiteral())) return { kind: 'string', value: unquoteMultiline(text, position) };
  if (has(context.DateLiteral())) return { kind: 'date', text };
  if (has(context.DateTimeLiteral())) return { kind: 'datetime', text };
  if (has(context.IntegralCurrencyLiteral()))
    return { kind: 'number', text: text.slice(3), currency: text.slice(0, 3).toUpperCase() };
  if (optional(context.signedNumber()) !== null)
    return { kind: 'number', text: text.replace(/^\+/, ''), currency: null };
  return nestedValue(context);
}

function nestedValue(context: ValueContext): SoqlValue {
  const formula = optional(context.dateFormula());
  if (formula !== null) return dateFormula(formula);
  const list = optional(context.valueList());
  if (list !== null) return { kind: 'list', values: list.value_list().map(soqlValue) };
  const query = optional(context.subQuery());
  if (query !== null) return { kind: 'subquery', query: subQuery(query) };
  const bound = optional(context.boundExpression());
  if (bound !== null) return bindValue(bound);
  throw new SyntaxProblem(at(context), `Unexpected token '${context.getText()}'.`);
}

export function bindValue(context: BoundExpressionContext): SoqlValue {
  const value = expression(context.expression());
  return {
    kind: 'bind',
    expression: value,
    name: dottedName(value) ?? context.expression().getText(),
    position: at(context.expression()),
  };
}

function dottedName(value: Expression): string | null {
  if (value.kind === 'name') return value.name;
  if (value.kind !== 'member') return null;
  const object = dottedName(value.object);
  return object === null ? null : `${object}.${value.name}`;
}

function dateFormula(context: DateFormulaContext): SoqlValue {
  const amount = optional(context.signedInteger());
  return {
    kind: 'dateformula',
    name: context.start.text.toUpperCase(),
    n: amount === null ? null : Number.parseInt(amount.getText(), 10),
  };
}
