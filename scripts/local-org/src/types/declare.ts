/** Symbols of a project: first every type, so that they may refer to each other in any order, then their members. */
import type {
  ClassDeclaration,
  ConstructorDeclaration,
  EnumDeclaration,
  FieldDeclaration,
  InterfaceDeclaration,
  MethodDeclaration,
  Modifiers,
  Parameter,
  PropertyDeclaration,
  TypeDeclaration,
  TypeNode,
} from '../syntax/ast.ts';
import type { ProjectContext } from './context.ts';
import { CheckError } from './context.ts';
import { makeSymbol, makeType } from './platform-types.ts';
import { isReserved } from './reserved.ts';
import { resolveType } from './resolve.ts';
import type { Access, FieldSymbol, MethodSymbol, Type, TypeSymbol } from './symbols.ts';
import { methodKey } from './symbols.ts';

/** A declared type with its syntax, for the passes that follow. */
export interface DeclaredType {
  readonly symbol: TypeSymbol;
  readonly declaration: TypeDeclaration;
  readonly file: string;
  readonly inner: readonly DeclaredType[];
}

export interface DeclareOptions {
  readonly file: string;
  readonly apiVersion: number;
}

/** First pass: the symbol of a type and of its inner types, without members. */
export function declareType(
  declaration: TypeDeclaration,
  outer: TypeSymbol | null,
  options: DeclareOptions,
  context: ProjectContext,
): DeclaredType {
  const words = declaration.modifiers.words;
  const symbol = makeSymbol({
    kind: declaration.kind,
    name: declaration.name,
    namespace: outer === null ? context.namespace : outer.namespace,
    outer,
    access: accessOf(words, outer === null ? 'private' : 'private'),
    isAbstract: declaration.kind === 'interface' || words.has('abstract'),
    isVirtual: declaration.kind === 'interface' || words.has('virtual') || words.has('abstract'),
    isTest: hasAnnotation(declaration.modifiers, 'istest') || (outer?.isTest ?? false),
    sharing: words.has('with sharing')
      ? 'with'
      : words.has('without sharing')
        ? 'without'
        : words.has('inherited sharing')
          ? 'inherited'
          : null,
    modifiers: declaration.modifiers,
    enumValues: declaration.kind === 'enum' ? declaration.values.map((value) => value.name) : [],
    declaredAt: { file: options.file, position: declaration.namePosition },
    apiVersion: options.apiVersion,
  });
  const inner = declaration.kind === 'class' ? declareInner(declaration, symbol, options, context) : [];
  return { symbol, declaration, file: options.file, inner };
}

function declareInner(
  declaration: ClassDeclaration,
  symbol: TypeSymbol,
  options: DeclareOptions,
  context: ProjectContext,
): DeclaredType[] {
  const inner: DeclaredType[] = [];
  for (const member of declaration.members) {
    if (member.kind !== 'class' && member.kind !== 'interface' && member.kind !== 'enum') continue;
    const declared = declareType(member, symbol, options, context);
    const key = member.name.toLowerCase();
    if (symbol.innerTypes.has(key))
      context.report(options.file, member.namePosition, `Duplicate type name: ${member.name}`);
    symbol.innerTypes.set(key, declared.symbol);
    inner.push(declared);
  }
  return inner;
}

/** Second pass: superclass and interfaces. */
export function declareParents(type: DeclaredType, context: ProjectContext): void {
  const { declaration, symbol } = type;
  guarded(type, context, () => {
    if (declaration.kind === 'class' && declaration.superclass !== null)
      symbol.superclass = resolveType(declaration.superclass, symbol, context);
  });
  if (declaration.kind !== 'enum') {
    const interfaces: Type[] = [];
    for (const node of declaration.interfaces)
      guarded(type, context, () => void interfaces.push(resolveType(node, symbol, context)));
    symbol.interfaces = interfaces;
  }
  for (const inner of type.inner) declareParents(inner, context);
}

/** Third pass: fields, properties, methods and constructors. */
export function declareMembers(type: DeclaredType, context: ProjectContext): void {
  const { declaration } = type;
  if (declaration.kind === 'enum') declareEnum(type, declaration, context);
  else if (declaration.kind === 'interface') declareInterface(type, declaration, context);
  else declareClass(type, declaration, context);
  for (const inner of type.inner) declareMembers(inner, context);
}

