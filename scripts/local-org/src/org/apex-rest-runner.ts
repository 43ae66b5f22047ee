/** Runs the Apex REST method of a request, inside the request's transaction. */
import type { ApexRestCall, ApexRestReply, ApexRestRunner } from '../api/context.ts';
import { findRoute, restRoutes } from '../platform/apex-rest.ts';
import type { MethodSymbol, TypeSymbol } from '../types/symbols.ts';
import { currentFrame } from '../runtime/index.ts';
import type { Program } from '../runtime/index.ts';
import { beginRestContext, deserializeValue, serializeValue } from '../library/index.ts';
import type { RestReplyState } from '../library/index.ts';

export interface ApexRestParts {
  readonly program: Program;
  readonly types: readonly TypeSymbol[];
  readonly namespace: string | null;
  /** Whether the running user may use the class: by profile or permission set. */
  readonly mayUse: (type: TypeSymbol) => boolean;
}

export function createApexRest(parts: ApexRestParts): ApexRestRunner {
  const routes = restRoutes(parts.types);
  return (call) => {
    const found = findRoute(routes, call.path, parts.namespace);
    if (found === null) return null;
    if (!parts.mayUse(found.route.type))
      return errorReply(
        403,
        'FORBIDDEN',
        `You do not have access to the Apex class named: ${found.route.type.qualifiedName}`,
      );
    const method = found.route.methods.get(call.method);
    if (method === undefined)
      return errorReply(
        405,
        'METHOD_NOT_ALLOWED',
        `HTTP Method '${call.method}' not allowed. Allowed are ${[...found.route.methods.keys()].join(', ')}`,
      );
    return invoke(parts.program, method, call, found.mapped, found.route.mapping);
  };
}

function invoke(
  program: Program,
  method: MethodSymbol,
  call: ApexRestCall,
  mapped: string,
  mapping: string,
): ApexRestReply {
  const state = beginRestContext(currentFrame(), {
    ...call,
    requestURI: mapped,
    resourcePath: `/services/apexrest${mapping}`,
  });
  const args = argumentsOf(method, call);
  const result = program.callStatic(method, args);
  return toReply(state, method, result);
}

/** Parameters come from the members of a JSON body. Source: "RestResource Annotation", "HTTP methods and parameters". */
function argumentsOf(method: MethodSymbol, call: ApexRestCall): unknown[] {
  if (method.parameters.length === 0) return [];
  const text = new TextDecoder().decode(call.body);
  const body: unknown = text === '' ? {} : JSON.parse(text);
  return method.parameters.map(({ name, type }) => {
    const value = (body as Record<string, unknown>)[name];
    return value === undefined ? null : deserializeValue(JSON.stringify(value), type);
  });
}

function toReply(state: RestReplyState, method: MethodSymbol, result: unknown): ApexRestReply {
  const returns = method.returnType.symbol.name !== 'void';
  const headers: Record<string, string> = { 'content-type': 'application/json;charset=UTF-8', ...state.headers() };
  const body = returns ? new TextEncoder().encode(serializeValue(result)) : state.body();
  return { status: state.status() ?? 200, headers, body };
}

function errorReply(status: number, errorCode: string, message: string): ApexRestReply {
  const body = new TextEncoder().encode(JSON.stringify([{ errorCode, message }]));
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body };
}
