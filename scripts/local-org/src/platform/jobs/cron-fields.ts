/**
 * The fields of a cron expression. Source: Apex Developer Guide, "Apex Scheduler" (apex_scheduler): Seconds Minutes Hours
 * Day_of_month Month Day_of_week Optional_year; the wording of problems is that of the scheduler the platform runs on.
 */

/** Days of the month: listed ones, the last (less some days), or the weekday nearest to a day. */
export type MonthDays =
  | { readonly kind: 'any' }
  | { readonly kind: 'days'; readonly days: ReadonlySet<number> }
  /** `L`, `L-3`, `LW`. */
  | { readonly kind: 'last'; readonly before: number; readonly weekday: boolean }
  /** `15W`. */
  | { readonly kind: 'nearest'; readonly day: number };

/** Days of the week, 1 is Sunday. */
export type WeekDays =
  | { readonly kind: 'any' }
  | { readonly kind: 'days'; readonly days: ReadonlySet<number> }
  /** `6L`: the last Friday. */
  | { readonly kind: 'last'; readonly day: number }
  /** `2#1`: the first Monday. */
  | { readonly kind: 'nth'; readonly day: number; readonly nth: number };

export interface CronExpression {
  readonly second: number;
  readonly minute: number;
  readonly hours: ReadonlySet<number>;
  readonly monthDays: MonthDays;
  readonly months: ReadonlySet<number>;
  readonly weekDays: WeekDays;
  /** Null: every year. */
  readonly years: ReadonlySet<number> | null;
}

/** An expression that cannot be read, in the platform's words. */
export class CronError extends Error {}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly names: readonly string[];
  /** What a value outside the range is told. */
  readonly problem: string;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const sixty: Range = { first: 0, last: 59, names: [], problem: 'Minute and Second values must be between 0 and 59' };
const hourRange: Range = { first: 0, last: 23, names: [], problem: 'Hour values must be between 0 and 23' };
const dayRange: Range = { first: 1, last: 31, names: [], problem: 'Day of month values must be between 1 and 31' };
const monthRange: Range = { first: 1, last: 12, names: months, problem: 'Month values must be between 1 and 12' };
const weekRange: Range = { first: 1, last: 7, names: days, problem: 'Day-of-Week values must be between 1 and 7' };
const yearRange: Range = { first: 1970, last: 2099, names: [], problem: 'Year values must be between 1970 and 2099' };

/** @throws CronError */
export function parseCron(text: string): CronExpression {
  const fields = text.trim().toUpperCase().split(/\s+/);
  const [second = '', minute = '', hour, monthDay, month, weekDay, year] = fields;
  if (hour === undefined || monthDay === undefined || month === undefined || weekDay === undefined || fields.length > 7)
    throw new CronError(
      fields.length > 7 ? `Illegal cron expression format: ${text}` : 'Unexpected end of expression.',
    );
  if (!isNumber(second) || !isNumber(minute))
    throw new CronError(`Seconds and minutes must be specified as integers: ${text}`);
  const monthDays = parseMonthDays(monthDay);
  const weekDays = parseWeekDays(weekDay);
  if (monthDays.kind === 'any' && weekDays.kind === 'any')
    throw new CronError("'?' can only be specfied for Day-of-Month -OR- Day-of-Week.");
  if (monthDays.kind !== 'any' && weekDays.kind !== 'any')
    throw new CronError('Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.');
  return {
    second: inRange(second, sixty),
    minute: inRange(minute, sixty),
    hours: values(hour, hourRange),
    monthDays,
    months: values(month, monthRange),
    weekDays,
    years: year === undefined || year === '*' ? null : values(year, yearRange),
  };
}

