import { describe, expect, it } from 'vitest';
import { ApexId, doubleText } from '../../src/runtime/index.ts';
import { intAdd, intDivide, intMultiply, intShiftRightUnsigned } from '../../src/runtime/values/integer.ts';
import {
  longAdd,
  longDivide,
  longMultiply,
  longShiftLeft,
  longShiftRightUnsigned,
} from '../../src/runtime/values/long.ts';

describe('Integer', () => {
  it('wraps at 32 bits', () => {
    expect(intAdd(2147483647, 1)).toBe(-2147483648);
    expect(intMultiply(123456789, 987654321)).toBe(-67153019);
    expect(intDivide(-2147483648, -1)).toBe(-2147483648);
  });

  it('truncates quotients toward zero', () => {
    expect(intDivide(-7, 2)).toBe(-3);
    expect(() => intDivide(1, 0)).toThrow('Divide by 0');
  });

  it('refuses null', () => {
    expect(() => intAdd(null, 1)).toThrow('Attempt to de-reference a null object');
  });

  it('shifts without sign', () => {
    expect(intShiftRightUnsigned(-1, 28)).toBe(15);
    expect(intShiftRightUnsigned(-1, 0)).toBe(-1);
  });
});

describe('Long', () => {
  it('wraps at 64 bits', () => {
    expect(longAdd(9223372036854775807n, 1n)).toBe(-9223372036854775808n);
    expect(longMultiply(4294967296n, 4294967296n)).toBe(0n);
    expect(longShiftLeft(1n, 63n)).toBe(-9223372036854775808n);
    expect(longShiftRightUnsigned(-1n, 60n)).toBe(15n);
  });

  it('refuses to divide by zero', () => {
    expect(() => longDivide(1n, 0n)).toThrow('Divide by 0');
  });
});

describe('Double', () => {
  it.each([
    [1, '1.0'],
    [0, '0.0'],
    [-0, '-0.0'],
    [123.456, '123.456'],
    [1e7, '1.0E7'],
    [1234567.5, '1234567.5'],
    [12345678.9, '1.23456789E7'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [1e21, '1.0E21'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('prints %d as %s', (value, text) => {
    expect(doubleText(value)).toBe(text);
  });
});

describe('Id', () => {
  it('completes 15 characters with the checksum', () => {
    expect(ApexId.of('001D000000IqhSL').value).toBe('001D000000IqhSLIAZ');
    expect(ApexId.of('a0B000000000001').value).toBe('a0B000000000001EAA');
  });

  it('repairs the case of 18 characters', () => {
    expect(ApexId.of('001d000000iqhsliaz').value).toBe('001D000000IqhSLIAZ');
  });

  it.each(['', '001', '001D000000IqhSLX', '001D000000IqhS!', '0010000000000001ZZ'])('refuses %j', (text) => {
    expect(() => ApexId.of(text)).toThrow(`Invalid id: ${text}`);
  });
});
