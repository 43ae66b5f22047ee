/**
 * Builds the type symbols of platform classes from their declarations. Only names are read at the start; the signatures of a
 * type are read when its members are first looked at, so that a program that uses 50 types does not pay for 500.
 */
import { makeSymbol, makeType, voidType, type PlatformTypes } from '../types/platform-types.ts';
import {
  methodKey,
  type FieldSymbol,
  type MethodSymbol,
  type NativeFunction,
  type Type,
  type TypeSymbol,
} from '../types/symbols.ts';
import { notImplemented, throwApex } from '../runtime/index.ts';
import type { MemberImplementation, PlatformTypeSpec } from './declare.ts';
import { enumMembers } from './enum-members.ts';
import { parseSignature, parseTypeName, type PropertySignature, type Signature, type TypeName } from './signature.ts';

/** Namespaces whose types need no prefix, in the order they are searched. */
const implicitNamespaces = ['system', 'schema'];

/** Types of System that the platform prints without their namespace. */
const plainNames = new Set(['list', 'set', 'map', 'sobject', 'exception', 'aggregateresult']);

/** Classes whose values are records without an object of their own. */
const abstractRecords = new Set(['System.SObject', 'System.AggregateResult']);

/** Types of a program come from these declarations; the order of `specs` does not matter. */
export function createRegistry(specs: readonly PlatformTypeSpec[]): TypeRegistry {
  return new Registry(specs);
}

/** The types with the means to read one as it is written in Apex. */
export interface TypeRegistry extends PlatformTypes {
  /** `List<String>`, `Map<Id, Schema.SObjectField>`. Throws when a name is unknown. */
  parse(text: string): Type;
}

class Registry implements TypeRegistry {
  private readonly namespaces = new Map<string, Map<string, PlatformTypeSymbol>>();
  private readonly symbols: PlatformTypeSymbol[] = [];

  constructor(specs: readonly PlatformTypeSpec[]) {
    const byDepth = [...specs].sort((a, b) => depth(a) - depth(b));
    for (const spec of byDepth) this.add(spec);
  }

