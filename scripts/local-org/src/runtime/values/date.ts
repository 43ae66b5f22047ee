/** Apex Date: a day of the Gregorian calendar, without time or zone. */
import { throwApex } from '../exceptions.ts';
import { zonedParts } from './time-zone.ts';

const dayMs = 86_400_000;

export class ApexDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;

  private constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  /** Months and days outside their range roll over, as Date.newInstance does. */
  static of(year: number, month: number, day: number): ApexDate {
    return ApexDate.fromEpochDay(epochDayOf(year, month, day));
  }

  static fromEpochDay(epochDay: number): ApexDate {
    const date = new Date(epochDay * dayMs);
    return new ApexDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  }

  /**
   * Reads `yyyy-MM-dd`.
   * @throws System.TypeException "Invalid date: x", also for a day that does not exist
   */
  static parseIso(text: string): ApexDate {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (match === null) throwApex('System.TypeException', `Invalid date: ${text}`);
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const date = ApexDate.of(year, month, day);
    if (date.month !== month || date.day !== day) throwApex('System.TypeException', `Invalid date: ${text}`);
    return date;
  }

  /** Today in `zone`, by default the machine's UTC day. `now` in ms since 1970. */
  static today(zone = 'UTC', now: number = Date.now()): ApexDate {
    const parts = zonedParts(now, zone);
    return ApexDate.of(parts.year, parts.month, parts.day);
  }

  /** Days since 1970-01-01. */
  toEpochDay(): number {
    return epochDayOf(this.year, this.month, this.day);
  }

  addDays(days: number): ApexDate {
    return ApexDate.fromEpochDay(this.toEpochDay() + days);
  }

  /** The same day of another month, or its last day when it is shorter. */
  addMonths(months: number): ApexDate {
    const first = ApexDate.of(this.year, this.month + months, 1);
    return ApexDate.of(first.year, first.month, Math.min(this.day, daysInMonth(first.year, first.month)));
  }

  compareTo(other: ApexDate): number {
    return this.toEpochDay() - other.toEpochDay();
  }

  equals(other: ApexDate): boolean {
    return this.year === other.year && this.month === other.month && this.day === other.day;
  }

  /** yyyy-MM-dd. */
  toString(): string {
    return `${String(this.year).padStart(4, '0')}-${twoDigits(this.month)}-${twoDigits(this.day)}`;
  }
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

function epochDayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / dayMs);
}
