/** Conditions of WHERE and HAVING. */
import type {
  ComparisonOperatorContext,
  ConditionalExpressionContext,
  FieldExpressionContext,
  LogicalExpressionContext,
  WhereConditionalExpressionContext,
  WhereLogicalExpressionContext,
} from '@apexdevtools/apex-parser';
import type { ComparisonOperator, Condition, SelectItem } from './soql-ast.ts';
import { at, has, optional, SyntaxProblem } from './adapter.ts';
import { fieldItem, functionItem } from './soql-items.ts';
import { soqlValue } from './soql-values.ts';

export function whereCondition(context: WhereLogicalExpressionContext): Condition {
  return combine(context, context.whereConditionalExpression_list().map(whereOperand));
}

export function condition(context: LogicalExpressionContext): Condition {
  return combine(context, context.conditionalExpression_list().map(operand));
}

function combine(
  context: WhereLogicalExpressionContext | LogicalExpressionContext,
  operands: readonly Condition[],
): Condition {
  const [first] = operands;
  if (first === undefined) throw new SyntaxProblem(at(context), `Unexpected token '${context.getText()}'.`);
  if (has(context.NOT())) return { kind: 'not', operand: first };
  if (operands.length === 1) return first;
  return { kind: context.SOQLAND_list().length > 0 ? 'and' : 'or', operands };
}

function whereOperand(context: WhereConditionalExpressionContext): Condition {
  const nested = optional(context.whereLogicalExpression());
  if (nested !== null) return whereCondition(nested);
  const field = optional(context.whereFieldExpression().fieldExpression());
  if (field === null)
    throw new SyntaxProblem(at(context), 'FORMULA() in a WHERE clause is not implemented in the local org.');
  return comparison(field);
}

function operand(context: ConditionalExpressionContext): Condition {
  const nested = optional(context.logicalExpression());
  return nested === null ? comparison(context.fieldExpression()) : condition(nested);
}

function comparison(context: FieldExpressionContext): Condition {
  const field = optional(context.fieldName());
  const left: SelectItem = field === null ? functionItem(context.soqlFunction(), null) : fieldItem(field, null);
  const operator = operatorOf(context.comparisonOperator());
  return { kind: 'comparison', left, operator, right: soqlValue(context.value()), position: at(context) };
}

function operatorOf(context: ComparisonOperatorContext): ComparisonOperator {
  const text = (context.children ?? []).map((child) => child.getText().toLowerCase());
  const joined = text.join(/^[a-z]/.test(text[0] ?? '') ? ' ' : '');
  return joined === '<>' ? '!=' : (joined as ComparisonOperator);
}