function parseMonthDays(text: string): MonthDays {
  if (text === '?') return { kind: 'any' };
  if (text.includes('L') && text.length > 1 && text.includes(','))
    throw new CronError("Support for specifying 'L' and 'LW' with other days of the month is not implemented");
  const last = /^L(?:-(\d{1,2}))?(W)?$/.exec(text);
  if (last !== null) {
    const before = Number(last[1] ?? 0);
    if (before > 30) throw new CronError('Offset from last day must be <= 30');
    return { kind: 'last', before, weekday: last[2] !== undefined };
  }
  const nearest = /^(\d+)W$/.exec(text);
  if (nearest !== null) return { kind: 'nearest', day: inRange(nearest[1] ?? '', dayRange) };
  if (text.includes('W')) throw new CronError(`'W' option is not valid here. (pos=${text.indexOf('W')})`);
  return { kind: 'days', days: values(text, dayRange) };
}

function parseWeekDays(text: string): WeekDays {
  if (text === '?') return { kind: 'any' };
  if (text === 'L') return { kind: 'days', days: new Set([7]) };
  if (text.includes('L') && text.includes(','))
    throw new CronError("Support for specifying 'L' with other days of the week is not implemented");
  const last = /^([A-Z]{3}|\d)L$/.exec(text);
  if (last !== null) return { kind: 'last', day: inRange(last[1] ?? '', weekRange) };
  if (!text.includes('#')) return { kind: 'days', days: values(text, weekRange) };
  const nth = /^([A-Z]{3}|\d)#([1-5])$/.exec(text);
  if (nth === null) throw new CronError("A numeric value between 1 and 5 must follow the '#' option");
  return { kind: 'nth', day: inRange(nth[1] ?? '', weekRange), nth: Number(nth[2]) };
}

/** `1,5-9,10/2` and `*`. */
function values(text: string, range: Range): ReadonlySet<number> {
  const found = new Set<number>();
  for (const part of text.split(',')) for (const value of partValues(part, range)) found.add(value);
  return found;
}

function partValues(part: string, range: Range): number[] {
  const [span = '', step, more] = part.split('/');
  if (more !== undefined || step === '') throw new CronError("'/' must be followed by an integer.");
  const increment = step === undefined ? 1 : incrementOf(step, range);
  const [from, to] = spanOf(span, step !== undefined, range);
  // A range may run over the end: FRI-MON.
  const count = (to >= from ? to - from : to - from + size(range)) + 1;
  return Array.from({ length: Math.ceil(count / increment) }, (_, i) => wrapped(from + i * increment, range));
}

function spanOf(span: string, hasStep: boolean, range: Range): [number, number] {
  if (span === '*' || (span === '' && hasStep)) return [range.first, range.last];
  const [from = '', to, more] = span.split('-');
  if (more !== undefined || from === '' || to === '') throw new CronError(`Unexpected character: ${span}`);
  const first = inRange(from, range);
  if (to !== undefined) return [first, inRange(to, range)];
  return [first, hasStep ? range.last : first];
}

function incrementOf(step: string, range: Range): number {
  if (!isNumber(step) || Number(step) === 0) throw new CronError("'/' must be followed by an integer.");
  if (Number(step) > range.last) throw new CronError(`Increment > ${range.last} : ${step}`);
  return Number(step);
}

function inRange(text: string, range: Range): number {
  const named = range.names.indexOf(text);
  if (named >= 0) return named + 1;
  if (!isNumber(text)) throw new CronError(unknownValue(text, range));
  const value = Number(text);
  if (value < range.first || value > range.last) throw new CronError(range.problem);
  return value;
}

function unknownValue(text: string, range: Range): string {
  if (text.startsWith('?')) return "'?' can only be specfied for Day-of-Month or Day-of-Week.";
  if (range === weekRange) return `Invalid Day-of-Week value: '${text}'`;
  if (range === monthRange) return `Invalid Month value: '${text}'`;
  return `Illegal characters for this position: '${text}'`;
}

function size(range: Range): number {
  return range.last - range.first + 1;
}

function wrapped(value: number, range: Range): number {
  return value > range.last ? value - size(range) : value;
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
