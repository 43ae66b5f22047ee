/** Operators without assignment. Source: Apex Developer Guide, "Expression Operators". */
import type { BinaryExpression, BinaryOperator, Expression, Position } from '../syntax/ast.ts';
import type { BoundExpression, Operand } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { CheckError } from './context.ts';
import { conversionCost, convert } from './convert.ts';
import type { Type } from './symbols.ts';
import { sameType, typeName } from './symbols.ts';

type EmittedOperator = Extract<BoundExpression, { kind: 'binary' }>['operator'];

export function checkBinary(e: BinaryExpression, checker: ExpressionChecker): BoundExpression {
  return combine(e.operator, checker.value(e.left), checker.value(e.right), e.position, checker);
}

/** Applies an operator to bound operands; compound assignments come here too. */
export function combine(
  operator: BinaryOperator,
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  switch (operator) {
    case '&&':
    case '||':
      return logical(operator, left, right, position, checker);
    case '??':
      return coalesce(left, right, position, checker);
    case '==':
    case '!=':
    case '<>':
    case '===':
    case '!==':
      return equality(operator === '<>' ? '!=' : operator, left, right, position, checker);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(operator, left, right, position, checker);
    case '+':
      if (isText(left, checker) || isText(right, checker)) return concatenate(left, right, position, checker);
      return arithmetic(operator, left, right, position, checker);
    case '-':
    case '*':
    case '/':
      return arithmetic(operator, left, right, position, checker);
    default:
      return bitwise(operator, left, right, position, checker);
  }
}

function logical(
  operator: '&&' | '||',
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const { core } = checker;
  for (const operand of [left, right]) {
    if (operand.type.symbol !== core.boolean.symbol) {
      throw new CheckError(
        position,
        `${operator === '&&' ? 'AND' : 'OR'} operator can only be applied to Boolean expressions`,
      );
    }
  }
  return { kind: 'logical', operator, left, right, type: core.boolean, position };
}

function coalesce(
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const type = commonType(left, right, checker);
  if (type === null)
    throw new CheckError(
      position,
      `Incompatible types in null coalescing operator: ${typeName(left.type)}, ${typeName(right.type)}`,
    );
  return {
    kind: 'coalesce',
    left: checker.converted(left, type),
    right: checker.converted(right, type),
    type,
    position,
  };
}

function equality(
  operator: EmittedOperator,
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const operands = comparable(left, right, checker);
  if (operands === null) throw incomparable(left, right, position);
  return { kind: 'binary', operator, ...operands, type: checker.core.boolean, position };
}

const ordered: ReadonlySet<Operand> = new Set([
  'integer',
  'long',
  'double',
  'decimal',
  'string',
  'id',
  'date',
  'datetime',
  'time',
]);

function order(
  operator: EmittedOperator,
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const operands = comparable(left, right, checker);
  if (operands === null || !ordered.has(operands.operandKind)) throw incomparable(left, right, position);
  return { kind: 'binary', operator, ...operands, type: checker.core.boolean, position };
}

function incomparable(left: BoundExpression, right: BoundExpression, position: Position): CheckError {
  return new CheckError(
    position,
    `Comparison arguments must be compatible types: ${typeName(left.type)}, ${typeName(right.type)}`,
  );
}

interface Operands {
  readonly operandKind: Operand;
  readonly left: BoundExpression;
  readonly right: BoundExpression;
}

/** Brings both sides to one representation. */
function comparable(left: BoundExpression, right: BoundExpression, checker: ExpressionChecker): Operands | null {
  const { core } = checker;
  if (core.isNull(left.type)) return same(left, right, right.type, checker);
  if (core.isNull(right.type)) return same(left, right, left.type, checker);
  const numeric = widerNumber(left, right, checker);
  if (numeric !== null) return same(left, right, numeric, checker);
  if (sameType(left.type, right.type)) return same(left, right, left.type, checker);
  // An Id and a text are compared as ids: the text is read as one.
  const isId = (type: Type): boolean => type.symbol === core.id.symbol;
  if (isId(left.type) || isId(right.type)) {
    const fits = [left, right].every((side) => isId(side.type) || side.type.symbol === core.string.symbol);
    if (fits) return same(left, right, core.id, checker);
  }
  if (conversionCost(left.type, right.type, core) !== null) return same(left, right, right.type, checker);
  if (conversionCost(right.type, left.type, core) !== null) return same(left, right, left.type, checker);
  return bothReferences(left.type, right.type) ? { operandKind: 'object', left, right } : null;
}

function same(left: BoundExpression, right: BoundExpression, type: Type, checker: ExpressionChecker): Operands | null {
  const { core } = checker;
  const a = convert(left, type, core);
  const b = convert(right, type, core);
  return a === null || b === null ? null : { operandKind: core.operand(type), left: a, right: b };
}

/** Two interfaces, or an interface and a class, may be one object. */
function bothReferences(a: Type, b: Type): boolean {
  const kinds = [a.symbol.kind, b.symbol.kind];
  return kinds.includes('interface') && !kinds.includes('primitive');
}

/** The kind that both numbers fit in; a Double beside a Decimal becomes a Decimal. */
export function widerNumber(left: BoundExpression, right: BoundExpression, checker: ExpressionChecker): Type | null {
  const { core } = checker;
  const ranks = [core.numericRank(left.type), core.numericRank(right.type)];
  if (ranks.some((rank) => rank < 0)) return null;
  return [core.integer, core.long, core.double, core.decimal][Math.max(...ranks)] ?? null;
}

function isText(e: BoundExpression, checker: ExpressionChecker): boolean {
  return e.type.symbol === checker.core.string.symbol;
}

