/** Expressions of the ANTLR tree → our syntax tree. */
import {
  Arth1ExpressionContext,
  Arth2ExpressionContext,
  ArrayExpressionContext,
  AssignExpressionContext,
  BitAndExpressionContext,
  BitExpressionContext,
  BitNotExpressionContext,
  BitOrExpressionContext,
  CastExpressionContext,
  CmpExpressionContext,
  CoalExpressionContext,
  CondExpressionContext,
  DotExpressionContext,
  EqualityExpressionContext,
  IdPrimaryContext,
  InstanceOfExpressionContext,
  LiteralPrimaryContext,
  LogAndExpressionContext,
  LogOrExpressionContext,
  MethodCallExpressionContext,
  NegExpressionContext,
  NewExpressionContext,
  PostOpExpressionContext,
  PreOpExpressionContext,
  PrimaryExpressionContext,
  SoqlPrimaryContext,
  SoslPrimaryContext,
  SubExpressionContext,
  SuperPrimaryContext,
  ThisPrimaryContext,
  TypeRefPrimaryContext,
  VoidPrimaryContext,
  type ExpressionContext,
  type ExpressionListContext,
  type MethodCallContext,
  type PrimaryContext,
} from '@apexdevtools/apex-parser';
import type {
  AssignExpression,
  BinaryOperator,
  CallExpression,
  Expression,
  UnaryExpression,
  UpdateExpression,
} from './ast.ts';
import { at, has, optional, SyntaxProblem } from './adapter.ts';
import { binary, castOrSum } from './operators.ts';
import { creation } from './creators.ts';
import { literal } from './literals.ts';
import { soqlExpression, soslExpression } from './soql.ts';
import { namedType, typeNode } from './type-nodes.ts';

/** Expressions that stand in parentheses: their operands are not regrouped, and a safe chain ends at them. */
export const parenthesized = new WeakSet<Expression>();

type BinaryContext = ExpressionContext & { expression(i: number): ExpressionContext };

const binaryContexts = [
  Arth1ExpressionContext,
  Arth2ExpressionContext,
  EqualityExpressionContext,
  CmpExpressionContext,
  LogAndExpressionContext,
  LogOrExpressionContext,
  BitAndExpressionContext,
  BitOrExpressionContext,
  BitNotExpressionContext,
  BitExpressionContext,
  CoalExpressionContext,
];

export function expression(context: ExpressionContext): Expression {
  if (context instanceof PrimaryExpressionContext) return primary(context.primary());
  if (context instanceof DotExpressionContext) return dot(context);
  if (context instanceof MethodCallExpressionContext) return call(context.methodCall());
  if (isBinary(context)) return binaryExpression(context);
  if (context instanceof AssignExpressionContext) return assignment(context);
  if (context instanceof NewExpressionContext) return creation(context);
  if (context instanceof SubExpressionContext) return inParentheses(context);
  if (context instanceof ArrayExpressionContext) {
    return {
      kind: 'index',
      object: expression(context.expression(0)),
      index: expression(context.expression(1)),
      position: at(context.LBRACK()),
    };
  }
  if (context instanceof CastExpressionContext)
    return castOrSum(typeNode(context.typeRef()), expression(context.expression()), at(context));
  if (context instanceof CondExpressionContext) return ternary(context);
  if (context instanceof InstanceOfExpressionContext) {
    return {
      kind: 'instanceof',
      value: expression(context.expression()),
      type: typeNode(context.typeRef()),
      position: at(context),
    };
  }
  if (context instanceof PreOpExpressionContext) return prefix(context);
  if (context instanceof NegExpressionContext) {
    return {
      kind: 'unary',
      operator: has(context.BANG()) ? '!' : '~',
      operand: expression(context.expression()),
      position: at(context),
    };
  }
  if (context instanceof PostOpExpressionContext) {
    const operator = has(context.INC()) ? '++' : '--';
    return {
      kind: 'update',
      operator,
      prefix: false,
      operand: expression(context.expression()),
      position: at(context),
    };
  }
  throw new SyntaxProblem(at(context), `Unexpected token '${context.getText()}'.`);
}

