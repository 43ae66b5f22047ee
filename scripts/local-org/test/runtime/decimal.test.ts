import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/runtime/index.ts';

const d = (text: string): Decimal => Decimal.parse(text);
const message = (body: () => unknown): string => {
  try {
    body();
  } catch (error) {
    return String(error);
  }
  return 'nothing thrown';
};

describe('Decimal', () => {
  it.each([
    ['1.10', '1.10'],
    ['-0.5', '-0.5'],
    ['0', '0'],
    ['0.000001', '0.000001'],
    ['0.0000001', '1E-7'],
    ['1E3', '1E+3'],
    ['123456789012345678901234567890.12', '123456789012345678901234567890.12'],
  ])('reads %s and prints %s', (text, printed) => {
    expect(d(text).toString()).toBe(printed);
  });

  it.each(['', '-', '1.2.3', 'abc', '1,5'])('refuses %j', (text) => {
    expect(message(() => d(text))).toBe(`System.TypeException: Invalid decimal: ${text}`);
  });

  it.each([
    ['1', '3', '0.333333333333333333333333333333333'],
    ['2', '3', '0.666666666666666666666666666666667'],
    ['100', '3', '33.3333333333333333333333333333333'],
    ['2.10', '2.0', '1.05'],
    ['10.00', '4', '2.50'],
    ['100', '0.1', '1000'],
    ['-7', '2', '-3.5'],
    ['0.00', '7', '0.00'],
    ['1', '999999999999', '0.00000000000100000000000100000000000100000000'],
  ])('%s / %s = %s', (a, b, quotient) => {
    const result = d(a).divide(d(b));
    expect(result.compareTo(d(quotient))).toBe(0);
    if (b !== '999999999999') expect(result.toString()).toBe(quotient);
  });

  it('refuses to divide by zero', () => {
    expect(message(() => d('1').divide(d('0.00')))).toBe('System.MathException: Divide by 0');
  });

  it.each([
    ['UP', '2.5', '3'],
    ['UP', '-2.1', '-3'],
    ['DOWN', '2.9', '2'],
    ['CEILING', '-2.5', '-2'],
    ['CEILING', '2.1', '3'],
    ['FLOOR', '-2.1', '-3'],
    ['HALF_UP', '2.5', '3'],
    ['HALF_UP', '-2.5', '-3'],
    ['HALF_DOWN', '2.5', '2'],
    ['HALF_DOWN', '2.51', '3'],
    ['HALF_EVEN', '2.5', '2'],
    ['HALF_EVEN', '3.5', '4'],
    ['HALF_EVEN', '-2.5', '-2'],
  ] as const)('%s rounds %s to %s', (mode, value, rounded) => {
    expect(d(value).setScale(0, mode).toString()).toBe(rounded);
  });

  it('refuses to lose digits when rounding is unnecessary', () => {
    expect(message(() => d('2.5').setScale(0, 'UNNECESSARY'))).toBe('System.MathException: Rounding necessary');
    expect(d('2.0').setScale(0, 'UNNECESSARY').toString()).toBe('2');
  });

  it('rounds half to even when no mode is given', () => {
    expect(d('0.125').setScale(2).toString()).toBe('0.12');
    expect(d('0.135').setScale(2).toString()).toBe('0.14');
  });

  it('stays exact beyond the safe integers', () => {
    const big = d('9007199254740993');
    expect(big.add(d('1')).toString()).toBe('9007199254740994');
    expect(big.multiply(big).toString()).toBe('81129638414606699710187514626049');
    expect(d('94906267').multiply(d('94906267')).toString()).toBe('9007199515875289');
  });

  it('adds with the larger scale and multiplies with the sum of the scales', () => {
    expect(d('1.10').add(d('2.2')).toString()).toBe('3.30');
    expect(d('1.10').multiply(d('2.2')).toString()).toBe('2.420');
    expect(d('5').subtract(d('5.00')).toString()).toBe('0.00');
  });

  it('compares by value, not by scale', () => {
    expect(d('1.0').equals(d('1.00'))).toBe(true);
    expect(d('-1').compareTo(d('0.5'))).toBe(-1);
  });

  it('knows precision, strips zeros, and truncates to whole numbers', () => {
    expect(d('123.45').precision()).toBe(5);
    expect(d('1200.00').stripTrailingZeros().toString()).toBe('1.2E+3');
    expect(d('1200.00').stripTrailingZeros().toPlainString()).toBe('1200');
    expect(d('-2.9').toBigInt()).toBe(-2n);
  });

  it('takes a Double as it prints', () => {
    expect(Decimal.fromDouble(1).toString()).toBe('1.0');
    expect(Decimal.fromDouble(0.1).toString()).toBe('0.1');
    expect(Decimal.fromDouble(1.5e-9).toPlainString()).toBe('0.0000000015');
  });
});
