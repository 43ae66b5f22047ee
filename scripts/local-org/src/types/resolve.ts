/**
 * Type names in their place. Source: Apex Developer Guide, "Namespace, Class, and Variable Name Precedence" and
 * "Type Resolution and System Namespace for Types".
 */
import type { TypeNode } from '../syntax/ast.ts';
import type { ProjectContext } from './context.ts';
import { CheckError } from './context.ts';
import { findInnerType } from './members.ts';
import { makeType } from './platform-types.ts';
import type { Type, TypeSymbol } from './symbols.ts';

/** Resolves a written type; throws `Invalid type: X` where there is none. */
export function resolveType(node: TypeNode, scope: TypeSymbol | null, context: ProjectContext): Type {
  let type = resolveSegments(node, scope, context);
  for (let depth = 0; depth < node.arrayDepth; depth++) type = context.core.list(type);
  return type;
}

function resolveSegments(node: TypeNode, scope: TypeSymbol | null, context: ProjectContext): Type {
  const [first, ...rest] = node.segments;
  if (first === undefined) throw new Error('a type without a name');
  const names = node.segments.map((segment) => segment.name);
  if (rest.length === 0 && first.name.toLowerCase() === 'void') return context.core.void;
  const found = findTypePath(names, scope, context);
  if (found === null) throw new CheckError(node.position, `Invalid type: ${names.join('.')}`);
  const args = node.segments.at(-1)?.arguments ?? [];
  if (args.length === 0) {
    if (found.symbol.typeParameters.length > 0)
      return { symbol: found.symbol, args: found.symbol.typeParameters.map(() => context.core.object) };
    return found;
  }
  if (found.symbol.typeParameters.length !== args.length) {
    throw new CheckError(
      node.position,
      `Type cannot be parameterized with ${args.length} arguments: ${names.join('.')}`,
    );
  }
  return { symbol: found.symbol, args: args.map((arg) => resolveType(arg, scope, context)) };
}

/** A type by its dotted name, or null. */
export function findTypePath(names: readonly string[], scope: TypeSymbol | null, context: ProjectContext): Type | null {
  const [first, ...rest] = names;
  if (first === undefined) return null;
  const simple = findTypeName(first, scope, context);
  if (simple !== null) {
    const inner = descend(simple, rest);
    if (inner !== null) return inner;
  }
  const second = rest[0];
  if (second === undefined) return null;
  return descendOrNull(findInNamespace(first, second, context), rest.slice(1)) ?? context.flows.find(names);
}

/** A type by its simple name: inner types around, project, platform, objects. */
export function findTypeName(name: string, scope: TypeSymbol | null, context: ProjectContext): Type | null {
  for (let current = scope; current !== null; current = current.outer) {
    if (current.name.toLowerCase() === name.toLowerCase()) return makeType(current);
    const inner = findInnerType(current, name);
    if (inner !== null) return makeType(inner);
  }
  const own = context.types.get(name.toLowerCase());
  if (own !== undefined) return makeType(own);
  const platform = context.input.platform.find(null, name);
  if (platform !== undefined) return makeType(platform);
  return context.sobjects.find(name);
}

/** `System.X`, `Schema.Account`, `Database.X`, and the project's own namespace. */
export function findInNamespace(namespace: string, name: string, context: ProjectContext): Type | null {
  const key = namespace.toLowerCase();
  if (context.namespace !== null && key === context.namespace.toLowerCase()) {
    const own = context.types.get(name.toLowerCase());
    if (own !== undefined) return makeType(own);
    return context.sobjects.find(`${namespace}__${name}`);
  }
  const platform = context.input.platform.find(namespace, name);
  if (platform !== undefined) return makeType(platform);
  return key === 'schema' ? context.sobjects.find(name) : null;
}

/** Whether a name may begin a qualified type name. */
export function isNamespace(name: string, context: ProjectContext): boolean {
  return context.input.platform.hasNamespace(name) || name.toLowerCase() === context.namespace?.toLowerCase();
}

function descend(type: Type, names: readonly string[]): Type | null {
  let current: TypeSymbol = type.symbol;
  for (const name of names) {
    const inner = findInnerType(current, name);
    if (inner === null) return null;
    current = inner;
  }
  return names.length === 0 ? type : makeType(current);
}

function descendOrNull(type: Type | null, names: readonly string[]): Type | null {
  return type === null ? null : descend(type, names);
}
