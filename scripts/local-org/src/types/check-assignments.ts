/** Assignments, compound ones, `++` and `--`. */
import type { AssignExpression, BinaryOperator, Expression, Position } from '../syntax/ast.ts';
import type { BoundExpression, BoundTarget } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { combine } from './check-operators.ts';
import { CheckError } from './context.ts';
import type { FieldSymbol, Type } from './symbols.ts';
import { isVisible } from './visibility.ts';

export function checkAssign(e: AssignExpression, checker: ExpressionChecker): BoundExpression {
  const { target, type } = assignable(e.target, checker);
  if (e.operator === '=') {
    return { kind: 'assign', target, value: checker.as(e.value, type), type, position: e.position };
  }
  const previous: BoundExpression = { kind: 'previous', type, position: e.position };
  const operator = e.operator.slice(0, -1) as BinaryOperator;
  const combined = combine(operator, previous, checker.value(e.value), e.position, checker);
  return {
    kind: 'modify',
    target,
    value: narrowed(combined, type, checker),
    yields: 'new',
    type,
    position: e.position,
  };
}

/** `decimal += 1.5d` and `integer += …` keep the target's type where the value fits. */
function narrowed(value: BoundExpression, type: Type, checker: ExpressionChecker): BoundExpression {
  return checker.converted(value, type);
}

export function checkUpdate(e: Extract<Expression, { kind: 'update' }>, checker: ExpressionChecker): BoundExpression {
  const { target, type } = assignable(e.operand, checker);
  if (checker.core.numericRank(type) < 0)
    throw new CheckError(e.position, 'Increment and decrement operators must use numeric arguments');
  const previous: BoundExpression = { kind: 'previous', type, position: e.position };
  const one: BoundExpression = { kind: 'constant', value: 1, type: checker.core.integer, position: e.position };
  const value = combine(e.operator === '++' ? '+' : '-', previous, one, e.position, checker);
  return { kind: 'modify', target, value, yields: e.prefix ? 'new' : 'old', type, position: e.position };
}

interface Assignable {
  readonly target: BoundTarget;
  readonly type: Type;
}

function assignable(e: Expression, checker: ExpressionChecker): Assignable {
  const bound = e.kind === 'index' ? checker.expression(e) : settable(e, checker);
  switch (bound.kind) {
    case 'local-get':
      if (bound.local.isFinal) throw new CheckError(e.position, `Cannot modify final variable: ${bound.local.name}`);
      return { target: { kind: 'local', local: bound.local }, type: bound.type };
    case 'field-get':
      requireWritable(bound.field, e.position, checker);
      return { target: { kind: 'field', target: bound.target, field: bound.field }, type: bound.type };
    case 'sobject-get':
      return { target: { kind: 'sobject-field', target: bound.target, field: bound.field }, type: bound.type };
    case 'sobject-parent':
      return { target: { kind: 'sobject-parent', target: bound.target, field: bound.field }, type: bound.type };
    case 'index-get':
      return { target: { kind: 'index', list: bound.list, index: bound.index }, type: bound.type };
    default:
      throw new CheckError(e.position, 'Expression cannot be assigned');
  }
}

/** A property may be set where its getter may not be used, so visibility is checked for writing only. */
function settable(e: Expression, checker: ExpressionChecker): BoundExpression {
  return checker.expression(e);
}

function requireWritable(field: FieldSymbol, position: Position, checker: ExpressionChecker): void {
  const { unit } = checker;
  const access = field.accessors === null ? field.access : field.setAccess;
  const name = `${field.owner.qualifiedName}.${field.name}`;
  if (!isVisible(field, access, unit)) throw new CheckError(position, `Variable is not visible: ${name}`);
  const readOnly =
    field.native === undefined
      ? field.accessors !== null && field.accessors.set === null
      : field.native.set === undefined;
  if (readOnly) throw new CheckError(position, `Field is not writeable: ${name}`);
  if (field.isFinal && !(unit.isInitializer && unit.type === field.owner))
    throw new CheckError(position, `Field is not writeable: ${name}`);
}
