/** System.Date. Source: Apex Reference Guide, Date Class (apex_methods_system_date). */
import {
  ApexDate,
  ApexDatetime,
  currentFrame,
  daysInMonth,
  stringValue,
  throwApex,
  utcMillis,
} from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';
import { formatDate, parseLocalDate, userZone } from './calendar/locale.ts';

export const DateType = platformType({
  name: 'System.Date',
  kind: 'primitive',
  page: 'apex_methods_system_date',
  nonNull: ['*'],
  members: {
    'static Integer daysInMonth(Integer year, Integer month)': (year: number, month: number) =>
      daysInMonth(year, month),
    'static Boolean isLeapYear(Integer year)': (year: number) => daysInMonth(year, 2) === 29,
    'static Date newInstance(Integer year, Integer month, Integer day)': (year: number, month: number, day: number) =>
      ApexDate.of(year, month, day),
    'static Date parse(String stringDate)': parseLocalDate,
    'static Date today()': today,
    'static Date valueOf(String stringDate)': dateOfText,
    'static Date valueOf(Object fieldValue)': dateOf,
    'Date addDays(Integer additionalDays)': (self: ApexDate, days: number) => self.addDays(days),
    'Date addMonths(Integer additionalMonths)': (self: ApexDate, months: number) => self.addMonths(months),
    'Date addYears(Integer additionalYears)': (self: ApexDate, years: number) => self.addMonths(years * 12),
    'Integer day()': (self: ApexDate) => self.day,
    'Integer dayOfYear()': (self: ApexDate) => self.toEpochDay() - ApexDate.of(self.year, 1, 1).toEpochDay() + 1,
    'Integer daysBetween(Date secondDate)': (self: ApexDate, other: ApexDate) => other.toEpochDay() - self.toEpochDay(),
    'String format()': formatDate,
    'Boolean isSameDay(Date dateToCompare)': (self: ApexDate, other: ApexDate) => self.equals(other),
    'Integer month()': (self: ApexDate) => self.month,
    'Integer monthsBetween(Date secondDate)': (self: ApexDate, other: ApexDate) =>
      (other.year - self.year) * 12 + other.month - self.month,
    'Date toStartOfMonth()': (self: ApexDate) => ApexDate.of(self.year, self.month, 1),
    'Date toStartOfWeek()': toStartOfWeek,
    'Integer year()': (self: ApexDate) => self.year,
    ...fieldErrorMembers,
  },
});

/** The running user's day. */
export function today(): ApexDate {
  return ApexDate.today(userZone(), currentFrame().ports.clock.now());
}

/** Reads `yyyy-MM-dd`; a time behind it is ignored. */
export function dateOfText(text: string): ApexDate {
  const day = /^\s*(\d{4}-\d{1,2}-\d{1,2})(?:[ T].*)?$/.exec(text)?.[1];
  return day === undefined ? throwApex('System.TypeException', `Invalid date: ${text}`) : ApexDate.parseIso(day);
}

function dateOf(value: unknown): ApexDate {
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return dayOf(value, userZone());
  if (typeof value === 'string') return dateOfText(value);
  return throwApex('System.TypeException', `Invalid date: ${stringValue(value)}`);
}

export function dayOf(moment: ApexDatetime, zone: string): ApexDate {
  const { year, month, day } = moment.parts(zone);
  return ApexDate.of(year, month, day);
}

/** The week begins where the user's locale says: Sunday in the United States, Monday in most of Europe. */
function toStartOfWeek(self: ApexDate): ApexDate {
  const weekday = new Date(utcMillis(self.year, self.month, self.day, 0, 0, 0, 0)).getUTCDay();
  const first = firstDayOfWeek(currentFrame().user.locale) % 7;
  return self.addDays(-((weekday - first + 7) % 7));
}

/** 1 for Monday to 7 for Sunday. */
function firstDayOfWeek(locale: string): number {
  const tag = new Intl.Locale(locale.replaceAll('_', '-')) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
  };
  return tag.getWeekInfo?.().firstDay ?? 7;
}
