/** Types and members of the ANTLR tree → our syntax tree. */
import type {
  ClassBodyDeclarationContext,
  ClassDeclarationContext,
  EnumDeclarationContext,
  FieldDeclarationContext,
  FormalParametersContext,
  InterfaceDeclarationContext,
  MemberDeclarationContext,
  MethodDeclarationContext,
  ModifierContext,
  PropertyDeclarationContext,
  TypeDeclarationContext,
} from '@apexdevtools/apex-parser';
import type {
  Accessor,
  ClassDeclaration,
  EnumDeclaration,
  FieldDeclaration,
  InterfaceDeclaration,
  Member,
  MethodDeclaration,
  Modifiers,
  Parameter,
  Position,
  PropertyDeclaration,
  TypeDeclaration,
} from './ast.ts';
import { at, has, optional, SyntaxProblem } from './adapter.ts';
import { modifiersOf } from './modifiers.ts';
import { block, variables } from './statements.ts';
import { namedType, typeList, typeNode } from './type-nodes.ts';

/** Modifiers stand before the declaration in the tree; where both begin is the declaration's position. */
interface Prefix {
  readonly modifiers: Modifiers;
  readonly position: Position;
}

export function typeDeclaration(context: TypeDeclarationContext): TypeDeclaration {
  const prefix = prefixOf(context.modifier_list(), at(context));
  return declaredType(context, prefix) ?? refuse(context);
}

/** What member declarations of classes, triggers and anonymous blocks have in common. */
export type AnyMember = Pick<
  MemberDeclarationContext,
  | 'methodDeclaration'
  | 'interfaceDeclaration'
  | 'classDeclaration'
  | 'enumDeclaration'
  | 'propertyDeclaration'
  | 'fieldDeclaration'
  | 'getText'
  | 'start'
>;

export function prefixOf(modifiers: readonly ModifierContext[], position: Position): Prefix {
  return { modifiers: modifiersOf(modifiers), position };
}

/** A method or type; undefined when the member is something else. */
export function methodOrType(context: AnyMember, prefix: Prefix): MethodDeclaration | TypeDeclaration | undefined {
  const method = optional(context.methodDeclaration());
  return method === null ? declaredType(context, prefix) : methodDeclaration(method, prefix);
}

export function propertyOrField(
  context: AnyMember,
  prefix: Prefix,
): PropertyDeclaration | FieldDeclaration | undefined {
  const property = optional(context.propertyDeclaration());
  if (property !== null) return propertyDeclaration(property, prefix);
  const field = optional(context.fieldDeclaration());
  return field === null ? undefined : fieldDeclaration(field, prefix);
}

type TypeContexts = Pick<AnyMember, 'classDeclaration' | 'interfaceDeclaration' | 'enumDeclaration'>;

function declaredType(context: TypeContexts, prefix: Prefix): TypeDeclaration | undefined {
  const asClass = optional(context.classDeclaration());
  if (asClass !== null) return classDeclaration(asClass, prefix);
  const asInterface = optional(context.interfaceDeclaration());
  if (asInterface !== null) return interfaceDeclaration(asInterface, prefix);
  const asEnum = optional(context.enumDeclaration());
  return asEnum === null ? undefined : enumDeclaration(asEnum, prefix);
}

function classDeclaration(context: ClassDeclarationContext, prefix: Prefix): ClassDeclaration {
  const superclass = optional(context.typeRef());
  const interfaces = optional(context.typeList());
  const members = context
    .classBody()
    .classBodyDeclaration_list()
    .flatMap((member) => classMember(member));
  return {
    kind: 'class',
    ...prefix,
    name: context.id().getText(),
    namePosition: at(context.id()),
    superclass: superclass === null ? null : typeNode(superclass),
    interfaces: interfaces === null ? [] : typeList(interfaces),
    members,
  };
}

