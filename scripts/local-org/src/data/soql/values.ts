/** Values of conditions at run time: literals are converted once, binds on each run. */
import type { SQLInputValue } from 'node:sqlite';
import { notImplemented } from '../../runtime/exceptions.ts';
import { ApexList } from '../../runtime/collections/list.ts';
import { ApexMap } from '../../runtime/collections/map.ts';
import { ApexSet } from '../../runtime/collections/set.ts';
import { ApexDate } from '../../runtime/values/date.ts';
import { zonedInstant } from '../../runtime/values/time-zone.ts';
import type { SoqlValue } from '../../syntax/soql-ast.ts';
import { toParameter } from './coerce.ts';
import { daySpan, firstWeekdayOf, type DaySpan } from './date-formulas.ts';
import { throwQuery } from './errors.ts';
import type { Operand } from './kinds.ts';
import { isLiteral, literalValue, wrongLiteral } from './literals.ts';
import type { Run } from './run.ts';
import { Param } from './sql.ts';

/** Elements of a list, set or map's keys; null for a single value. */
export function elementsOf(value: unknown): readonly unknown[] | null {
  if (value instanceof ApexList) return value.items as readonly unknown[];
  if (value instanceof ApexSet) return [...(value as ApexSet).values()];
  if (value instanceof ApexMap) return [...(value as ApexMap).keys()];
  return null;
}

/** One value, as a parameter that compares with the operand. */
export function singleParam(value: SoqlValue, operand: Operand): Param {
  if (value.kind === 'bind') {
    return new Param((run) => {
      const bound = run.bind(value);
      if (elementsOf(bound) !== null)
        throwQuery(`Invalid bind expression: a collection needs IN with '${operand.name}'`);
      return toParameter(operand, bound, run.engine.store);
    });
  }
  if (!isLiteral(value)) notImplemented(`${value.kind} as a single value of a condition`);
  const literal = literalValue(value, operand);
  return new Param((run) => toParameter(operand, literal, run.engine.store));
}

/** All values of a list, of a bound collection, or of one value, as Apex values; evaluated at each run. */
export function listOf(value: SoqlValue, operand: Operand): (run: Run) => readonly unknown[] {
  if (value.kind === 'bind') {
    return (run) => {
      const bound = run.bind(value);
      return elementsOf(bound) ?? [bound];
    };
  }
  if (value.kind === 'list') {
    const parts = value.values.map((element) => listOf(element, operand));
    return (run) => parts.flatMap((part) => part(run));
  }
  if (!isLiteral(value)) notImplemented(`${value.kind} in a list of values`);
  const literal = literalValue(value, operand);
  return () => [literal];
}

/** First instant or day of a date literal, and of what follows it. */
export function spanParams(
  value: Extract<SoqlValue, { kind: 'dateformula' }>,
  operand: Operand,
): { start: Param; end: Param } {
  if (operand.kind !== 'date' && operand.kind !== 'datetime') wrongLiteral(operand);
  const bound = (pick: (span: DaySpan) => ApexDate): Param =>
    new Param((run) => dayParameter(pick(spanOf(value, run)), operand, run));
  return { start: bound((span) => span.start), end: bound((span) => span.end) };
}

function spanOf(value: Extract<SoqlValue, { kind: 'dateformula' }>, run: Run): DaySpan {
  return daySpan(value.name, value.n, ApexDate.today(run.zone, run.now), firstWeekdayOf(run.locale));
}

/** Datetimes compare with the day's midnight in the user's zone. */
function dayParameter(day: ApexDate, operand: Operand, run: Run): SQLInputValue {
  if (operand.kind === 'date') return day.toString();
  const midnight = { year: day.year, month: day.month, day: day.day, hour: 0, minute: 0, second: 0, millisecond: 0 };
  return BigInt(zonedInstant(midnight, run.zone));
}

/** LIMIT or OFFSET. */
export function amountOf(value: SoqlValue, clause: 'LIMIT' | 'OFFSET', run: Run): number {
  const amount = value.kind === 'bind' ? run.bind(value) : value.kind === 'number' ? Number(value.text) : null;
  const number = typeof amount === 'bigint' ? Number(amount) : amount;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throwQuery(`${clause} needs an Integer, not ${kindName(amount)}`);
  if (number < 0) throwQuery(`${clause} must not be negative: ${number}`);
  if (clause === 'OFFSET' && number > 2000) throwQuery('Maximum SOQL offset allowed is 2000');
  return number;
}

function kindName(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
