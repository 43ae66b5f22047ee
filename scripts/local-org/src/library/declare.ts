/**
 * How a platform class is written down: Apex signature and implementation side by side, one file per class.
 *
 *   export const StringType = platformType({
 *     name: 'System.String',
 *     kind: 'primitive',
 *     page: 'apex_methods_system_string',
 *     members: {
 *       'static String valueOf(Object value)': (value: unknown) => stringValue(value),
 *       'Integer length()': (self: string) => self.length,
 *       'String substring(Integer start, Integer end)': (self: string, start: number, end: number) => …,
 *     },
 *   });
 *
 *   export const ListType = platformType({
 *     name: 'System.List<T>', kind: 'class', page: 'apex_methods_system_list', implements: ['System.Iterable<T>'],
 *     members: {
 *       'new()': (type: Type) => new ApexList(type),
 *       'new(List<T> source)': (type: Type, source: ApexList) => …,
 *       'T get(Integer index)': (self: ApexList, index: number) => …,
 *     },
 *   });
 *
 * Signatures:
 *   '[static] Type name(Type p, …)'      method           impl(self, …args), static: impl(…args)
 *   'new(Type p, …)'                     constructor      impl(type, …args), `type` is the instantiated Type
 *   '[static] Type name { get; set; }'   property         impl: { get: (self) => …, set: (self, v) => … }; static without self
 *   'abstract Type name(…)'              interface or abstract method; impl is `null`
 * Impls are called with non-null `self` (the emitter checks the receiver and throws NullPointerException); arguments may be null
 * unless listed in `nonNull`. Names in signatures are Apex's; unqualified names resolve to System, then Schema, Database, …
 * A member that the platform has and we do not goes into `unimplemented`: calling it throws "not implemented: System.X.y".
 */
import type { NativeFunction } from '../types/symbols.ts';

export type MemberImplementation =
  NativeFunction | { readonly get?: NativeFunction; readonly set?: NativeFunction } | null;

export interface PlatformTypeSpec {
  /** Full name with type parameters: `System.Map<K, V>`, `Database.SaveResult`, inner types `Messaging.Email.X`. */
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum' | 'primitive';
  /** Page of the Apex Reference Guide: `apex_methods_system_string` (without `.htm`). */
  readonly page: string;
  readonly extends?: string;
  readonly implements?: readonly string[];
  readonly isAbstract?: boolean;
  readonly isVirtual?: boolean;
  /** Enum constants in order. */
  readonly values?: readonly string[];
  readonly members?: Readonly<Record<string, MemberImplementation>>;
  /** Signatures known to exist but not built yet; they compile and throw by name when called. */
  readonly unimplemented?: readonly string[];
  /**
   * Names of members (`new` for constructors) none of whose arguments may be null; `*` means all members. A null argument is a
   * System.NullPointerException "Argument cannot be null."
   */
  readonly nonNull?: readonly string[];
  /** Names of methods that resolve `:name` binds in their caller's variables (dynamic SOQL). */
  readonly capturesScope?: readonly string[];
  /** Names of methods whose overloads for lists take a query written in place, as a DeferredQuery. */
  readonly takesQuery?: readonly string[];
}

/** Checks nothing and changes nothing: gives the literal its type. The registry (`library/registry.ts`) parses the signatures. */
export function platformType(spec: PlatformTypeSpec): PlatformTypeSpec {
  return spec;
}
