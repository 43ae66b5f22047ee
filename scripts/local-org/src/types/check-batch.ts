/**
 * What Database.Batchable asks that its signatures cannot say. Source: Apex Developer Guide, "Use Batch Apex": start gives a
 * Database.QueryLocator or an Iterable, execute may name the object of its records where the interface has SObject.
 */
import type { ProjectContext } from './context.ts';
import { lineage } from './members.ts';
import type { MethodSymbol, Type } from './symbols.ts';
import { typeName } from './symbols.ts';

/** Whether `method` is an execute of a batch of SObjects that takes a list of records of one object. */
export function isRecordBatch(base: MethodSymbol, method: MethodSymbol, context: Type): boolean {
  const item = context.args[0];
  const list = method.parameters[1]?.type;
  if (!isBatchable(context) || base.name !== 'execute' || item === undefined || list === undefined) return false;
  return (
    item.symbol.kind === 'sobject' &&
    item.symbol.object === null &&
    method.parameters.length === 2 &&
    method.parameters[0]?.type.symbol.qualifiedName === 'Database.BatchableContext' &&
    list.symbol.name === 'List' &&
    list.args[0]?.symbol.kind === 'sobject'
  );
}

/** Whether `found` is a start of a batch that gives nothing to walk. */
export function isWrongStart(base: MethodSymbol, found: MethodSymbol, context: Type, project: ProjectContext): boolean {
  if (!isBatchable(context) || base.name !== 'start') return false;
  return ![...lineage(found.returnType)].some(
    (type) => type.symbol.qualifiedName === 'Database.QueryLocator' || project.core.is(type, 'Iterable'),
  );
}

/** The return type as the platform prints it in messages. */
export function returnTypeName(method: MethodSymbol, context: Type): string | null {
  const item = context.args[0];
  if (!isBatchable(context) || method.name !== 'start' || item === undefined) return null;
  return `System.Iterable<${typeName(item)}>`;
}

function isBatchable(context: Type): boolean {
  return context.symbol.qualifiedName === 'Database.Batchable';
}
