/** Functions of formulas. Source: Salesforce Help, "Formula Functions". */
import { ApexDate, ApexDatetime, Decimal } from '../../runtime/index.ts';
import { evaluate, toNumber, toText, toValue } from './evaluate.ts';
import type { FormulaScope, FormulaValue } from './evaluate.ts';
import type { Formula } from './parse.ts';

type Implementation = (args: readonly Formula[], scope: FormulaScope) => FormulaValue;

/** A function of evaluated arguments. */
function plain(body: (values: readonly FormulaValue[], scope: FormulaScope) => FormulaValue): Implementation {
  return (args, scope) =>
    body(
      args.map((arg) => evaluate(arg, scope)),
      scope,
    );
}

function text(body: (value: string, ...rest: string[]) => FormulaValue): Implementation {
  return plain((values) => {
    const [first = '', ...rest] = values.map(toText);
    return body(first, ...rest);
  });
}

function numeric(body: (...values: Decimal[]) => Decimal): Implementation {
  return plain((values, scope) => {
    const numbers = values.map((value) => toNumber(value, scope));
    return numbers.some((value) => value === null) ? null : body(...(numbers as Decimal[]));
  });
}

function whole(value: FormulaValue | undefined): number {
  return value instanceof Decimal ? Math.trunc(value.toNumber()) : 0;
}

function isBlank(value: FormulaValue | undefined): boolean {
  return value === null || value === undefined || value === '';
}

function pathOf(formula: Formula | undefined, name: string): readonly string[] {
  if (formula?.kind !== 'field') throw new Error(`${name} takes a field`);
  return formula.path;
}

function chooseCase(args: readonly Formula[], scope: FormulaScope): FormulaValue {
  const [subject, ...rest] = args;
  const value = subject === undefined ? null : evaluate(subject, scope);
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const option = rest[i];
    const result = rest[i + 1];
    if (option !== undefined && result !== undefined && toText(evaluate(option, scope)) === toText(value))
      return evaluate(result, scope);
  }
  const otherwise = rest.at(-1);
  return otherwise === undefined ? null : evaluate(otherwise, scope);
}

function changed(args: readonly Formula[], scope: FormulaScope): boolean {
  const path = pathOf(args[0], 'ISCHANGED');
  return !scope.isNew && toText(toValue(scope.field(path))) !== toText(toValue(scope.prior(path)));
}

function dateOf(value: FormulaValue | undefined, scope: FormulaScope): ApexDate | null {
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return ApexDate.today(scope.timeZone, value.ms);
  return typeof value === 'string' && value !== '' ? ApexDate.parseIso(value) : null;
}

function datePart(part: 'year' | 'month' | 'day'): Implementation {
  return plain(([value], scope) => {
    const date = dateOf(value, scope);
    return date === null ? null : Decimal.fromInteger(date[part]);
  });
}

export const functions: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  [
    'IF',
    ([condition, then, otherwise], scope) => {
      const branch = condition !== undefined && evaluate(condition, scope) === true ? then : otherwise;
      return branch === undefined ? null : evaluate(branch, scope);
    },
  ],
  ['AND', (args, scope) => args.every((arg) => evaluate(arg, scope) === true)],
  ['OR', (args, scope) => args.some((arg) => evaluate(arg, scope) === true)],
  ['NOT', plain(([value]) => value !== true)],
  ['CASE', chooseCase],
  ['ISBLANK', plain(([value]) => isBlank(value))],
  ['ISNULL', plain(([value]) => isBlank(value))],
  ['BLANKVALUE', plain(([value, other]) => (isBlank(value) ? (other ?? null) : (value ?? null)))],
  ['NULLVALUE', plain(([value, other]) => (isBlank(value) ? (other ?? null) : (value ?? null)))],
  ['ISPICKVAL', plain(([value, wanted]) => toText(value ?? null) === toText(wanted ?? null))],
  [
    'INCLUDES',
    plain(([value, wanted]) =>
      toText(value ?? null)
        .split(';')
        .includes(toText(wanted ?? null)),
    ),
  ],
  ['ISNEW', (_args, scope) => scope.isNew],
  ['ISCHANGED', changed],
  ['PRIORVALUE', (args, scope) => toValue(scope.prior(pathOf(args[0], 'PRIORVALUE')))],
  ['ISNUMBER', plain(([value]) => /^\s*-?\d+(\.\d+)?\s*$/.test(toText(value ?? null)))],
  ['TEXT', plain(([value]) => toText(value ?? null))],
  ['VALUE', plain(([value]) => (isBlank(value) ? null : Decimal.parse(toText(value ?? null).trim())))],
  ['LEN', text((value) => Decimal.fromInteger(value.length))],
  ['LEFT', plain(([value, count]) => toText(value ?? null).slice(0, Math.max(0, whole(count))))],
  ['RIGHT', plain(([value, count]) => (whole(count) <= 0 ? '' : toText(value ?? null).slice(-whole(count))))],
  [
    'MID',
    plain(([value, start, count]) =>
      toText(value ?? null).slice(Math.max(0, whole(start) - 1), Math.max(0, whole(start) - 1) + whole(count)),
    ),
  ],
  ['CONTAINS', text((value, wanted = '') => value.includes(wanted))],
  ['BEGINS', text((value, wanted = '') => value.startsWith(wanted))],
  ['FIND', text((wanted, value = '') => Decimal.fromInteger(value.indexOf(wanted) + 1))],
  ['SUBSTITUTE', text((value, from = '', to = '') => (from === '' ? value : value.replaceAll(from, to)))],
  ['TRIM', text((value) => value.trim())],
  ['UPPER', text((value) => value.toUpperCase())],
  ['LOWER', text((value) => value.toLowerCase())],
  ['REGEX', text((value, pattern = '') => new RegExp(`^(?:${pattern})$`, 'u').test(value))],
  ['BR', () => '\n'],
  ['ABS', numeric((value) => value.abs())],
  [
    'ROUND',
    plain(([value, digits], scope) => toNumber(value ?? null, scope)?.setScale(whole(digits), 'HALF_UP') ?? null),
  ],
  ['CEILING', numeric((value) => value.setScale(0, 'CEILING'))],
  ['FLOOR', numeric((value) => value.setScale(0, 'FLOOR'))],
  ['MAX', numeric((...values) => values.reduce((a, b) => (a.compareTo(b) >= 0 ? a : b)))],
  ['MIN', numeric((...values) => values.reduce((a, b) => (a.compareTo(b) <= 0 ? a : b)))],
  ['MOD', numeric((a, b) => (b.isZero() ? a : a.subtract(b.multiply(a.divide(b, 0, 'FLOOR')))))],
  ['TODAY', (_args, scope) => ApexDate.today(scope.timeZone, scope.now)],
  ['NOW', (_args, scope) => new ApexDatetime(scope.now)],
  ['DATE', plain(([year, month, day]) => ApexDate.of(whole(year), whole(month), whole(day)))],
  ['DATEVALUE', plain(([value], scope) => dateOf(value, scope))],
  ['YEAR', datePart('year')],
  ['MONTH', datePart('month')],
  ['DAY', datePart('day')],
  ['ADDMONTHS', plain(([value, count], scope) => dateOf(value, scope)?.addMonths(whole(count)) ?? null)],
]);