function concatenate(
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const parts = [...(left.kind === 'concat' ? left.parts : [left]), right];
  // Two texts keep their JavaScript `+` a text operation only if one of the first two parts is a text, which it is here.
  return { kind: 'concat', parts, type: checker.core.string, position };
}

function arithmetic(
  operator: '+' | '-' | '*' | '/',
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const { core } = checker;
  const type = widerNumber(left, right, checker);
  if (type !== null) {
    return {
      kind: 'binary',
      operator,
      operandKind: core.operand(type),
      left: checker.converted(left, type),
      right: checker.converted(right, type),
      type,
      position,
    };
  }
  const moved = operator === '+' || operator === '-' ? moveInTime(operator, left, right, position, checker) : null;
  if (moved !== null) return moved;
  throw new CheckError(position, 'Arithmetic expressions must use numeric arguments');
}

/** Date + days, Datetime + days, Time + milliseconds. */
function moveInTime(
  operator: '+' | '-',
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression | null {
  const { core } = checker;
  const operandKind = core.operand(left.type);
  if (operandKind !== 'date' && operandKind !== 'datetime' && operandKind !== 'time') return null;
  const rank = core.numericRank(right.type);
  if (rank < 0 || (operandKind !== 'datetime' && rank > 1)) return null;
  return { kind: 'binary', operator, operandKind, left, right, type: left.type, position };
}

function bitwise(
  operator: '&' | '|' | '^' | '<<' | '>>' | '>>>',
  left: BoundExpression,
  right: BoundExpression,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const { core } = checker;
  const isShift = operator.length > 1;
  const booleans = [left, right].every((side) => side.type.symbol === core.boolean.symbol);
  if (booleans && !isShift)
    return { kind: 'binary', operator, operandKind: 'boolean', left, right, type: core.boolean, position };
  const whole = [left, right].every((side) => [0, 1].includes(core.numericRank(side.type)));
  if (!whole) {
    throw new CheckError(
      position,
      isShift
        ? 'Shift operators must use Integer or Long arguments'
        : 'Bitwise operators must use Boolean, Integer or Long arguments',
    );
  }
  const type = isShift ? left.type : (widerNumber(left, right, checker) ?? left.type);
  return {
    kind: 'binary',
    operator,
    operandKind: core.operand(type),
    left: checker.converted(left, type),
    right: shiftAmount(right, type, checker),
    type,
    position,
  };
}

/** Both operands of a shift have one representation. */
function shiftAmount(right: BoundExpression, type: Type, checker: ExpressionChecker): BoundExpression {
  return convert(right, type, checker.core) ?? { kind: 'cast', value: right, type, position: right.position };
}

export function checkUnary(e: Extract<Expression, { kind: 'unary' }>, checker: ExpressionChecker): BoundExpression {
  const { core } = checker;
  const operand = checker.value(e.operand);
  if (e.operator === '!') {
    if (operand.type.symbol !== core.boolean.symbol)
      throw new CheckError(e.position, `Boolean negation must use a Boolean argument: ${typeName(operand.type)}`);
    return { kind: 'not', operand, type: core.boolean, position: e.position };
  }
  const rank = core.numericRank(operand.type);
  if (rank < 0 || (e.operator === '~' && rank > 1))
    throw new CheckError(e.position, `Unary operators must use numeric arguments: ${typeName(operand.type)}`);
  if (e.operator === '+') return operand;
  return {
    kind: e.operator === '-' ? 'negate' : 'complement',
    operand,
    operandKind: core.operand(operand.type),
    type: operand.type,
    position: e.position,
  };
}

export function checkTernary(e: Extract<Expression, { kind: 'ternary' }>, checker: ExpressionChecker): BoundExpression {
  const condition = checker.condition(e.condition);
  const then = checker.value(e.then);
  const otherwise = checker.value(e.otherwise);
  const type = commonType(then, otherwise, checker);
  if (type === null)
    throw new CheckError(
      e.position,
      `Incompatible types in ternary operator: ${typeName(then.type)}, ${typeName(otherwise.type)}`,
    );
  return {
    kind: 'conditional',
    condition,
    then: checker.converted(then, type),
    otherwise: checker.converted(otherwise, type),
    type,
    position: e.position,
  };
}

/** The type that both alternatives fit in. */
function commonType(a: BoundExpression, b: BoundExpression, checker: ExpressionChecker): Type | null {
  const { core } = checker;
  if (sameType(a.type, b.type)) return a.type;
  if (core.isNull(a.type)) return b.type;
  if (core.isNull(b.type)) return a.type;
  const number = widerNumber(a, b, checker);
  if (number !== null) return number;
  if (a.type.symbol === core.id.symbol && b.type.symbol === core.string.symbol) return core.string;
  if (convert(b, a.type, core) !== null) return a.type;
  return convert(a, b.type, core) === null ? commonReference(a.type, b.type, core.sobject, core.object) : b.type;
}

function commonReference(a: Type, b: Type, sobject: Type, object: Type): Type | null {
  if (a.symbol.kind === 'sobject' && b.symbol.kind === 'sobject') return sobject;
  if (a.symbol.kind === 'primitive' || b.symbol.kind === 'primitive') return null;
  const ancestors = new Set<Type['symbol']>();
  for (let type: Type | null = a; type !== null; type = type.symbol.superclass) ancestors.add(type.symbol);
  for (let type: Type | null = b; type !== null; type = type.symbol.superclass)
    if (ancestors.has(type.symbol)) return type;
  return (
    a.symbol.interfaces.find((candidate) => b.symbol.interfaces.some((other) => sameType(candidate, other))) ?? object
  );
}
