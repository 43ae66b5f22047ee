/** Reading what Apex threw, at the border where a transaction ends. */
import type { Type } from '../types/symbols.ts';
import { ApexException } from '../runtime/index.ts';

/** Whether `error` is the named exception or one of its subclasses. */
export function isApexException(error: unknown, name: string): boolean {
  if (!(error instanceof ApexException)) return false;
  let type: Type | null = { symbol: error.$type, args: [] };
  while (type !== null) {
    const symbol: Type['symbol'] = type.symbol;
    const full = symbol.namespace === null ? symbol.qualifiedName : `${symbol.namespace}.${symbol.name}`;
    if (full.toLowerCase() === name.toLowerCase() || symbol.qualifiedName.toLowerCase() === name.toLowerCase())
      return true;
    type = symbol.superclass;
  }
  return false;
}

/** One line for job and subscription states: `System.DmlException: …`, or an internal error's own message. */
export function describeError(error: unknown): string {
  if (error instanceof ApexException) return `${exceptionName(error)}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

function exceptionName(error: ApexException): string {
  const symbol = error.$type;
  return symbol.namespace === null || symbol.qualifiedName.includes('.')
    ? symbol.qualifiedName
    : `${symbol.namespace}.${symbol.qualifiedName}`;
}
