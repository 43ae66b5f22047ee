import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  apexEquals,
  apexHash,
  ApexDate,
  ApexDatetime,
  ApexException,
  ApexList,
  apexStrictEquals,
  asApexError,
  createLimits,
  Decimal,
  isCatchable,
  newException,
  notImplemented,
  notImplementedCounts,
  stringValue,
  textOf,
  throwNull,
} from '../../src/runtime/index.ts';
import { caught } from '../../src/runtime/exceptions.ts';
import { registerScript } from '../../src/runtime/positions.ts';
import { inFrame, platformSymbol, type } from './fake-program.ts';

describe('exceptions', () => {
  it('have the platform’s default message until they are given one', () => {
    expect(new ApexException('System.DmlException').apexMessage).toBe('Script-thrown exception');
    expect(newException('System.DmlException', null).apexMessage).toBeNull();
    expect(newException('System.MathException', 'Divide by 0').toString()).toBe('System.MathException: Divide by 0');
  });

  it('find their type in the running program', () => {
    inFrame(() => expect(newException('System.DmlException', 'x').$type).toBe(platformSymbol('System.DmlException')));
  });

  it('tell Apex positions, innermost first', () => {
    const name = registerScript('Thing.cls', [
      null,
      { line: 12, unit: 'Class.Thing.inner' },
      { line: 30, unit: 'Class.Thing.outer' },
    ]);
    const factory = new Script(
      '(function (fail) { function outer() { inner(); }\n function inner() { fail(); }\n return outer; })',
      { filename: name },
    ).runInThisContext() as (fail: () => void) => () => void;
    // Line 1 of the script stands for nothing, so that only `inner` is an Apex frame.
    let error: unknown;
    try {
      factory(throwNull)();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ApexException);
    expect((error as ApexException).stackTraceString).toBe('Class.Thing.inner: line 12, column 1');
    expect((error as ApexException).lineNumber).toBe(12);
  });

  it('of limits, assertions and of our own pass every catch', () => {
    const limit = newException('System.LimitException', 'Too many SOQL queries: 101');
    const assertion = newException('System.AssertException', 'Assertion Failed');
    const defect = new TypeError('undefined is not a function');
    for (const error of [limit, assertion, defect]) {
      expect(isCatchable(error)).toBe(false);
      expect(() => caught(error)).toThrow(error);
    }
    const plain = newException('System.QueryException', 'x');
    expect(caught(plain)).toBe(plain);
  });

  it('turn a JavaScript stack overflow into the platform’s limit', () => {
    const recurse = (): number => 1 + recurse();
    let error: unknown;
    try {
      recurse();
    } catch (overflow) {
      error = asApexError(overflow);
    }
    expect(String(error)).toBe('System.LimitException: Maximum stack depth reached: 1001');
  });

  it('count what is not implemented', () => {
    expect(() => notImplemented('System.Nothing.f')).toThrow('not implemented: System.Nothing.f');
    expect(notImplementedCounts.get('System.Nothing.f')).toBe(1);
  });
});

describe('limits', () => {
  it('throw the platform’s words when passed, not before', () => {
    const limits = createLimits('synchronous');
    for (let i = 0; i < 100; i++) limits.consume('queries');
    expect(() => limits.consume('queries')).toThrow('Too many SOQL queries: 101');
    limits.consume('queryRows', 50_000);
    expect(() => limits.consume('queryRows')).toThrow('Too many query rows: 50001');
    limits.consume('dmlStatements', 150);
    expect(() => limits.consume('dmlStatements')).toThrow('Too many DML statements: 151');
  });

  it('are larger for jobs', () => {
    expect(createLimits('asynchronous').allowed).toMatchObject({
      queries: 200,
      cpuTime: 60_000,
      queueableJobs: 1,
      heapSize: 25_000_000,
    });
  });

  it('start afresh between startTest and stopTest, then come back', () => {
    const limits = createLimits('synchronous');
    limits.consume('queries', 40);
    limits.swap(true);
    expect(limits.used.queries).toBe(0);
    limits.consume('queries', 2);
    limits.swap(false);
    expect(limits.used.queries).toBe(40);
  });
});

describe('equality', () => {
  it('ignores the case of strings for ==, and not for keys', () => {
    expect(apexEquals('Hello', 'hELLO')).toBe(true);
    expect(apexEquals('Straße', 'STRASSE')).toBe(false);
    expect(apexStrictEquals('Hello', 'hELLO')).toBe(false);
  });

  it('hashes strings as Java does', () => {
    expect(apexHash('Hello')).toBe(69609650);
    expect(apexHash(new ApexList(type('List', type('Integer')), [1, 2]))).toBe(994);
    expect(apexHash(Decimal.parse('1.0'))).toBe(apexHash(Decimal.parse('1.00')));
  });
});

describe('text', () => {
  const strings = type('List', type('String'));

  it('of collections is cut off after ten elements', () => {
    expect(stringValue(new ApexList(strings, ['a', null, 'b']))).toBe('(a, null, b)');
    const long = new ApexList(
      strings,
      Array.from({ length: 12 }, (_, i) => String(i)),
    );
    expect(stringValue(long)).toBe('(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)');
  });

  it('of a list that contains itself ends', () => {
    const list = new ApexList(strings, []);
    (list as ApexList).items.push(list);
    expect(textOf(list)).toBe('((already output))');
  });

  it('of dates depends on who asks', () => {
    expect(stringValue(ApexDate.of(2024, 1, 31))).toBe('2024-01-31');
    expect(textOf(ApexDate.of(2024, 1, 31))).toBe('2024-01-31 00:00:00');
    const noon = new ApexDatetime(Date.UTC(2024, 6, 1, 12));
    expect(textOf(noon)).toBe('2024-07-01 12:00:00');
    expect(inFrame(() => stringValue(noon))).toBe('2024-07-01 14:00:00');
  });
});