export function expressionList(context: ExpressionListContext | null): Expression[] {
  return context === null ? [] : context.expression_list().map(expression);
}

function isBinary(context: ExpressionContext): context is BinaryContext {
  return binaryContexts.some((kind) => context instanceof kind);
}

function binaryExpression(context: BinaryContext): Expression {
  const operator = (context.children ?? [])
    .slice(1, -1)
    .map((child) => child.getText())
    .join('') as BinaryOperator;
  return binary(
    operator,
    expression(context.expression(0)),
    expression(context.expression(1)),
    at(context),
    parenthesized,
  );
}

function inParentheses(context: SubExpressionContext): Expression {
  const inner = expression(context.expression());
  parenthesized.add(inner);
  return inner;
}

function dot(context: DotExpressionContext): Expression {
  const object = expression(context.expression());
  const safe = has(context.QUESTIONDOT());
  const method = optional(context.dotMethodCall());
  if (method === null) {
    const name = context.anyId();
    return { kind: 'member', object, name: name.getText(), safe, namePosition: at(name), position: at(context) };
  }
  const name = method.anyId();
  const args = expressionList(optional(method.expressionList()));
  return {
    kind: 'call',
    object,
    name: name.getText(),
    arguments: args,
    safe,
    namePosition: at(name),
    position: at(context),
  };
}

function call(context: MethodCallContext): CallExpression {
  const name = has(context.THIS()) ? 'this' : has(context.SUPER()) ? 'super' : context.id().getText();
  const args = expressionList(optional(context.expressionList()));
  return {
    kind: 'call',
    object: null,
    name,
    arguments: args,
    safe: false,
    namePosition: at(context),
    position: at(context),
  };
}

function assignment(context: AssignExpressionContext): AssignExpression {
  const operator = (context.children ?? [])[1]?.getText() as AssignExpression['operator'];
  return {
    kind: 'assign',
    operator,
    target: expression(context.expression(0)),
    value: expression(context.expression(1)),
    position: at(context),
  };
}

function ternary(context: CondExpressionContext): Expression {
  return {
    kind: 'ternary',
    condition: expression(context.expression(0)),
    then: expression(context.expression(1)),
    otherwise: expression(context.expression(2)),
    position: at(context),
  };
}

function prefix(context: PreOpExpressionContext): UnaryExpression | UpdateExpression {
  const operand = expression(context.expression());
  const position = at(context);
  if (has(context.INC())) return { kind: 'update', operator: '++', prefix: true, operand, position };
  if (has(context.DEC())) return { kind: 'update', operator: '--', prefix: true, operand, position };
  return { kind: 'unary', operator: has(context.SUB()) ? '-' : '+', operand, position };
}

function primary(context: PrimaryContext): Expression {
  const position = at(context);
  if (context instanceof IdPrimaryContext) return { kind: 'name', name: context.id().getText(), position };
  if (context instanceof LiteralPrimaryContext) return literal(context.literal());
  if (context instanceof ThisPrimaryContext) return { kind: 'this', position };
  if (context instanceof SuperPrimaryContext) return { kind: 'super', position };
  if (context instanceof SoqlPrimaryContext) return soqlExpression(context.soqlLiteral());
  if (context instanceof SoslPrimaryContext) return soslExpression(context.soslLiteral());
  if (context instanceof TypeRefPrimaryContext)
    return { kind: 'typeliteral', type: typeNode(context.typeRef()), position };
  if (context instanceof VoidPrimaryContext)
    return { kind: 'typeliteral', type: namedType(['void'], position), position };
  throw new SyntaxProblem(position, `Unexpected token '${context.getText()}'.`);
}
