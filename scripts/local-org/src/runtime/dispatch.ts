/** Calls whose target is known only at run time: objects of emitted classes, platform objects, and values of any kind. */
import type { MethodSymbol, TypeSymbol } from '../types/symbols.ts';
import { throwNull } from './exceptions.ts';
import { typeOf } from './instance.ts';

type Method = (...args: unknown[]) => unknown;

/**
 * Calls a method by its key on an object of any kind: an emitted method, or the platform's implementation for the
 * value's run-time type. Platform code calls user code this way.
 * @param key as `methodKey` builds it: `execute$queueablecontext`
 * @throws Error naming type and key when there is no such method
 */
export function callMethod(target: object, key: string, args: readonly unknown[]): unknown {
  const own = (target as Record<string, unknown>)[key];
  if (typeof own === 'function') return (own as Method).apply(target, args as unknown[]);
  return nativeMethod(typeOf(target).symbol, key)(target, ...args);
}

/** What emitted code calls for methods that user classes and platform types both may implement. */
export function invoke(target: unknown, key: string, ...args: unknown[]): unknown {
  if (target === null) throwNull();
  return callMethod(target as object, key, args);
}

/** Whether a value has an emitted method of this key. */
export function hasUserMethod(target: unknown, key: string): boolean {
  return (
    typeof target === 'object' && target !== null && typeof (target as Record<string, unknown>)[key] === 'function'
  );
}

const natives = new WeakMap<TypeSymbol, Map<string, Method>>();

function nativeMethod(type: TypeSymbol, key: string): Method {
  let methods = natives.get(type);
  if (methods === undefined) natives.set(type, (methods = new Map<string, Method>()));
  let method = methods.get(key);
  if (method === undefined) {
    method = findNative(type, key);
    if (method === undefined) throw new Error(`${type.qualifiedName} has no method ${key}`);
    methods.set(key, method);
  }
  return method;
}

function findNative(type: TypeSymbol, key: string): Method | undefined {
  const name = key.slice(0, key.indexOf('$'));
  const method = type.methods
    .get(name)
    ?.find((candidate: MethodSymbol) => candidate.key === key && candidate.native !== undefined);
  if (method !== undefined) return method.native as unknown as Method;
  for (const parent of [type.superclass, ...type.interfaces]) {
    const inherited = parent === null ? undefined : findNative(parent.symbol, key);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}