function interfaceDeclaration(context: InterfaceDeclarationContext, prefix: Prefix): InterfaceDeclaration {
  const interfaces = optional(context.typeList());
  const members = context
    .interfaceBody()
    .interfaceMethodDeclaration_list()
    .map((method): MethodDeclaration => ({
      kind: 'method',
      ...prefixOf(method.modifier_list(), at(method)),
      name: method.id().getText(),
      namePosition: at(method.id()),
      returnType: optional(method.typeRef()) === null ? namedType(['void'], at(method)) : typeNode(method.typeRef()),
      parameters: parameters(method.formalParameters()),
      body: null,
    }));
  return {
    kind: 'interface',
    ...prefix,
    name: context.id().getText(),
    namePosition: at(context.id()),
    interfaces: interfaces === null ? [] : typeList(interfaces),
    members,
  };
}

function enumDeclaration(context: EnumDeclarationContext, prefix: Prefix): EnumDeclaration {
  const constants = optional(context.enumConstants());
  const values = (constants?.id_list() ?? []).map((id) => ({ name: id.getText(), position: at(id) }));
  return { kind: 'enum', ...prefix, name: context.id().getText(), namePosition: at(context.id()), values };
}

function classMember(context: ClassBodyDeclarationContext): Member[] {
  const body = optional(context.block());
  if (body !== null)
    return [{ kind: 'initializer', isStatic: has(context.STATIC()), body: block(body), position: at(context) }];
  const member = optional(context.memberDeclaration());
  // A lone semicolon between members.
  if (member === null) return [];
  const prefix = prefixOf(context.modifier_list(), at(context));
  const constructor = optional(member.constructorDeclaration());
  if (constructor !== null) {
    const name = constructor.qualifiedName();
    return [
      {
        kind: 'constructor',
        ...prefix,
        name: name.getText(),
        namePosition: at(name),
        parameters: parameters(constructor.formalParameters()),
        body: block(constructor.block()),
      },
    ];
  }
  return [methodOrType(member, prefix) ?? propertyOrField(member, prefix) ?? refuse(member)];
}

function methodDeclaration(context: MethodDeclarationContext, prefix: Prefix): MethodDeclaration {
  const body = optional(context.block());
  return {
    kind: 'method',
    ...prefix,
    name: context.id().getText(),
    namePosition: at(context.id()),
    returnType: has(context.VOID()) ? namedType(['void'], at(context)) : typeNode(context.typeRef()),
    parameters: parameters(context.formalParameters()),
    body: body === null ? null : block(body),
  };
}

function parameters(context: FormalParametersContext): Parameter[] {
  return (optional(context.formalParameterList())?.formalParameter_list() ?? []).map((parameter) => ({
    name: parameter.id().getText(),
    type: typeNode(parameter.typeRef()),
    isFinal: modifiersOf(parameter.modifier_list()).words.has('final'),
    position: at(parameter.id()),
  }));
}

function fieldDeclaration(context: FieldDeclarationContext, prefix: Prefix): FieldDeclaration {
  return {
    kind: 'field',
    ...prefix,
    type: typeNode(context.typeRef()),
    variables: variables(context.variableDeclarators()),
  };
}

function propertyDeclaration(context: PropertyDeclarationContext, prefix: Prefix): PropertyDeclaration {
  let getter: Accessor | null = null;
  let setter: Accessor | null = null;
  for (const part of context.propertyBlock_list()) {
    const code = optional(part.getter()) ?? part.setter();
    const body = optional(code.block());
    const accessor: Accessor = {
      modifiers: modifiersOf(part.modifier_list()),
      body: body === null ? null : block(body),
      position: at(part),
    };
    if (optional(part.getter()) === null) setter = accessor;
    else getter = accessor;
  }
  return {
    kind: 'property',
    ...prefix,
    name: context.id().getText(),
    namePosition: at(context.id()),
    type: typeNode(context.typeRef()),
    getter,
    setter,
  };
}

function refuse(context: Pick<AnyMember, 'getText' | 'start'>): never {
  throw new SyntaxProblem(
    { line: context.start.line, column: context.start.column + 1 },
    `Unexpected token '${context.start.text}'.`,
  );
}
