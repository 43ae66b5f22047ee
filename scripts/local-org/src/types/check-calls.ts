/** Calls: which method is meant, and on what. */
import type { CallExpression, Expression, Position } from '../syntax/ast.ts';
import type { BoundExpression } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { memberOf, oneRecord, resolveExpression, valueOf } from './check-names.ts';
import { tokenOfField, tokenOfObject } from './check-records.ts';
import { capturedScope } from './check-captured-scope.ts';
import { CheckError } from './context.ts';
import { findMethods } from './members.ts';
import type { MethodUse } from './members.ts';
import { chooseOverload } from './overload.ts';
import { makeType } from './platform-types.ts';
import type { Type, TypeSymbol } from './symbols.ts';
import { typeName } from './symbols.ts';
import { isVisible } from './visibility.ts';

export function checkCall(e: CallExpression, checker: ExpressionChecker): BoundExpression {
  const args = e.arguments.map((argument) => checker.value(argument));
  if (e.object === null) return callByName(e, args, checker);
  if (e.object.kind === 'super') return callSuper(e, args, checker);
  const target = resolveTarget(e.object, checker);
  if (target.kind === 'type') return callStatic(target.type, target.name, e, args, checker);
  if (target.kind === 'namespace') throw new CheckError(e.object.position, `Variable does not exist: ${target.name}`);
  const receiver = valueOf(target, e.object.position);
  return memberOf(receiver, e.safe, e.position, (self) => callOn(self, e, args, checker));
}

/** `addError` on a field of a record is a call with the field's token: the value itself is not read. */
function resolveTarget(object: Expression, checker: ExpressionChecker): ReturnType<typeof resolveExpression> {
  return resolveExpression(object, checker);
}

function callOn(
  self: BoundExpression,
  e: CallExpression,
  args: BoundExpression[],
  checker: ExpressionChecker,
): BoundExpression {
  if (self.kind === 'sobject-get' && e.name.toLowerCase() === 'adderror') {
    const { object } = self.target.type.symbol;
    if (object !== null)
      return callOn(self.target, e, [tokenOfField(object, self.field.name, e.position, checker), ...args], checker);
  }
  const receiver = oneRecordFor(self, e, checker);
  const use = choose(findMethods(receiver.type, e.name, checker.core), receiver.type, e, args, checker);
  if (use.chosen.method.isStatic) {
    throw new CheckError(
      e.namePosition,
      `Static method cannot be referenced from a non static context: ${text(use.chosen.method.returnType, receiver.type, e.name, use.chosen.parameters)}`,
    );
  }
  return bound(receiver, use.chosen, use.args, e.position, checker, false);
}

/** A method that a list has not may be one of the query's record. */
function oneRecordFor(self: BoundExpression, e: CallExpression, checker: ExpressionChecker): BoundExpression {
  if (self.kind !== 'soql') return self;
  return findMethods(self.type, e.name, checker.core).length > 0 ? self : oneRecord(self, checker);
}

function callStatic(
  type: Type,
  name: string,
  e: CallExpression,
  args: BoundExpression[],
  checker: ExpressionChecker,
): BoundExpression {
  const candidates = findMethods(type, e.name, checker.core);
  if (candidates.length === 0 && type.symbol.declaredAt === null && type.symbol.object === null) {
    // `System.Label.get`, and classes that share the name of a namespace.
    const other = checker.context.input.platform.find(name, name);
    if (other !== undefined && other !== type.symbol) return callStatic(makeType(other), name, e, args, checker);
  }
  if (type.symbol.object?.kind === 'setting') {
    const setting = callOfSetting(type, e, args, checker);
    if (setting !== null) return setting;
  }
  const use = choose(candidates, type, e, args, checker);
  if (!use.chosen.method.isStatic) {
    throw new CheckError(
      e.namePosition,
      `Non static method cannot be referenced from a static context: ${text(use.chosen.method.returnType, type, e.name, use.chosen.parameters)}`,
    );
  }
  return bound(null, use.chosen, use.args, e.position, checker, false);
}

/** `X__c.getOrgDefaults()` of a custom setting; null when settings have no such method. */
function callOfSetting(
  type: Type,
  e: CallExpression,
  args: BoundExpression[],
  checker: ExpressionChecker,
): BoundExpression | null {
  const { object } = type.symbol;
  const settings = checker.core.named('System.CustomSettings');
  const candidates = findMethods(settings, e.name, checker.core).filter((use) => use.method.isStatic);
  if (object === null || candidates.length === 0) return null;
  const use = chooseOverload(candidates, [tokenOfObject(object, e.position, checker), ...args], checker.core);
  if (use === null) throw missing(type, e, args);
  const call = bound(null, use.chosen, use.args, e.position, checker, false);
  return { ...call, type: substituteSetting(call.type, type, checker) };
}

