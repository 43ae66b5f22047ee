/**
 * What names and dotted names mean: variables before fields, fields before types, types before namespaces.
 * Source: Apex Developer Guide, "Namespace, Class, and Variable Name Precedence".
 */
import type { Expression, Position } from '../syntax/ast.ts';
import type { ObjectSchema } from '../schema/model.ts';
import type { BoundExpression } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { recordMember, tokenOfField, tokenOfObject } from './check-records.ts';
import { triggerVariable } from './check-trigger-variables.ts';
import { CheckError } from './context.ts';
import { convert } from './convert.ts';
import { findField, findInnerType } from './members.ts';
import type { FieldUse } from './members.ts';
import { makeType } from './platform-types.ts';
import { findInNamespace, findTypeName, isNamespace } from './resolve.ts';
import type { Type, TypeSymbol } from './symbols.ts';
import { typeName } from './symbols.ts';
import { isTypeVisible, isVisible } from './visibility.ts';

/** What a name stands for. A class may share its name with a namespace (`System`, `Database`). */
export type Resolved =
  | { readonly kind: 'value'; readonly value: BoundExpression }
  | { readonly kind: 'type'; readonly type: Type; readonly name: string }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'trigger' }
  | { readonly kind: 'label'; readonly namespace: string | null }
  /** `SObjectType` as in `SObjectType.Account`. */
  | { readonly kind: 'describes' }
  /** `Account.fields`, or `SObjectType.Account.fields` whose members are described. */
  | {
      readonly kind: 'fields';
      readonly object: ObjectSchema;
      readonly described: boolean;
      /** What `….fields` is by itself, for `getMap()`; null of `Account.fields`. */
      readonly value: BoundExpression | null;
    }
  | { readonly kind: 'super' };

export function resolveExpression(e: Expression, checker: ExpressionChecker): Resolved {
  if (e.kind === 'name') return resolveName(e.name, e.position, checker);
  if (e.kind === 'member') return resolveMember(e, checker);
  if (e.kind === 'super') return { kind: 'super' };
  return { kind: 'value', value: checker.value(e) };
}

/** @throws CheckError where the name stands for something without a value */
export function valueOf(resolved: Resolved, position: Position): BoundExpression {
  if (resolved.kind === 'value') return resolved.value;
  if (resolved.kind === 'fields' && resolved.value !== null) return resolved.value;
  const name = resolved.kind === 'type' || resolved.kind === 'namespace' ? resolved.name : resolved.kind;
  throw new CheckError(position, `Variable does not exist: ${name}`);
}

function resolveName(name: string, position: Position, checker: ExpressionChecker): Resolved {
  const local = checker.scope.find(name);
  if (local !== null) return value({ kind: 'local-get', local, type: local.type, position });
  const field = fieldInReach(name, checker.unit.type);
  if (field !== null) return value(ownField(field.use, field.declaredIn, position, checker));
  const special = specialName(name);
  const type = findTypeName(name, checker.unit.type, checker.context);
  if (type !== null && special?.kind !== 'trigger') return { kind: 'type', type, name };
  if (special !== null) return special;
  if (isNamespace(name, checker.context)) return { kind: 'namespace', name };
  throw new CheckError(position, `Variable does not exist: ${name}`);
}

function specialName(name: string): Resolved | null {
  switch (name.toLowerCase()) {
    case 'trigger':
      return { kind: 'trigger' };
    case 'label':
      return { kind: 'label', namespace: null };
    case 'sobjecttype':
      return { kind: 'describes' };
    default:
      return null;
  }
}

/** A field of the class, its superclasses, or a class around it. */
function fieldInReach(name: string, from: TypeSymbol): { use: FieldUse; declaredIn: TypeSymbol } | null {
  for (let current: TypeSymbol | null = from; current !== null; current = current.outer) {
    const use = findField(makeType(current), name);
    if (use !== null) return { use, declaredIn: current };
  }
  return null;
}

function ownField(
  use: FieldUse,
  declaredIn: TypeSymbol,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const { field } = use;
  if (field.isStatic) return staticField(use, position, checker);
  if (declaredIn !== checker.unit.type || checker.unit.isStatic)
    throw new CheckError(position, `Variable does not exist: ${field.name}`);
  return readField(checker.self(position), use, position, checker);
}

