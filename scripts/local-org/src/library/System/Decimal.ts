/** System.Decimal. Source: Apex Reference Guide, Decimal Class (apex_methods_system_decimal). */
import type { EnumValue } from '../../runtime/index.ts';
import { Decimal, currentFrame, type RoundingModeName } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';
import { decimalToInteger, decimalToLong, formatNumber, parseDecimal } from '../numbers.ts';

export const DecimalType = platformType({
  name: 'System.Decimal',
  kind: 'primitive',
  page: 'apex_methods_system_decimal',
  nonNull: ['valueOf', 'divide', 'pow', 'round', 'setScale'],
  members: {
    'static Decimal valueOf(Double doubleToDecimal)': (value: number) => Decimal.fromDouble(value),
    'static Decimal valueOf(Long longToDecimal)': (value: bigint) => Decimal.fromInteger(value),
    'static Decimal valueOf(String stringToDecimal)': parseDecimal,
    'Decimal abs()': (self: Decimal) => self.abs(),
    'Decimal divide(Decimal divisor, Integer scale)': (self: Decimal, divisor: Decimal, scale: number) =>
      self.divide(divisor, scale, 'HALF_UP'),
    'Decimal divide(Decimal divisor, Integer scale, System.RoundingMode roundingMode)': (
      self: Decimal,
      divisor: Decimal,
      scale: number,
      mode: EnumValue,
    ) => self.divide(divisor, scale, modeName(mode)),
    'Double doubleValue()': (self: Decimal) => self.toNumber(),
    'String format()': (self: Decimal) => formatNumber(self, currentFrame().user.locale),
    'Integer intValue()': decimalToInteger,
    'Long longValue()': decimalToLong,
    'Decimal pow(Integer exponent)': pow,
    'Integer precision()': precision,
    'Long round()': (self: Decimal) => decimalToLong(self.setScale(0, 'HALF_EVEN')),
    'Long round(System.RoundingMode roundingMode)': (self: Decimal, mode: EnumValue) =>
      decimalToLong(self.setScale(0, modeName(mode))),
    'Integer scale()': (self: Decimal) => self.scale,
    'Decimal setScale(Integer scale)': (self: Decimal, scale: number) => self.setScale(scale, 'HALF_EVEN'),
    'Decimal setScale(Integer scale, System.RoundingMode roundingMode)': (
      self: Decimal,
      scale: number,
      mode: EnumValue,
    ) => self.setScale(scale, modeName(mode)),
    'Decimal stripTrailingZeros()': (self: Decimal) => self.stripTrailingZeros(),
    'String toPlainString()': (self: Decimal) => self.toPlainString(),
    ...fieldErrorMembers,
  },
});

function modeName(mode: EnumValue): RoundingModeName {
  return mode.name as RoundingModeName;
}

/** The platform counts 0.001 as three digits: precision is never below the scale. */
function precision(self: Decimal): number {
  return Math.max(self.precision(), self.scale);
}

function pow(self: Decimal, exponent: number): Decimal {
  let result = Decimal.fromInteger(1);
  for (let count = 0; count < Math.abs(exponent); count++) result = result.multiply(self);
  return exponent < 0 ? Decimal.fromInteger(1).divide(result) : result;
}
