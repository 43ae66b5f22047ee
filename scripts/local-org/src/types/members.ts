/** Members of a type with what it inherits, with type parameters replaced by the arguments in use. */
import type { Core } from './core.ts';
import type { FieldSymbol, MethodSymbol, Type, TypeSymbol } from './symbols.ts';

/** A method as seen through a type: parameters and result with arguments filled in. */
export interface MethodUse {
  readonly method: MethodSymbol;
  readonly parameters: readonly Type[];
  readonly returnType: Type;
}

export interface FieldUse {
  readonly field: FieldSymbol;
  readonly type: Type;
}

/** Replaces the type parameters of `context`'s symbol by its arguments. */
export function substitute(type: Type, context: Type): Type {
  const index = context.symbol.typeParameters.indexOf(type.symbol);
  if (index >= 0) return context.args[index] ?? type;
  if (type.args.length === 0) return type;
  return { symbol: type.symbol, args: type.args.map((arg) => substitute(arg, context)) };
}

/** A type, its superclasses, and their interfaces, nearest first. */
export function* lineage(type: Type): Generator<Type> {
  const seen = new Set<TypeSymbol>();
  const queue: Type[] = [type];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next.symbol)) continue;
    seen.add(next.symbol);
    yield next;
    const current = next;
    if (next.symbol.superclass !== null) queue.push(substitute(next.symbol.superclass, current));
    queue.push(...next.symbol.interfaces.map((parent) => substitute(parent, current)));
  }
}

/** Whether `type` is `ancestor` or inherits from it; gives it with arguments. */
export function asAncestor(type: Type, ancestor: TypeSymbol): Type | null {
  for (const candidate of lineage(type)) if (candidate.symbol === ancestor) return candidate;
  return null;
}

export function findField(type: Type, name: string): FieldUse | null {
  for (const candidate of lineage(type)) {
    const field = candidate.symbol.fields.get(name.toLowerCase());
    if (field !== undefined) return { field, type: substitute(field.type, candidate) };
  }
  return null;
}

/** All methods of a name, an overridden one only once; those of Object last. */
export function findMethods(type: Type, name: string, core: Core): MethodUse[] {
  const found: MethodUse[] = [];
  const keys = new Set<string>();
  const collect = (candidate: Type): void => {
    for (const method of candidate.symbol.methods.get(name.toLowerCase()) ?? []) {
      const parameters = method.parameters.map((parameter) => substitute(parameter.type, candidate));
      const key = parameters.map((parameter) => describeKey(parameter)).join(',');
      if (keys.has(key)) continue;
      keys.add(key);
      found.push({ method, parameters, returnType: substitute(method.returnType, candidate) });
    }
  };
  for (const candidate of lineage(type)) collect(candidate);
  if (type.symbol.kind !== 'parameter') collect(core.object);
  return found;
}

export function findInnerType(symbol: TypeSymbol, name: string): TypeSymbol | null {
  for (let current: TypeSymbol | null = symbol; current !== null; current = current.superclass?.symbol ?? null) {
    const inner = current.innerTypes.get(name.toLowerCase());
    if (inner !== undefined) return inner;
  }
  return null;
}

/** The outermost class around a symbol, itself included. */
export function outermost(symbol: TypeSymbol): TypeSymbol {
  let current = symbol;
  while (current.outer !== null) current = current.outer;
  return current;
}

function describeKey(type: Type): string {
  return `${type.symbol.namespace ?? ''}.${type.symbol.qualifiedName}<${type.args.map(describeKey).join(',')}>`;
}
