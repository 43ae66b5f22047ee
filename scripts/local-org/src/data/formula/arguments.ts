/** How functions take their arguments. */
import { ApexDate, ApexDatetime, Decimal } from '../../runtime/index.ts';
import { evaluate, toNumber, toText } from './evaluate.ts';
import type { FormulaScope, FormulaValue } from './evaluate.ts';
import type { Formula } from './parse.ts';

export type Implementation = (args: readonly Formula[], scope: FormulaScope) => FormulaValue;

/** A group of functions by name. */
export type Functions = ReadonlyMap<string, Implementation>;

/** A function of evaluated arguments. */
export function plain(body: (values: readonly FormulaValue[], scope: FormulaScope) => FormulaValue): Implementation {
  return (args, scope) =>
    body(
      args.map((arg) => evaluate(arg, scope)),
      scope,
    );
}

/** A function of texts; blanks are empty. */
export function text(body: (value: string, ...rest: string[]) => FormulaValue): Implementation {
  return plain((values) => {
    const [first = '', ...rest] = values.map(toText);
    return body(first, ...rest);
  });
}

/** A function of numbers; blank when one of them is. */
export function numeric(body: (...values: Decimal[]) => Decimal): Implementation {
  return plain((values, scope) => {
    const numbers = values.map((value) => toNumber(value, scope));
    return numbers.some((value) => value === null) ? null : body(...(numbers as Decimal[]));
  });
}

/** A count of digits, characters or months. */
export function whole(value: FormulaValue | undefined): number {
  return value instanceof Decimal ? Math.trunc(value.toNumber()) : 0;
}

export function isBlank(value: FormulaValue | undefined): boolean {
  return value === null || value === undefined || value === '';
}

/** @throws Error when the argument is no field */
export function fieldPath(formula: Formula | undefined, name: string): readonly string[] {
  if (formula?.kind !== 'field') throw new Error(`${name} takes a field`);
  return formula.path;
}

/** A date, the day of a time where the user is, or a text like 2024-05-16. */
export function dateOf(value: FormulaValue | undefined, scope: FormulaScope): ApexDate | null {
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return ApexDate.today(scope.timeZone, value.ms);
  return typeof value === 'string' && value !== '' ? ApexDate.parseIso(value) : null;
}
