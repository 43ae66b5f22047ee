/** `new …` in its five forms. */
import type { CreatorContext, NewExpressionContext } from '@apexdevtools/apex-parser';
import type { AssignExpression, Expression, NameExpression, NewExpression, TypeNode } from './ast.ts';
import { at, optional, SyntaxProblem } from './adapter.ts';
import { expression, expressionList } from './expressions.ts';
import { createdType } from './type-nodes.ts';

export function creation(context: NewExpressionContext): NewExpression {
  const creator = context.creator();
  const type = createdType(creator.createdName());
  const position = at(context);
  const array = optional(creator.arrayCreatorRest());
  if (array !== null) return arrayCreation(array, type, position);
  return { kind: 'new', type, creator: creatorOf(creator, type), position };
}

function creatorOf(context: CreatorContext, type: TypeNode): NewExpression['creator'] {
  const withArguments = optional(context.classCreatorRest());
  if (withArguments !== null)
    return fieldsOrArguments(expressionList(optional(withArguments.arguments().expressionList())));
  const map = optional(context.mapCreatorRest());
  if (map !== null) {
    const entries = map
      .mapCreatorRestPair_list()
      .map((pair) => ({ key: expression(pair.expression(0)), value: expression(pair.expression(1)) }));
    return { kind: 'entries', entries };
  }
  const set = optional(context.setCreatorRest());
  if (set !== null) return { kind: 'elements', elements: set.expression_list().map(expression) };
  // `new List<T>{}`: no elements, and for a map no entries.
  return type.segments.at(-1)?.name.toLowerCase() === 'map'
    ? { kind: 'entries', entries: [] }
    : { kind: 'elements', elements: [] };
}

/** `new T[n]` and `new T[]{…}` are lists of T. */
function arrayCreation(
  context: ReturnType<CreatorContext['arrayCreatorRest']>,
  type: TypeNode,
  position: NewExpression['position'],
): NewExpression {
  const list: TypeNode = { ...type, arrayDepth: type.arrayDepth + 1 };
  const size = optional(context.expression());
  if (size !== null) return { kind: 'new', type: list, creator: { kind: 'size', size: expression(size) }, position };
  const elements = optional(context.arrayInitializer());
  if (elements === null) throw new SyntaxProblem(position, `Unexpected token '['.`);
  return {
    kind: 'new',
    type: list,
    creator: { kind: 'elements', elements: elements.expression_list().map(expression) },
    position,
  };
}

/** `new Account(Name = 'x')`: arguments that all are assignments to a name are fields. */
function fieldsOrArguments(args: Expression[]): NewExpression['creator'] {
  if (args.length === 0 || !args.every(isFieldAssignment)) return { kind: 'arguments', arguments: args };
  const fields = args.map((argument) => ({
    name: argument.target.name,
    value: argument.value,
    position: argument.target.position,
  }));
  return { kind: 'fields', fields };
}

function isFieldAssignment(argument: Expression): argument is AssignExpression & { target: NameExpression } {
  return argument.kind === 'assign' && argument.operator === '=' && argument.target.kind === 'name';
}
