/** Formulas without records: operators and functions, as Salesforce Help describes them. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/data/formula/evaluate.ts';
import type { FormulaScope } from '../../src/data/formula/evaluate.ts';
import { fieldsUsed, parseFormula } from '../../src/data/formula/parse.ts';
import { ApexDate, ApexDatetime, Decimal, NotImplementedError } from '../../src/runtime/index.ts';

/** 2024-05-15 22:30 in GMT, which is the 16th in Berlin. */
const now = Date.UTC(2024, 4, 15, 22, 30);

const values: Readonly<Record<string, unknown>> = {
  Amount__c: Decimal.parse('12.50'),
  Empty__c: null,
  Name: 'Acme, Inc.',
  Stage: 'Won',
  Tags__c: 'Red;Dark Blue',
  Active__c: true,
  Day__c: ApexDate.of(2024, 2, 29),
  Time__c: new ApexDatetime(now),
};

function result(text: string, more: Partial<FormulaScope> = {}): unknown {
  const scope: FormulaScope = {
    field: ([name = '']) => values[name] ?? null,
    prior: ([name = '']) => (name === 'Stage' ? 'New' : (values[name] ?? null)),
    isNew: false,
    blanksAreZero: true,
    now,
    timeZone: 'Europe/Berlin',
    ...more,
  };
  const value = evaluate(parseFormula(text), scope);
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof ApexDate) return value.toString().slice(0, 10);
  return value instanceof ApexDatetime ? value.toIso() : value;
}

describe('operators', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3', 8],
    ['-Amount__c + .5', -12],
    ['7 / 2', 3.5],
    ['1 / 0', null],
    ['"a" & "b" + "c"', 'abc'],
    ['Amount__c > 12 && Active__c', true],
    ['Amount__c < 12 || !Active__c', false],
    ['Stage = "Won"', true],
    ['Stage <> "Won"', false],
    ['Empty__c = 0', true],
    ['1 /* one */ = 1', true],
    ["'it''s' = 'it'", 'cannot be read'],
    ['Day__c + 1', '2024-03-01'],
    ['Day__c - DATE(2024, 1, 31)', 29],
    ['Time__c - 0.5', '2024-05-15T10:30:00.000Z'],
  ])('%s', (text, expected) => {
    if (expected === 'cannot be read') expect(() => result(text)).toThrow(expected);
    else expect(result(text)).toBe(expected);
  });
});

describe('functions', () => {
  it.each([
    ['IF(Active__c, "yes", "no")', 'yes'],
    ['IF(Empty__c = 1, 1/0, 2)', 2],
    ['AND(TRUE, Active__c, NOT(FALSE))', true],
    ['OR(FALSE, ISBLANK(Empty__c))', true],
    ['CASE(Stage, "New", 1, "Won", 2, 3)', 2],
    ['CASE(Stage, "New", 1, 3)', 3],
    ['BLANKVALUE(Empty__c, "x")', 'x'],
    ['NULLVALUE(Name, "x")', 'Acme, Inc.'],
    ['ISPICKVAL(Stage, "Won")', true],
    ['INCLUDES(Tags__c, "Dark Blue")', true],
    ['INCLUDES(Tags__c, "Blue")', false],
    ['ISNUMBER("-1.5")', true],
    ['ISNUMBER("1.5.2")', false],
    ['TEXT(Amount__c)', '12.5'],
    ['TEXT(Time__c)', '2024-05-15 22:30:00Z'],
    ['VALUE(" 12.5 ") + 1', 13.5],
    ['LEN(Name)', 10],
    ['LEFT(Name, 4) & RIGHT(Name, 2)', 'Acmec.'],
    ['MID(Name, 2, 3)', 'cme'],
    ['LPAD("7", 3, "0") & RPAD("a", 2, ".")', '007a.'],
    ['CONTAINS(Name, "Inc")', true],
    ['BEGINS(Name, "acme")', false],
    ['FIND("c", Name)', 2],
    ['FIND("c", Name, 3)', 9],
    ['FIND("z", Name)', 0],
    ['SUBSTITUTE(UPPER(Name), "ACME", LOWER("B"))', 'b, INC.'],
    ['TRIM("  a ")', 'a'],
    ['REGEX("AB-12", "[A-Z]{2}\\\\-\\\\d+")', true],
    ['REGEX("xAB", "(?i)ab")', false],
    ['CASESAFEID("001000000000001")', '001000000000001AAA'],
    ['HYPERLINK("/a", "b")', '<a href="/a" target="_blank">b</a>'],
    ['ROUND(2.345, 2)', 2.35],
    ['ROUND(-2.5, 0)', -3],
    ['TRUNC(2.99)', 2],
    ['CEILING(-2.5)', -3],
    ['FLOOR(-2.5)', -2],
    ['MCEILING(-2.5)', -2],
    ['MFLOOR(-2.5)', -3],
    ['MAX(1, 3, 2) - MIN(1, 3, 2)', 2],
    ['MOD(10, 4)', 2],
    ['ABS(-1) + SQRT(9)', 4],
    ['TODAY()', '2024-05-16'],
    ['NOW()', '2024-05-15T22:30:00.000Z'],
    ['DATEVALUE(Time__c)', '2024-05-16'],
    ['DATEVALUE("2024-01-02")', '2024-01-02'],
    ['DATETIMEVALUE("2024-01-02 03:04:05")', '2024-01-02T03:04:05.000Z'],
    ['YEAR(Day__c) * 10000 + MONTH(Day__c) * 100 + DAY(Day__c)', 20240229],
    ['WEEKDAY(Day__c)', 5],
    ['WEEKDAY(DATE(1969, 12, 28))', 1],
    ['ADDMONTHS(Day__c, 12)', '2025-02-28'],
    ['ISCHANGED(Stage)', true],
    ['ISCHANGED(Name)', false],
    ['PRIORVALUE(Stage)', 'New'],
    ['ISNEW()', false],
  ])('%s', (text, expected) => expect(result(text)).toBe(expected));

  it('see no change on a new record', () => {
    expect(result('ISCHANGED(Stage)', { isNew: true })).toBe(false);
    expect(result('ISNEW()', { isNew: true })).toBe(true);
  });

  it('leave a result blank where blanks are not zero', () => {
    expect(result('Empty__c + 1')).toBe(1);
    expect(result('Empty__c + 1', { blanksAreZero: false })).toBe(null);
  });

  it('are refused by name when there is no such function here', () => {
    expect(() => result('VLOOKUP(Name, Name, "x")')).toThrow(NotImplementedError);
    expect(() => result('VLOOKUP(Name, Name, "x")')).toThrow('formula function VLOOKUP');
  });
});

describe('reading', () => {
  it('finds the fields that a formula uses', () => {
    expect(fieldsUsed('IF(Account.Name = "Not.AField", Owner:User.Name & $User.Id, Amount__c)')).toEqual([
      'Account.Name',
      'Owner.Name',
      '$User.Id',
      'Amount__c',
    ]);
  });

  it.each(['1 +', 'IF(1, 2', '(1', '1 2', '#', ''])('refuses %j', (text) => {
    expect(() => parseFormula(text)).toThrow('the formula cannot be read');
  });
});
