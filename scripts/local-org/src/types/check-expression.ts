/** Expressions: from syntax to bound nodes. The parts by theme are functions over one `ExpressionChecker`. */
import type { Expression, Position } from '../syntax/ast.ts';
import type { BoundExpression } from './bound.ts';
import { checkCall } from './check-calls.ts';
import { checkAssign, checkUpdate } from './check-assignments.ts';
import { checkCast, checkInstanceOf } from './check-casts.ts';
import { checkLiteral } from './check-literals.ts';
import { memberOf, resolveExpression, valueOf } from './check-names.ts';
import { checkNew } from './check-new.ts';
import { checkBinary, checkTernary, checkUnary } from './check-operators.ts';
import { checkSoql, checkSosl } from './check-soql.ts';
import type { ProjectContext } from './context.ts';
import { CheckError } from './context.ts';
import { convert } from './convert.ts';
import type { Core } from './core.ts';
import { resolveType } from './resolve.ts';
import type { CodeUnit, LocalScope } from './scope.ts';
import type { Type } from './symbols.ts';
import { typeName } from './symbols.ts';

export class ExpressionChecker {
  readonly scope: LocalScope;

  constructor(scope: LocalScope) {
    this.scope = scope;
  }

  get unit(): CodeUnit {
    return this.scope.unit;
  }

  get context(): ProjectContext {
    return this.scope.unit.context;
  }

  get core(): Core {
    return this.scope.unit.context.core;
  }

  /** Binds an expression that must have a value. */
  value(e: Expression): BoundExpression {
    const bound = this.expression(e);
    if (this.core.isVoid(bound.type)) throw new CheckError(e.position, 'Expression cannot be a value of type void');
    return bound;
  }

  /** Binds an expression, `void` calls included. */
  expression(e: Expression): BoundExpression {
    switch (e.kind) {
      case 'literal':
        return checkLiteral(e, this.core);
      case 'name':
      case 'member':
        return valueOf(resolveExpression(e, this), e.position);
      case 'index':
        return this.#index(e);
      case 'call':
        return checkCall(e, this);
      case 'new':
        return checkNew(e, this);
      case 'cast':
        return checkCast(e, this);
      case 'instanceof':
        return checkInstanceOf(e, this);
      case 'unary':
        return checkUnary(e, this);
      case 'update':
        return checkUpdate(e, this);
      case 'binary':
        return checkBinary(e, this);
      case 'ternary':
        return checkTernary(e, this);
      case 'assign':
        return checkAssign(e, this);
      case 'soql':
        return checkSoql(e.query, e.position, this);
      case 'sosl':
        return checkSosl(e.query, e.position, this);
      case 'typeliteral':
        return {
          kind: 'type-literal',
          literal: this.type(e.type),
          type: this.core.named('System.Type'),
          position: e.position,
        };
      case 'this':
        return this.self(e.position);
      case 'super':
        throw new CheckError(e.position, 'Expression cannot be super');
    }
  }

  /** Binds and converts to `wanted`. @throws CheckError "Illegal assignment from A to B" */
  as(e: Expression, wanted: Type): BoundExpression {
    return this.converted(this.value(e), wanted);
  }

  converted(bound: BoundExpression, wanted: Type): BoundExpression {
    const fitted = convert(bound, wanted, this.core);
    if (fitted === null) {
      throw new CheckError(bound.position, `Illegal assignment from ${typeName(bound.type)} to ${typeName(wanted)}`);
    }
    return fitted;
  }

  /** A condition of if, while, for or ?:. */
  condition(e: Expression): BoundExpression {
    const bound = this.value(e);
    if (bound.type.symbol !== this.core.boolean.symbol) {
      throw new CheckError(e.position, `Condition expression must be of type Boolean: ${typeName(bound.type)}`);
    }
    return bound;
  }

  type(node: Parameters<typeof resolveType>[0]): Type {
    return resolveType(node, this.unit.type, this.context);
  }

  self(position: Position): BoundExpression {
    if (this.unit.isStatic) throw new CheckError(position, 'Cannot reference "this" in a static context');
    const own = { symbol: this.unit.type, args: [] };
    return { kind: 'this', type: own, position };
  }

  #index(e: Extract<Expression, { kind: 'index' }>): BoundExpression {
    const index = this.as(e.index, this.core.integer);
    return memberOf(this.value(e.object), false, e.position, (list) => {
      const element = list.type.args[0];
      if (!this.core.is(list.type, 'List') || element === undefined) {
        throw new CheckError(e.position, `Expression must be a list type: ${typeName(list.type)}`);
      }
      return { kind: 'index-get', list, index, type: element, position: e.position };
    });
  }
}