function declareEnum(type: DeclaredType, declaration: EnumDeclaration, context: ProjectContext): void {
  const { symbol } = type;
  for (const value of declaration.values) {
    symbol.fields.set(value.name.toLowerCase(), {
      ...plainField(symbol, value.name, makeType(symbol)),
      isStatic: true,
      isFinal: true,
      position: value.position,
    });
  }
  for (const method of context.input.enumMethods(symbol, context.core))
    append(symbol.methods, method.name.toLowerCase(), method);
}

function declareInterface(type: DeclaredType, declaration: InterfaceDeclaration, context: ProjectContext): void {
  for (const method of declaration.members) guarded(type, context, () => declareMethod(type, method, context));
}

function declareClass(type: DeclaredType, declaration: ClassDeclaration, context: ProjectContext): void {
  for (const member of declaration.members) {
    guarded(type, context, () => {
      if (member.kind === 'field') declareFields(type, member, context);
      else if (member.kind === 'property') declareProperty(type, member, context);
      else if (member.kind === 'method') declareMethod(type, member, context);
      else if (member.kind === 'constructor') declareConstructor(type, member, context);
    });
  }
  addImplicitConstructors(type, context);
}

function declareFields(type: DeclaredType, declaration: FieldDeclaration, context: ProjectContext): void {
  const { symbol } = type;
  const words = declaration.modifiers.words;
  const fieldType = valueType(declaration.type, symbol, context);
  for (const variable of declaration.variables) {
    const access = accessOf(words, 'private');
    addField(type, context, {
      ...plainField(symbol, variable.name, fieldType),
      isStatic: words.has('static'),
      isFinal: words.has('final'),
      access,
      setAccess: access,
      getAccess: access,
      modifiers: declaration.modifiers,
      position: variable.position,
    });
  }
}

function declareProperty(type: DeclaredType, declaration: PropertyDeclaration, context: ProjectContext): void {
  const { symbol } = type;
  const words = declaration.modifiers.words;
  const access = accessOf(words, 'private');
  addField(type, context, {
    ...plainField(symbol, declaration.name, valueType(declaration.type, symbol, context)),
    isStatic: words.has('static'),
    access,
    accessors: {
      get: declaration.getter === null ? null : declaration.getter.body === null ? 'auto' : 'code',
      set: declaration.setter === null ? null : declaration.setter.body === null ? 'auto' : 'code',
    },
    getAccess: accessOf(declaration.getter?.modifiers.words ?? words, access),
    setAccess: accessOf(declaration.setter?.modifiers.words ?? words, access),
    modifiers: declaration.modifiers,
    position: declaration.namePosition,
  });
}

function addField(type: DeclaredType, context: ProjectContext, field: FieldSymbol): void {
  const key = field.name.toLowerCase();
  if (isReserved(field.name))
    context.report(
      type.file,
      field.position ?? type.declaration.position,
      `Identifier name is reserved: ${field.name}`,
    );
  if (type.symbol.fields.has(key))
    context.report(type.file, field.position ?? type.declaration.position, `Duplicate field: ${field.name}`);
  type.symbol.fields.set(key, field);
}

function declareMethod(type: DeclaredType, declaration: MethodDeclaration, context: ProjectContext): void {
  const { symbol } = type;
  const words = declaration.modifiers.words;
  const isInterface = symbol.kind === 'interface';
  const isAbstract = isInterface || words.has('abstract');
  const parameters = declareParameters(type, declaration.parameters, context);
  const method: MethodSymbol = {
    kind: 'method',
    name: declaration.name,
    owner: symbol,
    parameters,
    returnType: resolveType(declaration.returnType, symbol, context),
    isStatic: words.has('static') || words.has('testmethod'),
    isAbstract,
    isVirtual: isAbstract || words.has('virtual'),
    isOverride: words.has('override'),
    access: isInterface ? symbol.access : accessOf(words, 'private'),
    modifiers: declaration.modifiers,
    position: declaration.namePosition,
    key: methodKey(
      declaration.name,
      parameters.map((parameter) => parameter.type),
    ),
  };
  const siblings = symbol.methods.get(declaration.name.toLowerCase()) ?? [];
  if (siblings.some((sibling) => sibling.key === method.key)) {
    context.report(type.file, declaration.namePosition, `Method already defined: ${signatureText(method)}`);
    return;
  }
  append(symbol.methods, declaration.name.toLowerCase(), method);
}

