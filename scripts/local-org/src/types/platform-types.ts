/**
 * How the checker and the runtime find platform types. `library/registry.ts` implements `PlatformTypes`;
 * the helpers here build the symbols and types that both sides share.
 */
import type { Access, FieldSymbol, MethodSymbol, Type, TypeKind, TypeSymbol } from './symbols.ts';

export interface PlatformTypes {
  /**
   * A top-level platform type by simple name, any case. Namespace null: the implicit namespaces in the platform's order
   * (System, then Schema, then the others that need no prefix).
   */
  find(namespace: string | null, name: string): TypeSymbol | undefined;
  /** Whether the platform has a namespace of this name (`Database`, `Schema`, `EventBus` …), any case. */
  hasNamespace(name: string): boolean;
  /** A type that must exist, by full name: `System.String`, `Database.DMLOptions.DuplicateRuleHeader`. Throws when it does not. */
  get(fullName: string): TypeSymbol;
  /** All types, for tools and tests. */
  all(): Iterable<TypeSymbol>;
}

/** A type without arguments, or with them. */
export function makeType(symbol: TypeSymbol, args: readonly Type[] = noTypes): Type {
  return { symbol, args };
}

const noTypes: readonly Type[] = [];

/** What `makeSymbol` needs; all else has the defaults of a public class with no members. */
export interface SymbolParts {
  readonly kind: TypeKind;
  readonly name: string;
  readonly namespace?: string | null;
  readonly outer?: TypeSymbol | null;
  readonly qualifiedName?: string;
  readonly typeParameters?: readonly TypeSymbol[];
  readonly superclass?: Type | null;
  readonly interfaces?: readonly Type[];
  readonly access?: Access;
  readonly isAbstract?: boolean;
  readonly isVirtual?: boolean;
  readonly isTest?: boolean;
  readonly sharing?: TypeSymbol['sharing'];
  readonly modifiers?: TypeSymbol['modifiers'];
  readonly fields?: Map<string, FieldSymbol>;
  readonly methods?: Map<string, MethodSymbol[]>;
  readonly constructors?: MethodSymbol[];
  readonly innerTypes?: Map<string, TypeSymbol>;
  readonly enumValues?: readonly string[];
  readonly object?: TypeSymbol['object'];
  readonly declaredAt?: TypeSymbol['declaredAt'];
  readonly apiVersion?: number;
  readonly page?: string | null;
}

/** A type symbol with defaults for what is not given. */
export function makeSymbol(parts: SymbolParts): TypeSymbol {
  const outer = parts.outer ?? null;
  return {
    kind: parts.kind,
    name: parts.name,
    namespace: parts.namespace ?? null,
    outer,
    qualifiedName: parts.qualifiedName ?? (outer === null ? parts.name : `${outer.qualifiedName}.${parts.name}`),
    typeParameters: parts.typeParameters ?? [],
    superclass: parts.superclass ?? null,
    interfaces: parts.interfaces ?? [],
    access: parts.access ?? 'public',
    isAbstract: parts.isAbstract ?? false,
    isVirtual: parts.isVirtual ?? false,
    isTest: parts.isTest ?? false,
    sharing: parts.sharing ?? null,
    modifiers: parts.modifiers ?? null,
    fields: parts.fields ?? new Map<string, FieldSymbol>(),
    methods: parts.methods ?? new Map<string, MethodSymbol[]>(),
    constructors: parts.constructors ?? [],
    innerTypes: parts.innerTypes ?? new Map<string, TypeSymbol>(),
    enumValues: parts.enumValues ?? [],
    object: parts.object ?? null,
    declaredAt: parts.declaredAt ?? null,
    apiVersion: parts.apiVersion ?? 67,
    page: parts.page ?? null,
  };
}

/** The type of methods that return nothing, and of the literal `null`: they are in no namespace and cannot be named. */
export const voidType: Type = makeType(makeSymbol({ kind: 'primitive', name: 'void', access: 'global' }));
export const nullType: Type = makeType(makeSymbol({ kind: 'primitive', name: 'null', access: 'global' }));
