/**
 * Date literals such as TODAY and LAST_N_DAYS:30 as spans of days.
 * Source: SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE". The fiscal year is the calendar year.
 */
import { notImplemented } from '../../runtime/exceptions.ts';
import { ApexDate } from '../../runtime/values/date.ts';

/** From the first day up to, and without, the day `end`. */
export interface DaySpan {
  readonly start: ApexDate;
  readonly end: ApexDate;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** The span of a literal, given today and the first day of the week (0: Sunday). */
export function daySpan(name: string, n: number | null, today: ApexDate, firstWeekday: number): DaySpan {
  const calendar = new Calendar(today, firstWeekday);
  const plain = name.replace('FISCAL_', '').replace(/S$/, '');
  if (plain === 'YESTERDAY' || plain === 'TODAY' || plain === 'TOMORROW') {
    return calendar.periods('DAY', plain === 'YESTERDAY' ? -1 : plain === 'TODAY' ? 0 : 1, 1);
  }
  if (plain === 'LAST_90_DAY') return { start: today.addDays(-90), end: today.addDays(1) };
  if (plain === 'NEXT_90_DAY') return { start: today.addDays(1), end: today.addDays(91) };
  const [, which, unit] = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(plain) ?? [];
  if (which !== undefined) return calendar.periods(unit as Unit, which === 'LAST' ? -1 : which === 'THIS' ? 0 : 1, 1);
  return counted(name, plain.replace(/S_AGO$/, '_AGO'), n, calendar);
}

/** The literals with a number. */
function counted(name: string, plain: string, n: number | null, calendar: Calendar): DaySpan {
  const [, which, unit, ago] = /^(LAST_N|NEXT_N|N)_(DAY|WEEK|MONTH|QUARTER|YEAR)(_AGO)?$/.exec(plain) ?? [];
  if (which === undefined || n === null || (which === 'N') !== (ago !== undefined))
    notImplemented(`the date literal ${name}`);
  if (which === 'N') return calendar.periods(unit as Unit, -n, 1);
  if (which === 'NEXT_N') return calendar.periods(unit as Unit, 1, n);
  // Days count up to and with today; longer periods end with the last whole one.
  return unit === 'DAY' ? calendar.periods('DAY', -n, n + 1) : calendar.periods(unit as Unit, -n, n);
}

class Calendar {
  readonly #today: ApexDate;
  readonly #firstWeekday: number;

  constructor(today: ApexDate, firstWeekday: number) {
    this.#today = today;
    this.#firstWeekday = firstWeekday;
  }

  /** `count` periods, the first of them `offset` periods after the current one. */
  periods(unit: Unit, offset: number, count: number): DaySpan {
    return { start: this.#startOf(unit, offset), end: this.#startOf(unit, offset + count) };
  }

  #startOf(unit: Unit, offset: number): ApexDate {
    const { year, month } = this.#today;
    switch (unit) {
      case 'DAY':
        return this.#today.addDays(offset);
      case 'WEEK':
        return this.#today.addDays(7 * offset - this.#daysIntoWeek());
      case 'MONTH':
        return ApexDate.of(year, month + offset, 1);
      case 'QUARTER':
        return ApexDate.of(year, month - ((month - 1) % 3) + 3 * offset, 1);
      case 'YEAR':
        return ApexDate.of(year + offset, 1, 1);
    }
  }

  #daysIntoWeek(): number {
    // 1970-01-01 was a Thursday, day 4 of a week that begins on Sunday.
    const weekday = (((this.#today.toEpochDay() + 4) % 7) + 7) % 7;
    return (weekday - this.#firstWeekday + 7) % 7;
  }
}

/** First day of the week of a locale such as `en_US`; 0 is Sunday. */
export function firstWeekdayOf(locale: string): number {
  const tag = locale.replaceAll('_', '-');
  try {
    const known = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
    return (known.getWeekInfo?.().firstDay ?? 7) % 7;
  } catch {
    return 0;
  }
}
