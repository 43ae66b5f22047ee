/** Casts and instanceof. Source: Apex Developer Guide, "Classes and Casting". */
import type { Expression } from '../syntax/ast.ts';
import type { BoundExpression } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { CheckError } from './context.ts';
import { conversionCost, convert, isSingleQuery } from './convert.ts';
import type { Core } from './core.ts';
import type { Type } from './symbols.ts';
import { sameType, typeName } from './symbols.ts';

export function checkCast(e: Extract<Expression, { kind: 'cast' }>, checker: ExpressionChecker): BoundExpression {
  const type = checker.type(e.type);
  const value = checker.value(e.value);
  const { core } = checker;
  // The type of a `new` is what it makes; all others may be told by a wider one.
  if (value.kind !== 'new' && widens(value, type, core)) return { ...(convert(value, type, core) ?? value), type };
  if (!mayBe(value.type, type, core)) {
    throw new CheckError(
      e.position,
      `Incompatible types since an instance of ${typeName(value.type)} is never an instance of ${typeName(type)}`,
    );
  }
  const cast: BoundExpression = {
    kind: 'cast',
    value: convert(value, core.object, core) ?? value,
    type,
    position: e.position,
  };
  if (type.symbol !== core.double.symbol) return cast;
  return { kind: 'convert', conversion: 'unbox-double', value: cast, type, position: e.position };
}

/** A cast that only states what is known. Collections are checked at run time all the same. */
function widens(value: BoundExpression, type: Type, core: Core): boolean {
  if (sameType(value.type, type) || core.isNull(value.type)) return true;
  if (isSingleQuery(value, type)) return true;
  return conversionCost(value.type, type, core) !== null && value.type.args.length === 0 && type.args.length === 0;
}

export function checkInstanceOf(
  e: Extract<Expression, { kind: 'instanceof' }>,
  checker: ExpressionChecker,
): BoundExpression {
  const { core } = checker;
  const test = checker.type(e.type);
  const value = checker.value(e.value);
  if (!mayBe(value.type, test, core) && !core.isNull(value.type)) {
    throw new CheckError(
      e.position,
      `Operation instanceof is always false since an instance of ${typeName(value.type)} is never an instance of ${typeName(test)}`,
    );
  }
  if (sameType(value.type, test) && value.type.symbol.kind === 'class') {
    throw new CheckError(
      e.position,
      `Operation instanceof is always true since an instance of ${typeName(value.type)} is always an instance of ${typeName(test)}`,
    );
  }
  const operand = convert(value, core.object, core) ?? value;
  return { kind: 'instanceof', value: operand, test, type: core.boolean, position: e.position };
}

/** Whether a value of one type can be of the other at run time. */
function mayBe(from: Type, to: Type, core: Core): boolean {
  if (core.isVoid(from) || core.isVoid(to)) return false;
  if (conversionCost(from, to, core) !== null || conversionCost(to, from, core) !== null)
    return narrowsNoNumber(from, to, core);
  const [a, b] = [from.symbol.kind, to.symbol.kind];
  if (from.symbol === to.symbol) return true;
  if (a === 'interface' && b !== 'primitive' && b !== 'enum' && b !== 'sobject') return true;
  return b === 'interface' && a !== 'primitive' && a !== 'enum' && a !== 'sobject';
}

/** Numbers are cast to wider kinds only; Decimal and Double to each other. */
function narrowsNoNumber(from: Type, to: Type, core: Core): boolean {
  const [a, b] = [core.numericRank(from), core.numericRank(to)];
  return a < 0 || b < 0 || a <= b || (a === 3 && b === 2);
}