function resolveMember(e: Extract<Expression, { kind: 'member' }>, checker: ExpressionChecker): Resolved {
  const object = resolveExpression(e.object, checker);
  if (e.safe && object.kind !== 'value')
    throw new CheckError(e.position, 'Safe navigation operator is not applicable to a type');
  switch (object.kind) {
    case 'value':
      return memberOfValue(object.value, e, checker);
    case 'type':
      return memberOfType(object.type, object.name, e, checker);
    case 'namespace':
      return memberOfNamespace(object.name, e, checker);
    case 'trigger':
      return value(triggerVariable(e.name, e.position, checker));
    case 'label':
      return labelMember(object.namespace, e, checker);
    case 'describes':
      return value(describeOf(e.name, e.namePosition, checker));
    case 'fields':
      return value(fieldOfObject(object.object, object.described, e, checker));
    case 'super': {
      const self = checker.self(e.position);
      return memberOfValue({ ...self, type: self.type.symbol.superclass ?? self.type }, e, checker);
    }
  }
}

type Member = Extract<Expression, { kind: 'member' }>;

function memberOfValue(target: BoundExpression, e: Member, checker: ExpressionChecker): Resolved {
  if (isDescribedFields(target, e.name) && target.kind === 'call' && target.target?.kind === 'sobject-type-token') {
    const { object } = target.target;
    return { kind: 'fields', object, described: true, value: readMember(target, e, checker) };
  }
  return value(memberOf(target, e.safe, e.position, (receiver) => readMember(receiver, e, checker)));
}

/** `SObjectType.Account.fields`: a describe call that stands for its object. */
function isDescribedFields(target: BoundExpression, name: string): boolean {
  return name.toLowerCase() === 'fields' && target.kind === 'call' && target.target?.kind === 'sobject-type-token';
}

function readMember(receiver: BoundExpression, e: Member, checker: ExpressionChecker): BoundExpression {
  const single = oneRecord(receiver, checker);
  if (single.type.symbol.kind === 'sobject') return recordMember(single, e.name, e.namePosition, checker);
  const use = findField(single.type, e.name);
  if (use === null) throw new CheckError(e.namePosition, `Variable does not exist: ${e.name}`);
  if (use.field.isStatic)
    throw new CheckError(
      e.namePosition,
      `Static field cannot be referenced from a non static context: ${typeName(single.type)}.${use.field.name}`,
    );
  return readField(single, use, e.namePosition, checker);
}

/** `[SELECT …].Name` reads the one record of a query. */
export function oneRecord(e: BoundExpression, checker: ExpressionChecker): BoundExpression {
  const element = e.type.args[0];
  if (e.kind !== 'soql' || e.result !== 'list' || element?.symbol.kind !== 'sobject') return e;
  return convert(e, element, checker.core) ?? e;
}

function memberOfType(type: Type, name: string, e: Member, checker: ExpressionChecker): Resolved {
  const key = e.name.toLowerCase();
  if (type.symbol.object !== null) {
    if (key === 'sobjecttype') return value(tokenOfObject(type.symbol.object, e.position, checker));
    if (key === 'fields') return { kind: 'fields', object: type.symbol.object, described: false, value: null };
    return value(fieldOfObject(type.symbol.object, false, e, checker));
  }
  const use = findField(type, e.name);
  if (use !== null && use.field.isStatic) return value(staticField(use, e.namePosition, checker));
  const inner = findInnerType(type.symbol, e.name);
  if (inner !== null) {
    if (!isTypeVisible(inner, checker.unit))
      throw new CheckError(e.namePosition, `Type is not visible: ${inner.qualifiedName}`);
    return { kind: 'type', type: makeType(inner), name: e.name };
  }
  if (type.symbol.declaredAt === null) {
    const found = inNamespace(name, e, checker);
    if (found !== null) return found;
  }
  if (use !== null)
    throw new CheckError(
      e.namePosition,
      `Non static field cannot be referenced from a static context: ${typeName(type)}.${use.field.name}`,
    );
  throw new CheckError(e.namePosition, `Variable does not exist: ${e.name}`);
}

