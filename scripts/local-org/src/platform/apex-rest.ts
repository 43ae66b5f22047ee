/**
 * Apex REST: finds the class and method for a request, gives them RestContext, and turns what they return into a reply.
 * Source: Apex Developer Guide, "Exposing Apex Classes as REST Web Services" and "RestResource Annotation".
 */
import type { MethodSymbol, TypeSymbol } from '../types/symbols.ts';

/** One mapped method. */
export interface RestRoute {
  readonly type: TypeSymbol;
  /** `/v1/exchange/*` */
  readonly mapping: string;
  /** By HTTP method in upper case. */
  readonly methods: ReadonlyMap<string, MethodSymbol>;
}

/** All routes of a program: global classes with @RestResource. */
export function restRoutes(types: Iterable<TypeSymbol>): RestRoute[] {
  const routes: RestRoute[] = [];
  for (const type of types) {
    const annotation = type.modifiers?.annotations.find((candidate) => candidate.name.toLowerCase() === 'restresource');
    const mapping = annotation?.arguments.get('urlmapping');
    if (mapping === undefined) continue;
    routes.push({ type, mapping: mapping.replace(/^'|'$/g, ''), methods: httpMethods(type) });
  }
  return routes;
}

/**
 * The route of a path after `/services/apexrest`; exact mappings win over wildcards, longer ones over shorter.
 * In a namespace the path begins with it, in any case.
 */
export function findRoute(
  routes: readonly RestRoute[],
  path: string,
  namespace: string | null,
): { route: RestRoute; mapped: string } | null {
  const mapped = withoutNamespace(path, namespace);
  if (mapped === null) return null;
  const matching = routes.filter((route) => matches(route.mapping, mapped));
  matching.sort((a, b) => rank(b.mapping) - rank(a.mapping));
  const route = matching[0];
  return route === undefined ? null : { route, mapped };
}

function withoutNamespace(path: string, namespace: string | null): string | null {
  if (namespace === null) return path;
  const prefix = `/${namespace.toLowerCase()}/`;
  return path.toLowerCase().startsWith(prefix) ? path.slice(prefix.length - 1) : null;
}

function matches(mapping: string, path: string): boolean {
  if (!mapping.endsWith('*')) return path === mapping || path === `${mapping}/`;
  const prefix = mapping.slice(0, -1);
  return path.startsWith(prefix) || `${path}/` === prefix;
}

function rank(mapping: string): number {
  return mapping.length * 2 + (mapping.endsWith('*') ? 0 : 1);
}

function httpMethods(type: TypeSymbol): Map<string, MethodSymbol> {
  const methods = new Map<string, MethodSymbol>();
  for (const overloads of type.methods.values()) {
    for (const method of overloads) {
      for (const annotation of method.modifiers?.annotations ?? []) {
        const verb = /^http(get|post|put|patch|delete)$/i.exec(annotation.name)?.[1];
        if (verb !== undefined) methods.set(verb.toUpperCase(), method);
      }
    }
  }
  return methods;
}
