/** Functions of numbers. Source: Salesforce Help, "Formula Functions". */
import { Decimal } from '../../runtime/index.ts';
import { numeric, plain, whole } from './arguments.ts';
import type { Functions, Implementation } from './arguments.ts';
import { toNumber } from './evaluate.ts';

/** CEILING and FLOOR round the magnitude of a number, MCEILING and MFLOOR its place on the line. */
export const numberFunctions: Functions = new Map<string, Implementation>([
  ['ABS', numeric((value) => value.abs())],
  [
    'ROUND',
    plain(([value, digits], scope) => toNumber(value ?? null, scope)?.setScale(whole(digits), 'HALF_UP') ?? null),
  ],
  ['TRUNC', plain(([value, digits], scope) => toNumber(value ?? null, scope)?.setScale(whole(digits), 'DOWN') ?? null)],
  ['CEILING', numeric((value) => value.setScale(0, 'UP'))],
  ['FLOOR', numeric((value) => value.setScale(0, 'DOWN'))],
  ['MCEILING', numeric((value) => value.setScale(0, 'CEILING'))],
  ['MFLOOR', numeric((value) => value.setScale(0, 'FLOOR'))],
  ['MAX', numeric((...values) => values.reduce((a, b) => (a.compareTo(b) >= 0 ? a : b)))],
  ['MIN', numeric((...values) => values.reduce((a, b) => (a.compareTo(b) <= 0 ? a : b)))],
  ['MOD', numeric((a, b) => (b.isZero() ? a : a.subtract(b.multiply(a.divide(b, 0, 'FLOOR')))))],
  ['SQRT', numeric((value) => Decimal.fromDouble(Math.sqrt(value.toNumber())))],
  ['EXP', numeric((value) => Decimal.fromDouble(Math.exp(value.toNumber())))],
  ['LN', numeric((value) => Decimal.fromDouble(Math.log(value.toNumber())))],
  ['LOG', numeric((value) => Decimal.fromDouble(Math.log10(value.toNumber())))],
]);
