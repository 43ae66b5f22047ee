/**
 * Types and members as the checker knows them: Apex classes of the project, platform types of `library`, and SObjects,
 * all as one kind of symbol. Tables are keyed by names in lower case.
 */
import type { Modifiers, Position } from '../syntax/ast.ts';
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';

/** A type in use: a symbol with its type arguments (`Map<Id, Account>`). Compare with `sameType`, never by identity. */
export interface Type {
  readonly symbol: TypeSymbol;
  readonly args: readonly Type[];
}

export type TypeKind =
  | 'class'
  | 'interface'
  | 'enum'
  /** Boolean, Integer, Long, Double, Decimal, String, Id, Date, Datetime, Time, Blob, Object, void, and the type of `null`. */
  | 'primitive'
  /** A concrete SObject or the abstract `SObject` (object null). */
  | 'sobject'
  /** T of List<T>, inside the declaration of a generic platform type. */
  | 'parameter';

export type Access = 'private' | 'protected' | 'public' | 'global';

export interface TypeSymbol {
  readonly kind: TypeKind;
  /** Simple name as declared: `String`, `Inner`, `sdsync__State__c`. */
  readonly name: string;
  /** `System`, `Database`, the org's namespace, or null. */
  readonly namespace: string | null;
  readonly outer: TypeSymbol | null;
  /** What the platform prints and Type.getName() gives: `Outer.Inner`, `String`, `Database.SaveResult`. */
  readonly qualifiedName: string;
  readonly typeParameters: readonly TypeSymbol[];
  superclass: Type | null;
  interfaces: readonly Type[];
  readonly access: Access;
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly isTest: boolean;
  readonly sharing: 'with' | 'without' | 'inherited' | null;
  readonly modifiers: Modifiers | null;
  /** Fields and properties, in declaration order. */
  readonly fields: Map<string, FieldSymbol>;
  readonly methods: Map<string, MethodSymbol[]>;
  readonly constructors: MethodSymbol[];
  readonly innerTypes: Map<string, TypeSymbol>;
  /** Enum constants in order. */
  readonly enumValues: readonly string[];
  /** SObject types; null for the abstract SObject and for all other kinds. */
  readonly object: ObjectSchema | null;
  /** Where it is declared; null for platform types. */
  readonly declaredAt: { readonly file: string; readonly position: Position } | null;
  /** Saved API version, as the -meta.xml of its file says (67). */
  readonly apiVersion: number;
  /** Platform types: the page of the Apex reference it follows. */
  readonly page: string | null;
}

export interface FieldSymbol {
  readonly kind: 'field';
  readonly name: string;
  readonly owner: TypeSymbol;
  readonly type: Type;
  readonly isStatic: boolean;
  readonly isFinal: boolean;
  readonly access: Access;
  /** Set for properties; `auto` means storage with no code. */
  readonly accessors: { readonly get: 'auto' | 'code' | null; readonly set: 'auto' | 'code' | null } | null;
  /** Access of the accessors where it is narrower. */
  readonly setAccess: Access;
  readonly getAccess: Access;
  /** Field of an SObject type. */
  readonly schema: FieldSchema | null;
  /** A compile-time constant (`static final String X = 'a'`), when known. */
  readonly constant?: string | number | boolean;
  readonly modifiers: Modifiers | null;
  readonly position: Position | null;
  /** Implementation, for fields and properties of platform types. */
  readonly native?: { readonly get?: NativeFunction; readonly set?: NativeFunction };
}

export interface MethodSymbol {
  readonly kind: 'method' | 'constructor';
  readonly name: string;
  readonly owner: TypeSymbol;
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  readonly returnType: Type;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly isOverride: boolean;
  readonly access: Access;
  readonly modifiers: Modifiers | null;
  readonly position: Position | null;
  /** Name of the emitted JavaScript method: `methodKey(name, parameters)`. */
  readonly key: string;
  /**
   * Implementation of a platform method: called as (self, ...args) for instance methods, (...args) for static methods and
   * (type, ...args) for constructors, where `type` is the instantiated type.
   */
  readonly native?: NativeFunction;
  /** Dynamic SOQL entry points resolve `:name` in the caller's scope; the emitter passes it on the frame. */
  readonly capturesScope?: boolean;
  /** Its first argument is a query written in place, which the method runs itself. */
  readonly takesQuery?: boolean;
}

/** The body of a platform member. Arguments are runtime values (see runtime/values). */
export type NativeFunction = (...args: never[]) => unknown;

export interface LocalSymbol {
  readonly kind: 'local';
  readonly name: string;
  readonly type: Type;
  readonly isFinal: boolean;
  /** Unique within its method; the emitted JavaScript name derives from it. */
  readonly index: number;
}

/**
 * The emitted name of a method: lower-case name, then the erased parameter types, so that overloads differ and an
 * implementation finds its interface's method: `execute$queueablecontext`, `compareto$object`, `size$`.
 * Type parameters erase to `object`, generic types to their symbol's name; inner types to `outer_inner`.
 */
export function methodKey(name: string, parameters: readonly Type[]): string {
  return `${name.toLowerCase()}$${parameters.map((type) => erasedName(type)).join('$')}`;
}

function erasedName(type: Type): string {
  const symbol = type.symbol;
  if (symbol.kind === 'parameter') return 'object';
  const own = symbol.name.toLowerCase();
  return symbol.outer === null ? own : `${symbol.outer.name.toLowerCase()}_${own}`;
}

/** Structural equality of types. */
export function sameType(a: Type, b: Type): boolean {
  return (
    a.symbol === b.symbol && a.args.length === b.args.length && a.args.every((arg, i) => sameType(arg, b.args[i]!))
  );
}

/** What the platform prints: `Map<Id,Account>` (no space after the comma). */
export function typeName(type: Type): string {
  const name = type.symbol.qualifiedName;
  return type.args.length === 0 ? name : `${name}<${type.args.map(typeName).join(',')}>`;
}
