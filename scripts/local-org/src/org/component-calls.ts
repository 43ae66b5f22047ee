/**
 * Calls of Apex methods by Lightning web components: `@AuraEnabled` static methods, in a transaction of their own, as the signed-in
 * user. Source: Lightning Web Components Developer Guide, "Expose Apex Methods to Lightning Web Components" and "Handle Errors".
 */
import type { ComponentCall, ComponentCallRunner, ComponentReply } from '../api/context.ts';
import { componentValue, deserializeValue } from '../library/index.ts';
import { ApexException } from '../runtime/index.ts';
import type { Program } from '../runtime/index.ts';
import type { MethodSymbol, TypeSymbol } from '../types/symbols.ts';

export interface ComponentCallParts {
  readonly program: Program;
  readonly types: readonly TypeSymbol[];
  /** Whether the running user may use the class: by profile or permission set. */
  readonly mayUse: (type: TypeSymbol) => boolean;
  /** Runs the body as a transaction of the call's user; what it throws rolls everything back. */
  readonly transaction: (call: ComponentCall, isReadOnly: boolean, body: () => unknown) => unknown;
}

export function createComponentCalls(parts: ComponentCallParts): ComponentCallRunner {
  return (call) => {
    const type = parts.types.find(({ qualifiedName }) => qualifiedName.toLowerCase() === call.className.toLowerCase());
    const method = type === undefined ? undefined : auraEnabled(type, call.method);
    if (type === undefined || method === undefined)
      return refusal(404, `Unable to find the Apex method ${call.className}.${call.method} with @AuraEnabled.`);
    if (call.cacheable && !isCacheable(method))
      return refusal(400, `Apex methods that are wired must be cacheable: ${call.className}.${call.method}.`);
    try {
      return {
        status: 200,
        value: parts.transaction(call, isCacheable(method), () => invoke(parts, type, method, call)),
      };
    } catch (error) {
      if (error instanceof ApexException) return { status: 500, value: errorBody(error) };
      throw error;
    }
  };
}

function auraEnabled(type: TypeSymbol, name: string): MethodSymbol | undefined {
  return type.methods
    .get(name.toLowerCase())
    ?.find((method) => method.isStatic && annotationOf(method) !== undefined && isExposed(method));
}

function isExposed(method: MethodSymbol): boolean {
  return method.access === 'public' || method.access === 'global';
}

function annotationOf(method: MethodSymbol): { readonly arguments: ReadonlyMap<string, string> } | undefined {
  return method.modifiers?.annotations.find((annotation) => annotation.name.toLowerCase() === 'auraenabled');
}

function isCacheable(method: MethodSymbol): boolean {
  return annotationOf(method)?.arguments.get('cacheable')?.toLowerCase() === 'true';
}

/** Rights are those inside of the transaction, as the running user. */
function invoke(parts: ComponentCallParts, type: TypeSymbol, method: MethodSymbol, call: ComponentCall): unknown {
  if (!parts.mayUse(type))
    throw new ApexException('System.NoAccessException').initialize(
      `You do not have access to the Apex class named '${type.qualifiedName}'.`,
      null,
    );
  const args = method.parameters.map(({ name, type: parameterType }) => {
    const value = call.params[name];
    return value === undefined || value === null ? null : deserializeValue(JSON.stringify(value), parameterType);
  });
  const result = parts.program.callStatic(method, args);
  return method.returnType.symbol.name === 'void' ? null : componentValue(result);
}

function refusal(status: number, message: string): ComponentReply {
  return { status, value: { message } };
}

/** What components find in `error.body`. A failed save tells its fields and rows, every other exception its message. */
function errorBody(error: ApexException): Record<string, unknown> {
  if (error.failedRows.length > 0) return saveErrorBody(error);
  return {
    exceptionType: error.typeName,
    isUserDefinedException: !error.typeName.startsWith('System.'),
    message: error.apexMessage ?? '',
    stackTrace: error.stackTraceString,
  };
}

function saveErrorBody(error: ApexException): Record<string, unknown> {
  const fieldErrors: Record<string, { statusCode: string; message: string }[]> = {};
  const pageErrors: { statusCode: string; message: string }[] = [];
  for (const { error: problem } of error.failedRows) {
    const entry = { statusCode: problem.statusCode, message: problem.message };
    if (problem.fields.length === 0) pageErrors.push(entry);
    for (const field of problem.fields) (fieldErrors[field] ??= []).push(entry);
  }
  return { index: error.failedRows[0]?.index ?? 0, fieldErrors, pageErrors, duplicateResults: [] };
}
