/**
 * System.Math. Source: Apex Reference Guide, Math Class (apex_methods_system_math).
 * Decimal overloads of transcendental functions compute in Double, as the platform does.
 */
import { Decimal, throwApex } from '../../runtime/index.ts';
import { platformType, type MemberImplementation } from '../declare.ts';
import { decimalToInteger, decimalToLong, doubleToInteger, doubleToLong } from '../numbers.ts';

export const MathType = platformType({
  name: 'System.Math',
  kind: 'class',
  page: 'apex_methods_system_math',
  nonNull: ['*'],
  members: {
    'static Double E { get; }': { get: () => Math.E },
    'static Double PI { get; }': { get: () => Math.PI },
    'static Decimal abs(Decimal decimalValue)': (value: Decimal) => value.abs(),
    'static Double abs(Double doubleValue)': (value: number) => Math.abs(value),
    'static Integer abs(Integer integerValue)': (value: number) => Math.abs(value) | 0,
    'static Long abs(Long longValue)': (value: bigint) => BigInt.asIntN(64, value < 0n ? -value : value),
    ...ofBoth('acos', Math.acos),
    ...ofBoth('asin', Math.asin),
    ...ofBoth('atan', Math.atan),
    ...ofBoth('cbrt', Math.cbrt),
    ...ofBoth('cos', Math.cos),
    ...ofBoth('cosh', Math.cosh),
    ...ofBoth('exp', Math.exp),
    ...ofBoth('log', Math.log),
    ...ofBoth('log10', Math.log10),
    ...ofBoth('sin', Math.sin),
    ...ofBoth('sinh', Math.sinh),
    ...ofBoth('sqrt', Math.sqrt),
    ...ofBoth('tan', Math.tan),
    ...ofBoth('tanh', Math.tanh),
    'static Decimal atan2(Decimal yCoordinate, Decimal xCoordinate)': (y: Decimal, x: Decimal) =>
      decimal(Math.atan2(y.toNumber(), x.toNumber())),
    'static Double atan2(Double yCoordinate, Double xCoordinate)': (y: number, x: number) => Math.atan2(y, x),
    'static Decimal ceil(Decimal decimalValue)': (value: Decimal) => value.setScale(0, 'CEILING'),
    'static Double ceil(Double doubleValue)': (value: number) => Math.ceil(value),
    'static Decimal floor(Decimal decimalValue)': (value: Decimal) => value.setScale(0, 'FLOOR'),
    'static Double floor(Double doubleValue)': (value: number) => Math.floor(value),
    'static Decimal rint(Decimal decimalValue)': (value: Decimal) => value.setScale(0, 'HALF_EVEN'),
    'static Double rint(Double doubleValue)': (value: number) => halfEven(value),
    'static Decimal signum(Decimal decimalValue)': (value: Decimal) => Decimal.fromInteger(value.signum()),
    'static Double signum(Double doubleValue)': (value: number) => Math.sign(value),
    'static Decimal max(Decimal decimalValue1, Decimal decimalValue2)': (a: Decimal, b: Decimal) =>
      a.compareTo(b) >= 0 ? a : b,
    'static Double max(Double doubleValue1, Double doubleValue2)': (a: number, b: number) => Math.max(a, b),
    'static Integer max(Integer integerValue1, Integer integerValue2)': (a: number, b: number) => Math.max(a, b),
    'static Long max(Long longValue1, Long longValue2)': (a: bigint, b: bigint) => (a >= b ? a : b),
    'static Decimal min(Decimal decimalValue1, Decimal decimalValue2)': (a: Decimal, b: Decimal) =>
      a.compareTo(b) <= 0 ? a : b,
    'static Double min(Double doubleValue1, Double doubleValue2)': (a: number, b: number) => Math.min(a, b),
    'static Integer min(Integer integerValue1, Integer integerValue2)': (a: number, b: number) => Math.min(a, b),
    'static Long min(Long longValue1, Long longValue2)': (a: bigint, b: bigint) => (a <= b ? a : b),
    'static Integer mod(Integer integerValue1, Integer integerValue2)': (a: number, b: number) =>
      b === 0 ? divideByZero() : (a % b) + 0,
    'static Long mod(Long longValue1, Long longValue2)': (a: bigint, b: bigint) => (b === 0n ? divideByZero() : a % b),
    'static Double pow(Double doubleValue, Double exponent)': (base: number, exponent: number) => base ** exponent,
    'static Double random()': () => Math.random(),
    'static Integer round(Decimal decimalValue)': (value: Decimal) => decimalToInteger(value.setScale(0, 'HALF_EVEN')),
    'static Integer round(Double doubleValue)': (value: number) => doubleToInteger(halfEven(value)),
    'static Long roundToLong(Decimal decimalValue)': (value: Decimal) => decimalToLong(value.setScale(0, 'HALF_EVEN')),
    'static Long roundToLong(Double doubleValue)': (value: number) => doubleToLong(halfEven(value)),
  },
});

function ofBoth(name: string, compute: (value: number) => number): Record<string, MemberImplementation> {
  return {
    [`static Decimal ${name}(Decimal decimalValue)`]: (value: Decimal) => decimal(compute(value.toNumber())),
    [`static Double ${name}(Double doubleValue)`]: (value: number) => compute(value),
  };
}

function decimal(value: number): Decimal {
  return Decimal.fromDouble(value);
}

function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function divideByZero(): never {
  return throwApex('System.MathException', 'Divide by 0');
}
