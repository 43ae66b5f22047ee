/** `new`: objects, records, collections. */
import type { Expression } from '../syntax/ast.ts';
import type { BoundExpression } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { CheckError } from './context.ts';
import { substitute } from './members.ts';
import { chooseOverload } from './overload.ts';
import type { Type } from './symbols.ts';
import { typeName } from './symbols.ts';
import { isTypeVisible, isVisible } from './visibility.ts';

type New = Extract<Expression, { kind: 'new' }>;
type Creator<K extends New['creator']['kind']> = Extract<New['creator'], { kind: K }>;

export function checkNew(e: New, checker: ExpressionChecker): BoundExpression {
  const type = checker.type(e.type);
  if (!isTypeVisible(type.symbol, checker.unit))
    throw new CheckError(e.position, `Type is not visible: ${type.symbol.qualifiedName}`);
  switch (e.creator.kind) {
    case 'arguments':
      return type.symbol.kind === 'sobject' && e.creator.arguments.length === 0
        ? newRecord(e, type, [], checker)
        : construct(e, type, e.creator, checker);
    case 'fields':
      // `new Foo(x = 1)` on a class is a call with an assignment as its argument.
      if (type.symbol.kind !== 'sobject')
        throw new CheckError(
          e.position,
          `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${typeName(type)}`,
        );
      return newRecord(e, type, e.creator.fields, checker);
    case 'size':
      return {
        kind: 'new-list',
        elements: [],
        size: checker.as(e.creator.size, checker.core.integer),
        type,
        position: e.position,
      };
    case 'elements':
      return newElements(e, type, e.creator, checker);
    case 'entries':
      return newMap(e, type, e.creator, checker);
  }
}

function construct(e: New, type: Type, creator: Creator<'arguments'>, checker: ExpressionChecker): BoundExpression {
  const { symbol } = type;
  const args = creator.arguments.map((argument) => checker.value(argument));
  if (symbol.kind === 'interface' || symbol.kind === 'enum' || symbol.kind === 'sobject')
    throw new CheckError(e.position, `Type cannot be constructed: ${typeName(type)}`);
  if (symbol.isAbstract) throw new CheckError(e.position, `Abstract classes cannot be constructed: ${typeName(type)}`);
  const candidates = symbol.constructors.map((constructor) => ({
    constructor,
    parameters: constructor.parameters.map((parameter) => substitute(parameter.type, type)),
  }));
  const use = chooseOverload(candidates, args, checker.core);
  if (use === null) {
    const list = args.map((arg) => typeName(arg.type)).join(', ');
    throw new CheckError(e.position, `Constructor not defined: [${typeName(type)}].<Constructor>(${list})`);
  }
  const { constructor } = use.chosen;
  if (!isVisible(constructor, constructor.access, checker.unit)) {
    throw new CheckError(
      e.position,
      `Constructor is not visible: [${typeName(type)}].<Constructor>(${use.chosen.parameters.map(typeName).join(', ')})`,
    );
  }
  return { kind: 'new', constructor, args: use.args, type, position: e.position };
}

function newRecord(
  e: New,
  type: Type,
  fields: Creator<'fields'>['fields'],
  checker: ExpressionChecker,
): BoundExpression {
  const { object } = type.symbol;
  if (object === null) throw new CheckError(e.position, 'Type cannot be constructed: SObject');
  const bound = fields.map(({ name, value, position }) => {
    const field = object.field(name);
    if (field !== undefined) return { field, value: checker.as(value, checker.core.ofField(field.type)) };
    const parent = object.parent(name);
    if (parent === undefined) throw new CheckError(position, `Field does not exist: ${name} on ${object.name}`);
    return { field: { relationship: parent.relationshipName ?? name }, value: checker.as(value, checker.core.sobject) };
  });
  return { kind: 'new-sobject', object, fields: bound, type, position: e.position };
}

function newElements(e: New, type: Type, creator: Creator<'elements'>, checker: ExpressionChecker): BoundExpression {
  const element = type.args[0];
  const { core } = checker;
  if (element === undefined || !(core.is(type, 'List') || core.is(type, 'Set')))
    throw new CheckError(e.position, `Invalid initializer type ${typeName(type)}`);
  const elements = creator.elements.map((item) => checker.as(item, element));
  return core.is(type, 'Set')
    ? { kind: 'new-set', elements, type, position: e.position }
    : { kind: 'new-list', elements, size: null, type, position: e.position };
}

function newMap(e: New, type: Type, creator: Creator<'entries'>, checker: ExpressionChecker): BoundExpression {
  const [key, value] = type.args;
  if (key === undefined || value === undefined || !checker.core.is(type, 'Map'))
    throw new CheckError(e.position, `Invalid initializer type ${typeName(type)}`);
  const entries = creator.entries.map((entry) => ({
    key: checker.as(entry.key, key),
    value: checker.as(entry.value, value),
  }));
  return { kind: 'new-map', entries, type, position: e.position };
}
