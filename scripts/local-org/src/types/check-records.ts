/** Fields and relationships of records, and the tokens of objects and fields. */
import type { Position } from '../syntax/ast.ts';
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';
import type { BoundExpression } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { CheckError } from './context.ts';
import type { ProjectContext } from './context.ts';
import type { Type } from './symbols.ts';

/** `record.Name`, `record.Account`, `record.Contacts`. */
export function recordMember(
  record: BoundExpression,
  name: string,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const object = record.type.symbol.object;
  if (object === null) return abstractMember(record, name, position, checker);
  const field = object.field(name);
  if (field !== undefined)
    return { kind: 'sobject-get', target: record, field, type: checker.core.ofField(field.type), position };
  const parent = object.parent(name);
  if (parent !== undefined)
    return {
      kind: 'sobject-parent',
      target: record,
      field: parent,
      type: parentType(parent, checker.context),
      position,
    };
  const children = object.children(name);
  const child = children === undefined ? null : checker.context.sobjects.find(children.childObject);
  if (children !== undefined && child !== null) {
    const relationship = children.relationshipName ?? name;
    return { kind: 'sobject-children', target: record, relationship, type: checker.core.list(child), position };
  }
  throw new CheckError(position, `Variable does not exist: ${name}`);
}

/** Of an SObject whose object is not known only the Id may be read. */
function abstractMember(
  record: BoundExpression,
  name: string,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const field = name.toLowerCase() === 'id' ? idField(checker) : undefined;
  if (field === undefined) throw new CheckError(position, `Variable does not exist: ${name}`);
  return { kind: 'sobject-get', target: record, field, type: checker.core.id, position };
}

/** The Id of any object that has one: events have none. */
function idField(checker: ExpressionChecker): FieldSchema | undefined {
  for (const object of checker.context.input.schema.objects.values()) {
    const field = object.field('Id');
    if (field !== undefined) return field;
  }
  return undefined;
}

/** Type of a relationship; one with several targets is read through the fields they share (object `Name`). */
export function parentType(field: FieldSchema, context: ProjectContext): Type {
  const [first, second] = field.referenceTo;
  const shared = second === undefined ? null : context.sobjects.find('Name');
  return shared ?? (first === undefined ? null : context.sobjects.find(first)) ?? context.core.sobject;
}

/** `Account.SObjectType`. */
export function tokenOfObject(object: ObjectSchema, position: Position, checker: ExpressionChecker): BoundExpression {
  return { kind: 'sobject-type-token', object, type: checker.core.named('Schema.SObjectType'), position };
}

/** `Account.Name` as a token. */
export function tokenOfField(
  object: ObjectSchema,
  name: string,
  position: Position,
  checker: ExpressionChecker,
): BoundExpression {
  const field = object.field(name);
  if (field === undefined) throw new CheckError(position, `Variable does not exist: ${name}`);
  return { kind: 'sobject-field-token', object, field, type: checker.core.named('Schema.SObjectField'), position };
}