function declareConstructor(type: DeclaredType, declaration: ConstructorDeclaration, context: ProjectContext): void {
  if (declaration.name.toLowerCase() !== type.symbol.name.toLowerCase()) {
    context.report(type.file, declaration.namePosition, `Invalid constructor name: ${declaration.name}`);
  }
  const parameters = declareParameters(type, declaration.parameters, context);
  const constructor = constructorSymbol(
    type.symbol,
    parameters,
    accessOf(declaration.modifiers.words, 'private'),
    declaration.modifiers,
  );
  if (type.symbol.constructors.some((sibling) => sibling.key === constructor.key)) {
    context.report(type.file, declaration.namePosition, `Constructor already defined: ${type.symbol.name}`);
    return;
  }
  type.symbol.constructors.push({ ...constructor, position: declaration.namePosition });
}

/** Classes without a constructor have the default one; exceptions have the four of Exception beside their own. */
function addImplicitConstructors(type: DeclaredType, context: ProjectContext): void {
  const { symbol } = type;
  const { core } = context;
  const forms: { name: string; type: Type }[][] = symbol.constructors.length === 0 ? [[]] : [];
  if (isException(symbol, context)) {
    const message = { name: 'message', type: core.string };
    const cause = { name: 'cause', type: core.exception };
    forms.push([], [message], [cause], [message, cause]);
  }
  for (const parameters of forms) {
    const constructor = constructorSymbol(symbol, parameters, symbol.access === 'global' ? 'global' : 'public', null);
    if (!symbol.constructors.some((sibling) => sibling.key === constructor.key)) symbol.constructors.push(constructor);
  }
}

function isException(symbol: TypeSymbol, context: ProjectContext): boolean {
  const seen = new Set<TypeSymbol>();
  for (
    let current: TypeSymbol | null = symbol;
    current !== null && !seen.has(current);
    current = current.superclass?.symbol ?? null
  ) {
    seen.add(current);
    if (current === context.core.exception.symbol) return true;
  }
  return false;
}

function constructorSymbol(
  owner: TypeSymbol,
  parameters: readonly { name: string; type: Type }[],
  access: Access,
  modifiers: Modifiers | null,
): MethodSymbol {
  return {
    kind: 'constructor',
    name: owner.name,
    owner,
    parameters,
    returnType: makeType(owner),
    isStatic: false,
    isAbstract: false,
    isVirtual: false,
    isOverride: false,
    access,
    modifiers,
    position: null,
    key: methodKey(
      'new',
      parameters.map((parameter) => parameter.type),
    ),
  };
}

function declareParameters(
  type: DeclaredType,
  parameters: readonly Parameter[],
  context: ProjectContext,
): { name: string; type: Type }[] {
  return parameters.map((parameter) => ({
    name: parameter.name,
    type: valueType(parameter.type, type.symbol, context),
  }));
}

function valueType(node: TypeNode, scope: TypeSymbol, context: ProjectContext): Type {
  const type = resolveType(node, scope, context);
  if (context.core.isVoid(type)) throw new CheckError(node.position, 'Invalid type: void');
  return type;
}

function plainField(owner: TypeSymbol, name: string, type: Type): FieldSymbol {
  return {
    kind: 'field',
    name,
    owner,
    type,
    isStatic: false,
    isFinal: false,
    access: 'public',
    accessors: null,
    setAccess: 'public',
    getAccess: 'public',
    schema: null,
    modifiers: null,
    position: null,
  };
}

/** Reports what a member's declaration does wrong and goes on with the next one. */
function guarded(type: DeclaredType, context: ProjectContext, body: () => void): void {
  try {
    body();
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    context.report(type.file, error.position, error.message);
  }
}

export function accessOf(words: ReadonlySet<string>, fallback: Access): Access {
  if (words.has('global') || words.has('webservice')) return 'global';
  if (words.has('public')) return 'public';
  if (words.has('protected')) return 'protected';
  return words.has('private') ? 'private' : fallback;
}

export function hasAnnotation(modifiers: Modifiers | null, name: string): boolean {
  return modifiers?.annotations.some((annotation) => annotation.name.toLowerCase() === name) ?? false;
}

/** `void foo(Integer, String)`, as messages print a method. */
export function signatureText(method: MethodSymbol): string {
  return `${method.returnType.symbol.qualifiedName} ${method.name}(${method.parameters.map((parameter) => parameter.type.symbol.qualifiedName).join(', ')})`;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
