/** When a cron expression is due. Source: Apex Developer Guide, "Apex Scheduler": times are those of the user's time zone. */
import { zonedInstant, zonedParts } from '../../runtime/values/time-zone.ts';
import type { CronExpression } from './cron-fields.ts';

const dayMs = 86_400_000;
/** Years looked ahead without an explicit year: a 29th of February on a given weekday comes within 40. */
const horizonYears = 40;

/** The first instant after `after` (milliseconds since 1970) that the expression names; null when it never comes. */
export function nextTime(cron: CronExpression, after: number, zone: string): number | null {
  const start = zonedParts(after, zone);
  const lastYear = cron.years === null ? start.year + horizonYears : Math.max(...cron.years);
  // Days are counted in UTC, where each has 24 hours; only the instants are local.
  for (let day = Date.UTC(start.year, start.month - 1, start.day); ; day += dayMs) {
    const date = new Date(day);
    if (date.getUTCFullYear() > lastYear) return null;
    if (!isDayOf(cron, date)) continue;
    const found = firstOfDay(cron, date, after, zone);
    if (found !== null) return found;
  }
}

function firstOfDay(cron: CronExpression, date: Date, after: number, zone: string): number | null {
  const { minute, second } = cron;
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const instants = [...cron.hours]
    .map((hour) => zonedInstant({ year, month, day, hour, minute, second, millisecond: 0 }, zone))
    .filter((instant) => instant > after);
  return instants.length === 0 ? null : Math.min(...instants);
}

function isDayOf(cron: CronExpression, date: Date): boolean {
  if (!cron.months.has(date.getUTCMonth() + 1)) return false;
  if (cron.years !== null && !cron.years.has(date.getUTCFullYear())) return false;
  return isMonthDay(cron, date) && isWeekDay(cron, date);
}

function isMonthDay({ monthDays }: CronExpression, date: Date): boolean {
  const day = date.getUTCDate();
  switch (monthDays.kind) {
    case 'any':
      return true;
    case 'days':
      return monthDays.days.has(day);
    case 'nearest':
      return day === nearestWeekday(date, Math.min(monthDays.day, daysInMonth(date)));
    case 'last': {
      const last = daysInMonth(date) - monthDays.before;
      return last >= 1 && day === (monthDays.weekday ? nearestWeekday(date, last) : last);
    }
  }
}

function isWeekDay({ weekDays }: CronExpression, date: Date): boolean {
  const day = date.getUTCDate();
  const weekday = date.getUTCDay() + 1;
  switch (weekDays.kind) {
    case 'any':
      return true;
    case 'days':
      return weekDays.days.has(weekday);
    case 'last':
      return weekday === weekDays.day && day + 7 > daysInMonth(date);
    case 'nth':
      return weekday === weekDays.day && Math.ceil(day / 7) === weekDays.nth;
  }
}

/** The weekday nearest to a day of the same month; never in another month. */
function nearestWeekday(date: Date, day: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === daysInMonth(date) ? day - 2 : day + 1;
  return day;
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