  find(namespace: string | null, name: string): TypeSymbol | undefined {
    const key = name.toLowerCase();
    if (namespace !== null) return this.namespaces.get(namespace.toLowerCase())?.get(key);
    for (const implicit of implicitNamespaces) {
      const found = this.namespaces.get(implicit)?.get(key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  hasNamespace(name: string): boolean {
    return this.namespaces.has(name.toLowerCase());
  }

  get(fullName: string): TypeSymbol {
    const symbol = this.findPath(fullName.split('.'));
    if (symbol === undefined) throw new Error(`the library has no type ${fullName}`);
    return symbol;
  }

  all(): Iterable<TypeSymbol> {
    return this.symbols;
  }

  parse(text: string): Type {
    return this.resolve(parseTypeName(text), null);
  }

  /** Resolves a type as a signature of `scope` writes it. */
  resolve(name: TypeName, scope: PlatformTypeSymbol | null): Type {
    if (name.name === 'void') return voidType;
    const symbol = this.resolveSymbol(name.name, scope);
    if (symbol === undefined)
      throw new Error(`the library has no type ${name.name}, used by ${scope?.fullName ?? 'a caller'}`);
    return makeType(
      symbol,
      name.args.map((argument) => this.resolve(argument, scope)),
    );
  }

  private resolveSymbol(name: string, scope: PlatformTypeSymbol | null): TypeSymbol | undefined {
    const path = name.split('.');
    if (path.length > 1)
      return this.findPath(path) ?? this.findInner(this.resolveSymbol(path[0]!, scope), path.slice(1));
    for (let type: TypeSymbol | null = scope; type !== null; type = type.outer) {
      const parameter = type.typeParameters.find((candidate) => candidate.name === name);
      if (parameter !== undefined) return parameter;
      const inner = type.innerTypes.get(name.toLowerCase());
      if (inner !== undefined) return inner;
    }
    return (
      (scope === null ? undefined : this.find(scope.namespace, name)) ??
      this.find(null, name) ??
      this.find('Database', name)
    );
  }

  private findPath(path: readonly string[]): TypeSymbol | undefined {
    const [namespace, name, ...inner] = path;
    if (namespace === undefined || name === undefined) return undefined;
    return this.findInner(this.namespaces.get(namespace.toLowerCase())?.get(name.toLowerCase()), inner);
  }

  private findInner(start: TypeSymbol | undefined, path: readonly string[]): TypeSymbol | undefined {
    return path.reduce((type, name) => type?.innerTypes.get(name.toLowerCase()), start);
  }

  private add(spec: PlatformTypeSpec): void {
    const { name, args } = parseTypeName(spec.name);
    const path = name.split('.');
    const namespace = path[0]!;
    const simpleName = path.at(-1)!;
    const outer = path.length > 2 ? (this.get(path.slice(0, -1).join('.')) as PlatformTypeSymbol) : null;
    const symbol = new PlatformTypeSymbol(this, spec, {
      namespace,
      name: simpleName,
      outer,
      parameters: args.map((arg) => arg.name),
    });
    const siblings = outer === null ? this.typesOf(namespace) : outer.innerTypes;
    if (siblings.has(simpleName.toLowerCase())) throw new Error(`the library declares ${spec.name} twice`);
    siblings.set(simpleName.toLowerCase(), symbol);
    this.symbols.push(symbol);
  }

  private typesOf(namespace: string): Map<string, TypeSymbol> {
    const key = namespace.toLowerCase();
    let types = this.namespaces.get(key);
    if (types === undefined) this.namespaces.set(key, (types = new Map<string, PlatformTypeSymbol>()));
    return types;
  }
}

function depth(spec: PlatformTypeSpec): number {
  return parseTypeName(spec.name).name.split('.').length;
}

interface Members {
  readonly fields: Map<string, FieldSymbol>;
  readonly methods: Map<string, MethodSymbol[]>;
  readonly constructors: MethodSymbol[];
}

class PlatformTypeSymbol implements TypeSymbol {
  readonly kind: TypeSymbol['kind'];
  readonly name: string;
  readonly namespace: string;
  readonly outer: TypeSymbol | null;
  readonly qualifiedName: string;
  /** With the namespace, also where the platform does not print it. */
  readonly fullName: string;
  readonly typeParameters: readonly TypeSymbol[];
  readonly access = 'global';
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly isTest = false;
  readonly sharing = null;
  readonly modifiers = null;
  readonly innerTypes = new Map<string, TypeSymbol>();
  readonly enumValues: readonly string[];
  readonly object = null;
  readonly declaredAt = null;
  readonly apiVersion = 67;
  readonly page: string;
  private readonly registry: Registry;
  private readonly spec: PlatformTypeSpec;
  private members: Members | null = null;
  private parents: { superclass: Type | null; interfaces: readonly Type[] } | null = null;

  constructor(
    registry: Registry,
    spec: PlatformTypeSpec,
    place: { namespace: string; name: string; outer: TypeSymbol | null; parameters: readonly string[] },
  ) {
    this.registry = registry;
    this.spec = spec;
    this.kind = abstractRecords.has(spec.name) ? 'sobject' : spec.kind;
    this.name = place.name;
    this.namespace = place.namespace;
    this.outer = place.outer;
    this.fullName = parseTypeName(spec.name).name;
    this.qualifiedName = this.isPrintedPlain() ? place.name : this.fullName;
    this.typeParameters = place.parameters.map((name) => makeSymbol({ kind: 'parameter', name }));
    this.isAbstract = spec.isAbstract ?? spec.kind === 'interface';
    this.isVirtual = spec.isVirtual ?? this.isAbstract;
    this.enumValues = spec.values ?? [];
    this.page = spec.page;
  }

  get superclass(): Type | null {
    return this.getParents().superclass;
  }

  get interfaces(): readonly Type[] {
    return this.getParents().interfaces;
  }

  get fields(): Map<string, FieldSymbol> {
    return this.getMembers().fields;
  }

  get methods(): Map<string, MethodSymbol[]> {
    return this.getMembers().methods;
  }

  get constructors(): MethodSymbol[] {
    return this.getMembers().constructors;
  }

  private isPrintedPlain(): boolean {
    return (
      this.namespace === 'System' &&
      this.outer === null &&
      (this.spec.kind === 'primitive' || plainNames.has(this.name.toLowerCase()))
    );
  }

  private getParents(): { superclass: Type | null; interfaces: readonly Type[] } {
    this.parents ??= {
      superclass: this.spec.extends === undefined ? null : this.resolve(parseTypeName(this.spec.extends)),
      interfaces: (this.spec.implements ?? []).map((name) => this.resolve(parseTypeName(name))),
    };
    return this.parents;
  }

  private getMembers(): Members {
    if (this.members === null) {
      // Set before reading: a signature may name its own type, whose members must not be read again.
      this.members = { fields: new Map(), methods: new Map(), constructors: [] };
      const declared: Readonly<Record<string, MemberImplementation>> =
        this.spec.kind === 'enum' ? enumMembers(this) : {};
      for (const name of this.enumValues) this.addConstant(name);
      for (const [text, implementation] of Object.entries({ ...declared, ...this.spec.members }))
        this.addMember(parse(text), implementation);
      for (const text of this.spec.unimplemented ?? []) this.addUnimplemented(parse(text));
    }
    return this.members;
  }

  /** The checker reads a constant as a static field of its enum. */
  private addConstant(name: string): void {
    this.members!.fields.set(name.toLowerCase(), {
      kind: 'field',
      name,
      owner: this,
      type: this.ownType(),
      isStatic: true,
      isFinal: true,
      access: 'global',
      accessors: null,
      setAccess: 'global',
      getAccess: 'global',
      schema: null,
      modifiers: null,
      position: null,
    });
  }

  private addMember(signature: Signature, implementation: MemberImplementation): void {
    if (signature.kind === 'property') this.addProperty(signature, accessorsOf(implementation));
    else
      this.addMethod(
        signature,
        typeof implementation === 'function' ? this.checked(signature, implementation) : undefined,
      );
  }

  private addUnimplemented(signature: Signature): void {
    const name = signature.kind === 'constructor' ? `new ${this.fullName}` : `${this.fullName}.${signature.name}`;
    const refuse = (): never => notImplemented(name);
    if (signature.kind === 'property') this.addProperty(signature, { get: refuse, set: refuse });
    else this.addMethod(signature, refuse);
  }

  private addMethod(signature: Exclude<Signature, PropertySignature>, native: NativeFunction | undefined): void {
    const isConstructor = signature.kind === 'constructor';
    const isAbstract = !isConstructor && (signature.isAbstract || this.kind === 'interface');
    const name = isConstructor ? this.name : signature.name;
    const parameters = signature.parameters.map((parameter) => ({
      name: parameter.name,
      type: this.resolve(parameter.type),
    }));
    const symbol: MethodSymbol = {
      kind: signature.kind,
      name,
      owner: this,
      parameters,
      returnType: isConstructor ? this.ownType() : this.resolve(signature.returnType),
      isStatic: !isConstructor && signature.isStatic,
      isAbstract,
      isVirtual: !isConstructor && !signature.isStatic && (isAbstract || this.isVirtual),
      isOverride: false,
      access: 'global',
      modifiers: null,
      position: null,
      key: methodKey(
        name,
        parameters.map((parameter) => parameter.type),
      ),
      ...(native === undefined ? {} : { native }),
      ...(this.spec.capturesScope?.includes(name) ? { capturesScope: true } : {}),
      ...(this.spec.takesQuery?.includes(name) && parameters[0]?.type.symbol.name === 'List'
        ? { takesQuery: true }
        : {}),
    };
    if (isConstructor) this.constructors.push(symbol);
    else appendTo(this.methods, name.toLowerCase(), symbol);
  }

  private addProperty(signature: PropertySignature, native: { get?: NativeFunction; set?: NativeFunction }): void {
    this.fields.set(signature.name.toLowerCase(), {
      kind: 'field',
      name: signature.name,
      owner: this,
      type: this.resolve(signature.type),
      isStatic: signature.isStatic,
      isFinal: !signature.writable,
      access: 'global',
      accessors: { get: signature.readable ? 'code' : null, set: signature.writable ? 'code' : null },
      setAccess: 'global',
      getAccess: 'global',
      schema: null,
      modifiers: null,
      position: null,
      native,
    });
  }

  /** Adds the check for null arguments where the declaration asks for it. */
  private checked(signature: Exclude<Signature, PropertySignature>, native: NativeFunction): NativeFunction {
    const name = signature.kind === 'constructor' ? 'new' : signature.name;
    const names = this.spec.nonNull;
    if (names === undefined || signature.parameters.length === 0 || !(names.includes(name) || names.includes('*')))
      return native;
    const first = signature.kind === 'method' && signature.isStatic ? 0 : 1;
    return refusingNull(native, first);
  }

  private ownType(): Type {
    return makeType(
      this,
      this.typeParameters.map((parameter) => makeType(parameter)),
    );
  }

  private resolve(name: TypeName): Type {
    return this.registry.resolve(name, this);
  }
}

function parse(text: string): Signature {
  return parseSignature(text);
}

function accessorsOf(implementation: MemberImplementation): { get?: NativeFunction; set?: NativeFunction } {
  return implementation === null || typeof implementation === 'function' ? {} : implementation;
}

function refusingNull(native: NativeFunction, first: number): NativeFunction {
  const call = native as (...args: unknown[]) => unknown;
  return (...args: unknown[]): unknown => {
    for (let index = first; index < args.length; index++) {
      if (args[index] === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
    }
    return call(...args);
  };
}

function appendTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
