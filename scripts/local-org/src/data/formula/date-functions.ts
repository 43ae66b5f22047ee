/** Functions of dates and times. Source: Salesforce Help, "Formula Functions". */
import { ApexDate, ApexDatetime, Decimal } from '../../runtime/index.ts';
import { dateOf, plain, whole } from './arguments.ts';
import type { Functions, Implementation } from './arguments.ts';
import type { FormulaValue } from './evaluate.ts';

export const dateFunctions: Functions = new Map<string, Implementation>([
  ['TODAY', (_args, scope) => ApexDate.today(scope.timeZone, scope.now)],
  ['NOW', (_args, scope) => new ApexDatetime(scope.now)],
  ['DATE', plain(([year, month, day]) => ApexDate.of(whole(year), whole(month), whole(day)))],
  ['DATEVALUE', plain(([value], scope) => dateOf(value, scope))],
  ['DATETIMEVALUE', plain(([value]) => timeOf(value))],
  ['YEAR', datePart((date) => date.year)],
  ['MONTH', datePart((date) => date.month)],
  ['DAY', datePart((date) => date.day)],
  // Sunday is 1; day 0 of the epoch was a Thursday.
  ['WEEKDAY', datePart((date) => ((((date.toEpochDay() + 4) % 7) + 7) % 7) + 1)],
  ['ADDMONTHS', plain(([value, count], scope) => dateOf(value, scope)?.addMonths(whole(count)) ?? null)],
]);

function datePart(part: (date: ApexDate) => number): Implementation {
  return plain(([value], scope) => {
    const date = dateOf(value, scope);
    return date === null ? null : Decimal.fromInteger(part(date));
  });
}

/** Texts like `2024-05-16 07:30:00` are times in GMT. */
function timeOf(value: FormulaValue | undefined): ApexDatetime | null {
  if (value instanceof ApexDatetime) return value;
  if (value instanceof ApexDate) return new ApexDatetime(value.toEpochDay() * 86_400_000);
  if (typeof value !== 'string' || value === '') return null;
  const ms = Date.parse(`${value.trim().replace(/Z$/, '').replace(' ', 'T')}Z`);
  if (Number.isNaN(ms)) throw new Error('DATETIMEVALUE takes a text like 2024-05-16 07:30:00');
  return new ApexDatetime(ms);
}