/** SObject in a setting's result stands for the setting itself. */
function substituteSetting(result: Type, setting: Type, checker: ExpressionChecker): Type {
  if (result.symbol === checker.core.sobject.symbol) return setting;
  return { symbol: result.symbol, args: result.args.map((arg) => substituteSetting(arg, setting, checker)) };
}

/** `f(x)`: a method of the class or of one around it; outside of the own class only static ones. */
function callByName(e: CallExpression, args: BoundExpression[], checker: ExpressionChecker): BoundExpression {
  const { unit } = checker;
  for (let current: TypeSymbol | null = unit.type; current !== null; current = current.outer) {
    const type = makeType(current);
    const candidates = findMethods(type, e.name, checker.core).filter(
      (use) => current === unit.type || use.method.isStatic,
    );
    if (candidates.length === 0) continue;
    if (chooseOverload(candidates, args, checker.core) === null && current.outer !== null) continue;
    const use = choose(candidates, type, e, args, checker);
    if (use.chosen.method.isStatic) return bound(null, use.chosen, use.args, e.position, checker, false);
    if (unit.isStatic) {
      throw new CheckError(
        e.namePosition,
        `Non static method cannot be referenced from a static context: ${text(use.chosen.method.returnType, type, e.name, use.chosen.parameters)}`,
      );
    }
    return bound(checker.self(e.position), use.chosen, use.args, e.position, checker, false);
  }
  throw missing(makeType(unit.type), e, args);
}

function callSuper(e: CallExpression, args: BoundExpression[], checker: ExpressionChecker): BoundExpression {
  const self = checker.self(e.position);
  const base = checker.unit.type.superclass ?? checker.core.object;
  const use = choose(findMethods(base, e.name, checker.core), base, e, args, checker);
  if (use.chosen.method.isAbstract) throw new CheckError(e.namePosition, `Cannot call an abstract method: ${e.name}`);
  return bound(self, use.chosen, use.args, e.position, checker, true);
}

function choose(
  candidates: readonly MethodUse[],
  type: Type,
  e: CallExpression,
  args: readonly BoundExpression[],
  checker: ExpressionChecker,
): { readonly chosen: MethodUse; readonly args: BoundExpression[] } {
  const use = chooseOverload(candidates, args, checker.core);
  if (use === null) throw missing(type, e, args);
  const { method } = use.chosen;
  if (!isVisible(method, method.access, checker.unit)) {
    throw new CheckError(
      e.namePosition,
      `Method is not visible: ${text(method.returnType, type, e.name, use.chosen.parameters)}`,
    );
  }
  return use;
}

function missing(type: Type, e: CallExpression, args: readonly BoundExpression[]): CheckError {
  const list = args.map((arg) => typeName(arg.type)).join(', ');
  return new CheckError(
    e.namePosition,
    `Method does not exist or incorrect signature: void ${e.name}(${list}) from the type ${typeName(type)}`,
  );
}

function bound(
  target: BoundExpression | null,
  use: MethodUse,
  args: BoundExpression[],
  position: Position,
  checker: ExpressionChecker,
  isSuper: boolean,
): BoundExpression {
  if (use.method.takesQuery === true && args[0]?.kind !== 'soql')
    throw new CheckError(position, 'Argument must be an inline query');
  const scope = use.method.capturesScope === true ? capturedScope(checker, position) : null;
  return {
    kind: 'call',
    target,
    method: use.method,
    args,
    isSuper,
    scope,
    type: resultType(target, use, checker),
    position,
  };
}

/** `account.clone()` is an Account, although the method is SObject's. */
function resultType(target: BoundExpression | null, use: MethodUse, checker: ExpressionChecker): Type {
  const isRecord = target?.type.symbol.kind === 'sobject' && use.method.name === 'clone';
  return isRecord && use.returnType.symbol === checker.core.sobject.symbol ? target.type : use.returnType;
}

function text(returnType: Type, owner: Type, name: string, parameters: readonly Type[]): string {
  return `${typeName(returnType)} ${typeName(owner)}.${name}(${parameters.map(typeName).join(', ')})`;
}
