/**
 * Grouping of operators. The grammar reads `(a) - b` as a cast of `-b` to a type `a`; only numbers can be negated, so a cast to
 * anything that is no number is a sum, and its operands are grouped again with what stands around it.
 */
import type { BinaryExpression, BinaryOperator, Expression, Position, TypeNode } from './ast.ts';

const numberTypes = new Set(['integer', 'long', 'double', 'decimal', 'object']);

/** Sums that the grammar read as casts. */
const recovered = new WeakSet<Expression>();

export function castOrSum(type: TypeNode, value: Expression, position: Position): Expression {
  const name = plainName(type);
  if (
    name !== null &&
    value.kind === 'unary' &&
    (value.operator === '-' || value.operator === '+') &&
    !isNumberType(type)
  ) {
    const sum: BinaryExpression = {
      kind: 'binary',
      operator: value.operator,
      left: nameChain(type, name),
      right: value.operand,
      position,
    };
    recovered.add(sum);
    return sum;
  }
  return { kind: 'cast', type, value, position };
}

export function binary(
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  position: Position,
  parenthesized: WeakSet<Expression>,
): Expression {
  const isOpen = (operand: Expression): operand is BinaryExpression =>
    recovered.has(operand) && !parenthesized.has(operand);
  const isProduct = operator === '*' || operator === '/';
  if (isOpen(left) && isProduct) {
    return reopened(left.operator, left.left, binary(operator, left.right, right, position, parenthesized), position);
  }
  if (isOpen(right) && (isProduct || operator === '+' || operator === '-')) {
    return reopened(right.operator, binary(operator, left, right.left, position, parenthesized), right.right, position);
  }
  return { kind: 'binary', operator, left, right, position };
}

function reopened(operator: BinaryOperator, left: Expression, right: Expression, position: Position): Expression {
  const sum: Expression = { kind: 'binary', operator, left, right, position };
  recovered.add(sum);
  return sum;
}

function plainName(type: TypeNode): readonly string[] | null {
  if (type.arrayDepth > 0 || type.segments.some((segment) => segment.arguments.length > 0)) return null;
  return type.segments.map((segment) => segment.name);
}

function isNumberType(type: TypeNode): boolean {
  return numberTypes.has(type.segments.at(-1)?.name.toLowerCase() ?? '');
}

function nameChain(type: TypeNode, names: readonly string[]): Expression {
  const { position } = type;
  const [first, ...rest] = names;
  const start: Expression = { kind: 'name', name: first ?? '', position };
  return rest.reduce<Expression>(
    (object, name) => ({ kind: 'member', object, name, safe: false, namePosition: position, position }),
    start,
  );
}