function memberOfNamespace(name: string, e: Member, checker: ExpressionChecker): Resolved {
  const found = inNamespace(name, e, checker);
  if (found !== null) return found;
  throw new CheckError(e.position, `Variable does not exist: ${name}.${e.name}`);
}

function inNamespace(namespace: string, e: Member, checker: ExpressionChecker): Resolved | null {
  const key = namespace.toLowerCase();
  const name = e.name.toLowerCase();
  if (key === 'system' && name === 'label') return { kind: 'label', namespace: null };
  if (key === 'system' && name === 'trigger') return { kind: 'trigger' };
  if (key === 'schema' && name === 'sobjecttype') return { kind: 'describes' };
  const type = findInNamespace(namespace, e.name, checker.context);
  return type === null ? null : { kind: 'type', type, name: e.name };
}

function labelMember(namespace: string | null, e: Member, checker: ExpressionChecker): Resolved {
  const own = checker.context.namespace;
  const known = checker.context.input.labels.has(e.name.toLowerCase());
  const isOwn = namespace === null || namespace.toLowerCase() === own?.toLowerCase();
  if (isOwn && known) {
    return value({ kind: 'label', namespace: null, name: e.name, type: checker.core.string, position: e.position });
  }
  if (namespace === null && e.name.toLowerCase() === own?.toLowerCase()) return { kind: 'label', namespace: e.name };
  throw new CheckError(e.namePosition, `External string does not exist: ${e.name}`);
}

/** `SObjectType.Account`: the describe of an object. */
function describeOf(name: string, position: Position, checker: ExpressionChecker): BoundExpression {
  const object = checker.context.sobjects.find(name)?.symbol.object;
  if (object === undefined || object === null) throw new CheckError(position, `Variable does not exist: ${name}`);
  return describeCall(tokenOfObject(object, position, checker), position, checker);
}

function fieldOfObject(
  object: ObjectSchema,
  described: boolean,
  e: Member,
  checker: ExpressionChecker,
): BoundExpression {
  const token = tokenOfField(object, e.name, e.namePosition, checker);
  return described ? describeCall(token, e.position, checker) : token;
}

function describeCall(token: BoundExpression, position: Position, checker: ExpressionChecker): BoundExpression {
  const method = token.type.symbol.methods.get('getdescribe')?.find((candidate) => candidate.parameters.length === 0);
  if (method === undefined) throw new Error(`${typeName(token.type)} has no getDescribe()`);
  void checker;
  return {
    kind: 'call',
    target: token,
    method,
    args: [],
    isSuper: false,
    scope: null,
    type: method.returnType,
    position,
  };
}

function staticField(use: FieldUse, position: Position, checker: ExpressionChecker): BoundExpression {
  const { field } = use;
  if (field.owner.kind === 'enum') return { kind: 'enum-constant', name: field.name, type: use.type, position };
  requireReadable(use, position, checker);
  return { kind: 'field-get', target: null, field, type: use.type, position };
}

function readField(
  target: BoundExpression,
  use: FieldUse,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  requireReadable(use, position, checker);
  return { kind: 'field-get', target, field: use.field, type: use.type, position };
}

function requireReadable({ field }: FieldUse, position: Position, checker: ExpressionChecker): void {
  if (!isVisible(field, field.accessors === null ? field.access : field.getAccess, checker.unit)) {
    throw new CheckError(position, `Variable is not visible: ${field.owner.qualifiedName}.${field.name}`);
  }
}

/**
 * Builds the access to a member of `target`. With `?.`, or behind one, the access goes inside the `safe` node, so that
 * the rest of the chain is not evaluated. Source: Apex Developer Guide, "Safe Navigation Operator".
 */
export function memberOf(
  target: BoundExpression,
  safe: boolean,
  position: Position,
  build: (receiver: BoundExpression) => BoundExpression,
): BoundExpression {
  if (target.kind === 'safe') {
    const access = memberOf(target.access, safe, position, build);
    return { ...target, access, type: access.type, position };
  }
  if (!safe) return build(target);
  const receiver: BoundExpression = { kind: 'receiver-value', type: target.type, position };
  const access = build(receiver);
  return { kind: 'safe', receiver: target, access, type: access.type, position };
}

function value(bound: BoundExpression): Resolved {
  return { kind: 'value', value: bound };
}
