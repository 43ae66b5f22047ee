/**
 * Implicit conversions: what may stand where, at what cost, and the bound node that does it.
 * Source: Apex Developer Guide, "Rules of Conversion"; the relations between collections are the platform's own.
 */
import type { BoundExpression, Conversion } from './bound.ts';
import type { Core } from './core.ts';
import { asAncestor } from './members.ts';
import type { Type } from './symbols.ts';
import { sameType } from './symbols.ts';

const numericConversions: Readonly<Record<string, Conversion>> = {
  '0-1': 'integer-long',
  '0-2': 'integer-double',
  '0-3': 'integer-decimal',
  '1-2': 'long-double',
  '1-3': 'long-decimal',
  '2-3': 'double-decimal',
  '3-2': 'decimal-double',
};

/** How far `from` is from `to`: 0 is the same type, null cannot be converted. */
export function conversionCost(from: Type, to: Type, core: Core): number | null {
  if (sameType(from, to)) return 0;
  if (core.isVoid(from) || core.isVoid(to)) return null;
  if (core.isNull(from)) return to.symbol.kind === 'primitive' ? 2 : 1;
  if (to.symbol === core.object.symbol) return 100;
  const ranks = [core.numericRank(from), core.numericRank(to)] as const;
  if (ranks[0] >= 0 && ranks[1] >= 0)
    return numericConversions[`${ranks[0]}-${ranks[1]}`] === undefined ? null : Math.abs(ranks[1] - ranks[0]);
  if (from.symbol === core.string.symbol && to.symbol === core.id.symbol) return 5;
  if (from.symbol === core.id.symbol && to.symbol === core.string.symbol) return 4;
  if (from.symbol === core.date.symbol && to.symbol === core.datetime.symbol) return 2;
  return referenceCost(from, to, core);
}

function referenceCost(from: Type, to: Type, core: Core): number | null {
  if (from.symbol.kind === 'sobject' && to.symbol.kind === 'sobject') return to.symbol.object === null ? 3 : null;
  if (from.symbol === to.symbol) return argumentsFit(from, to, core) ? 3 : null;
  const ancestor = asAncestor(from, to.symbol);
  if (ancestor === null) return null;
  return sameType(ancestor, to) || argumentsFit(ancestor, to, core) ? 10 + distance(from, to) : null;
}

/**
 * Type arguments of collections. Lists and Iterables are covariant, and a list of SObject stands for one of a concrete
 * object in both directions; other generics take SObject for a concrete object.
 */
function argumentsFit(from: Type, to: Type, core: Core): boolean {
  const loose = core.is(to, 'List') || core.is(to, 'Iterable') || core.is(to, 'Iterator');
  return from.args.every((arg, i) => {
    const wanted = to.args[i];
    if (wanted === undefined) return false;
    if (sameType(arg, wanted)) return true;
    if (arg.symbol.kind === 'sobject' && wanted.symbol.kind === 'sobject')
      return wanted.symbol.object === null || arg.symbol.object === null;
    if (loose) return conversionCost(arg, wanted, core) !== null && core.numericRank(arg) < 0;
    return arg.symbol === wanted.symbol && argumentsFit(arg, wanted, core);
  });
}

function distance(from: Type, to: Type): number {
  let steps = 0;
  for (let current: Type | null = from; current !== null; current = current.symbol.superclass, steps++) {
    if (current.symbol === to.symbol) return steps;
  }
  return 20;
}

/** Whether an expression may stand where `to` is wanted. A query may be one record where one is wanted. */
export function expressionCost(e: BoundExpression, to: Type, core: Core): number | null {
  if (isSingleQuery(e, to)) return 1;
  return conversionCost(e.type, to, core);
}

/** Source: Apex Developer Guide, "Using SOQL Queries That Return One Record"; queries made of text too. */
export function isSingleQuery(e: BoundExpression, to: Type): boolean {
  if (isDynamicQuery(e)) return to.symbol.kind === 'sobject';
  if (e.kind !== 'soql' || e.result !== 'list' || to.symbol.kind !== 'sobject') return false;
  const element = e.type.args[0];
  return element !== undefined && (to.symbol.object === null || to.symbol === element.symbol);
}

function isDynamicQuery(e: BoundExpression): boolean {
  if (e.kind !== 'call' || e.method.owner.qualifiedName !== 'System.Database') return false;
  return ['query', 'querywithbinds'].includes(e.method.name.toLowerCase());
}

/** The one record of a query made of text, whose object is known only when it runs. */
function oneOf(value: BoundExpression, to: Type, core: Core): BoundExpression {
  const { position } = value;
  const record: BoundExpression = { kind: 'convert', conversion: 'list-record', value, type: core.sobject, position };
  return to.symbol.object === null ? record : { kind: 'cast', value: record, type: to, position };
}

/** Converts an expression that fits, else null. */
export function convert(e: BoundExpression, to: Type, core: Core): BoundExpression | null {
  if (isSingleQuery(e, to) && e.kind === 'soql') return { ...e, result: 'single', type: e.type.args[0] ?? to };
  if (isSingleQuery(e, to)) return oneOf(e, to, core);
  if (conversionCost(e.type, to, core) === null) return null;
  const conversion = conversionFor(e.type, to, core);
  if (conversion === null) return core.isNull(e.type) && !core.isNull(to) ? { ...e, type: to } : e;
  return { kind: 'convert', conversion, value: e, type: to, position: e.position };
}

function conversionFor(from: Type, to: Type, core: Core): Conversion | null {
  if (core.isNull(from) || sameType(from, to)) return null;
  if (to.symbol === core.object.symbol) return from.symbol === core.double.symbol ? 'box-double' : null;
  const numeric = numericConversions[`${core.numericRank(from)}-${core.numericRank(to)}`];
  if (numeric !== undefined) return numeric;
  if (from.symbol === core.string.symbol && to.symbol === core.id.symbol) return 'string-id';
  if (from.symbol === core.id.symbol && to.symbol === core.string.symbol) return 'id-string';
  if (from.symbol === core.date.symbol && to.symbol === core.datetime.symbol) return 'date-datetime';
  return null;
}
