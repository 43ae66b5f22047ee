/** Run-time types: what a value is, and whether it is an instance of a type. */
import { makeType } from '../types/platform-types.ts';
import type { Type, TypeSymbol } from '../types/symbols.ts';
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { currentFrame } from './frame.ts';
import { isTypedObject, PlatformObject } from './object.ts';
import { platformTypeSymbol } from './platform-symbols.ts';
import { AggregateResultValue, SObjectValue } from './sobject.ts';
import { ApexBlob } from './values/blob.ts';
import { ApexDate } from './values/date.ts';
import { ApexDatetime } from './values/datetime.ts';
import { Decimal } from './values/decimal.ts';
import { DoubleBox } from './values/double.ts';
import { EnumValue } from './values/enum.ts';
import { ApexId } from './values/id.ts';
import { ApexTime } from './values/time.ts';

/** The run-time type of a non-null value. An unboxed Double cannot be told from an Integer. */
export function typeOf(value: unknown): Type {
  if (value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap) return value.type;
  if (value instanceof SObjectValue) return sobjectType(value.object.name);
  if (value instanceof PlatformObject) return value.$instantiated;
  if (isTypedObject(value)) return makeType(value.$type);
  if (value instanceof EnumValue) return makeType(value.type);
  return makeType(platformTypeSymbol(primitiveName(value)));
}

/** The type of a concrete SObject by API name. */
export function sobjectType(name: string): Type {
  const type = currentFrame().ports.program.findType(name, null);
  if (type === null || type.symbol.object === null) throw new Error(`no SObject type ${name}`);
  return type;
}

function primitiveName(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'System.String';
    case 'boolean':
      return 'System.Boolean';
    case 'bigint':
      return 'System.Long';
    case 'number':
      return 'System.Integer';
    default:
      break;
  }
  if (value instanceof ApexId) return 'System.Id';
  if (value instanceof Decimal) return 'System.Decimal';
  if (value instanceof DoubleBox) return 'System.Double';
  if (value instanceof ApexDate) return 'System.Date';
  if (value instanceof ApexDatetime) return 'System.Datetime';
  if (value instanceof ApexTime) return 'System.Time';
  if (value instanceof ApexBlob) return 'System.Blob';
  if (value instanceof AggregateResultValue) return 'System.AggregateResult';
  throw new Error(`not an Apex value: ${String(value)}`);
}

/** `value instanceof Type`; null is no instance of anything. */
export function isInstance(value: unknown, type: Type): boolean {
  if (value === null) return false;
  const symbol = type.symbol;
  switch (symbol.kind) {
    case 'primitive':
      return isPrimitiveInstance(value, symbol.name);
    case 'sobject':
      if (symbol.object === null) return value instanceof SObjectValue || value instanceof AggregateResultValue;
      return value instanceof SObjectValue && value.object.name === symbol.object.name;
    case 'enum':
      return value instanceof EnumValue && value.type === symbol;
    default:
      return isAssignable(typeOf(value), type);
  }
}

function isPrimitiveInstance(value: unknown, name: string): boolean {
  switch (name) {
    case 'Object':
      return true;
    case 'String':
      return typeof value === 'string';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Integer':
      return typeof value === 'number';
    case 'Long':
      return typeof value === 'bigint';
    case 'Double':
    case 'Decimal':
      return value instanceof Decimal || value instanceof DoubleBox;
    case 'Id':
      return value instanceof ApexId || (typeof value === 'string' && ApexId.isValid(value));
    case 'Date':
      return value instanceof ApexDate;
    case 'Datetime':
      return value instanceof ApexDatetime;
    case 'Time':
      return value instanceof ApexTime;
    case 'Blob':
      return value instanceof ApexBlob;
    default:
      return false;
  }
}

/**
 * Whether every value of `from` is one of `to`, for types of run-time values.
 * Lists are covariant and all lists of SObjects convert into each other, as on the platform; sets and maps are invariant
 * except that SObject stands for every SObject.
 */
export function isAssignable(from: Type, to: Type): boolean {
  if (to.symbol.kind === 'primitive' && to.symbol.name === 'Object') return true;
  if (from.symbol !== to.symbol) return isSubtype(from, to);
  return from.args.every((arg, i) => isArgumentAssignable(arg, to.args[i] ?? arg, from.symbol.name === 'List'));
}

function isArgumentAssignable(from: Type, to: Type, covariant: boolean): boolean {
  const bothRecords = from.symbol.kind === 'sobject' && to.symbol.kind === 'sobject';
  if (bothRecords && (to.symbol.object === null || (covariant && from.symbol.object === null))) return true;
  if (covariant) return isAssignable(from, to);
  return from.symbol === to.symbol && from.args.every((arg, i) => isArgumentAssignable(arg, to.args[i] ?? arg, false));
}

function isSubtype(from: Type, to: Type): boolean {
  if (from.symbol.kind === 'sobject') return to.symbol.kind === 'sobject' && to.symbol.object === null;
  return ancestorsOf(from.symbol).has(to.symbol);
}

const ancestors = new WeakMap<TypeSymbol, ReadonlySet<TypeSymbol>>();

/** A type with its superclasses and all their interfaces. */
export function ancestorsOf(symbol: TypeSymbol): ReadonlySet<TypeSymbol> {
  let found = ancestors.get(symbol);
  if (found === undefined) {
    const all = new Set<TypeSymbol>([symbol]);
    const parents = symbol.superclass === null ? symbol.interfaces : [symbol.superclass, ...symbol.interfaces];
    for (const parent of parents) for (const ancestor of ancestorsOf(parent.symbol)) all.add(ancestor);
    found = all;
    ancestors.set(symbol, found);
  }
  return found;
}
