/**
 * What implementations share: platform types by name, typed collections, and the platform's argument errors.
 * Platform types never change while a process lives, so one registry serves all programs; `library/index.ts` installs it.
 */
import type { Type, TypeSymbol } from '../types/symbols.ts';
import type { TypeRegistry } from './registry.ts';
import { ApexList, ApexMap, ApexSet, throwApex } from '../runtime/index.ts';

let source: TypeRegistry | null = null;
const parsed = new Map<string, Type>();

/** Makes the registry known; called once by `library/index.ts`. */
export function installTypes(installed: TypeRegistry): void {
  source = installed;
  parsed.clear();
}

function types(): TypeRegistry {
  if (source === null) throw new Error('the platform types are not loaded: import library/index.ts first');
  return source;
}

/** A platform type's symbol by full name: `Database.SaveResult`. */
export function platformSymbol(fullName: string): TypeSymbol {
  return types().get(fullName);
}

/** A platform type as written in Apex: `List<String>`, `Map<String, Object>`. */
export function apexType(text: string): Type {
  let type = parsed.get(text);
  if (type === undefined) parsed.set(text, (type = types().parse(text)));
  return type;
}

/** `List<Element>` for an element type known only at run time. */
export function listTypeOf(element: Type): Type {
  return { symbol: platformSymbol('System.List'), args: [element] };
}

export function setTypeOf(element: Type): Type {
  return { symbol: platformSymbol('System.Set'), args: [element] };
}

/** A new list of a platform element type: `newList('String', […])`. */
export function newList<T>(element: string, items: T[] = []): ApexList<T> {
  return new ApexList<T>(apexType(`List<${element}>`), items);
}

export function newSet<T>(element: string, items: Iterable<T> = []): ApexSet<T> {
  return new ApexSet<T>(apexType(`Set<${element}>`), items);
}

export function newMap<K, V>(key: string, value: string, entries: Iterable<[K, V]> = []): ApexMap<K, V> {
  return new ApexMap<K, V>(apexType(`Map<${key}, ${value}>`), entries);
}

/** The platform's answer to a null argument. */
export function argumentIsNull(): never {
  return throwApex('System.NullPointerException', 'Argument cannot be null.');
}

/** Gives `value` back, or throws the platform's NullPointerException. */
export function required<T>(value: T | null): T {
  return value === null ? argumentIsNull() : value;
}
