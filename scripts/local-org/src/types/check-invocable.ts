/**
 * @InvocableMethod and @InvocableVariable. Source: Apex Developer Guide, "InvocableMethod Annotation"
 * (apex_classes_annotation_InvocableMethod) and "InvocableVariable Annotation" (apex_classes_annotation_InvocableVariable).
 */
import type { Annotation, Position } from '../syntax/ast.ts';
import type { ProjectContext } from './context.ts';
import type { DeclaredType } from './declare.ts';
import type { FieldSymbol, MethodSymbol, Type, TypeSymbol } from './symbols.ts';
import { typeName } from './symbols.ts';

/** The annotation of a method that flows and Invocable.Action may call; null when it has none. */
export function invocableAnnotation(method: MethodSymbol): Annotation | null {
  return annotationOf(method, 'invocablemethod');
}

/** Inputs or outputs of an invocable method: the annotated variables of a class, those of its superclasses first. */
export function invocableVariables(
  symbol: TypeSymbol,
): { readonly field: FieldSymbol; readonly annotation: Annotation }[] {
  const inherited = symbol.superclass === null ? [] : invocableVariables(symbol.superclass.symbol);
  const own = [...symbol.fields.values()].flatMap((field) => {
    const annotation = annotationOf(field, 'invocablevariable');
    return annotation === null ? [] : [{ field, annotation }];
  });
  return [...inherited, ...own];
}

/** Reports what is wrong with the annotated members of a type and of its inner types. */
export function checkInvocables(type: DeclaredType, context: ProjectContext): void {
  new InvocableChecker(type, context).check();
  for (const inner of type.inner) checkInvocables(inner, context);
}

const methodProperties: ReadonlySet<string> = new Set([
  'label',
  'description',
  'callout',
  'category',
  'configurationeditor',
  'iconname',
  'capabilitytype',
]);
const variableProperties: ReadonlySet<string> = new Set([
  'label',
  'description',
  'required',
  'defaultvalue',
  'placeholdertext',
]);

class InvocableChecker {
  readonly #type: DeclaredType;
  readonly #context: ProjectContext;

  constructor(type: DeclaredType, context: ProjectContext) {
    this.#type = type;
    this.#context = context;
  }

  check(): void {
    const methods = [...this.#type.symbol.methods.values()]
      .flat()
      .filter((method) => invocableAnnotation(method) !== null);
    methods.forEach((method, i) => {
      this.#method(method);
      if (i > 0) this.#report(method, 'Only one method per type can be defined with: InvocableMethod');
    });
    for (const field of this.#type.symbol.fields.values())
      if (annotationOf(field, 'invocablevariable') !== null) this.#variable(field);
  }

  #method(method: MethodSymbol): void {
    if (this.#type.symbol.outer !== null)
      this.#report(method, 'InvocableMethod can only be used on methods of a top level type');
    if (!method.isStatic) this.#report(method, 'InvocableMethod methods must be declared as static');
    if (!isOpen(method))
      this.#report(method, 'InvocableMethod methods require at least one of the following global, public');
    const others = (method.modifiers?.annotations ?? []).filter(
      ({ name }) => !['invocablemethod', 'deprecated'].includes(name.toLowerCase()),
    );
    if (others.length > 0)
      this.#report(method, 'The only annotation that can be used with InvocableMethod is Deprecated');
    this.#properties(method, 'InvocableMethod', methodProperties);
    this.#parameter(method);
    if (!this.#context.core.isVoid(method.returnType) && !this.#isListOfValues(method.returnType))
      this.#report(method, `InvocableMethod methods do not support return type of ${typeName(method.returnType)}`);
  }

  #parameter(method: MethodSymbol): void {
    const [parameter, second] = method.parameters;
    if (second !== undefined)
      this.#report(method, 'Only one parameter is supported on methods with @Invocable annotation');
    else if (parameter === undefined) return;
    else if (!this.#context.core.is(parameter.type, 'List'))
      this.#report(
        method,
        `Unsupported parameter type ${typeName(parameter.type)}. Valid invocable parameters must be List types like List<T> where T is a supported type`,
      );
    else if (!this.#isListOfValues(parameter.type))
      this.#report(method, `InvocableMethod methods do not support parameter type of ${typeName(parameter.type)}`);
  }

  #variable(field: FieldSymbol): void {
    if (field.accessors !== null) this.#report(field, 'InvocableVariable is not allowed on properties');
    if (field.isStatic) this.#report(field, 'InvocableVariable fields cannot be static');
    if (field.isFinal) this.#report(field, 'InvocableVariable fields cannot be final');
    if (!isOpen(field))
      this.#report(field, 'InvocableVariable fields require at least one of the following global, public');
    this.#properties(field, 'InvocableVariable', variableProperties);
    if (!this.#isVariableType(field.type, 2))
      this.#report(field, `InvocableVariable fields do not support type of ${typeName(field.type)}`);
  }

  #properties(member: MethodSymbol | FieldSymbol, annotation: string, known: ReadonlySet<string>): void {
    for (const name of annotationOf(member, annotation.toLowerCase())?.arguments.keys() ?? [])
      if (!known.has(name))
        this.#report(member, `No such property, ${name}, defined on this annotation: ${annotation}`);
  }

  /** Lists of values, and lists of lists of them. */
  #isListOfValues(type: Type): boolean {
    const [element] = type.args;
    if (!this.#context.core.is(type, 'List') || element === undefined) return false;
    const [inner] = element.args;
    return this.#isMethodValue(this.#context.core.is(element, 'List') && inner !== undefined ? inner : element);
  }

  #isMethodValue(type: Type): boolean {
    if (this.#isPlain(type)) return true;
    return isOwnClass(type) && invocableVariables(type.symbol).length > 0;
  }

  #isVariableType(type: Type, lists: number): boolean {
    const [element] = type.args;
    if (lists > 0 && element !== undefined && this.#context.core.is(type, 'List'))
      return this.#isVariableType(element, lists - 1);
    return this.#isPlain(type) || isOwnClass(type);
  }

  /** Primitives other than Object, and records. */
  #isPlain(type: Type): boolean {
    const { core } = this.#context;
    if (core.isRecord(type)) return true;
    return type.symbol.kind === 'primitive' && type.symbol !== core.object.symbol && !core.isVoid(type);
  }

  #report(member: { readonly position: Position | null }, message: string): void {
    this.#context.report(this.#type.file, member.position ?? this.#type.declaration.namePosition, message);
  }
}

function isOpen(member: { readonly access: string }): boolean {
  return member.access === 'public' || member.access === 'global';
}

function isOwnClass({ symbol }: Type): boolean {
  return symbol.kind === 'class' && symbol.declaredAt !== null;
}

function annotationOf(member: MethodSymbol | FieldSymbol, name: string): Annotation | null {
  return member.modifiers?.annotations.find((annotation) => annotation.name.toLowerCase() === name) ?? null;
}
