/** System.Datetime. Source: Apex Reference Guide, Datetime Class (apex_methods_system_datetime). */
import {
  ApexDate,
  ApexDatetime,
  ApexTime,
  currentFrame,
  daysInMonth,
  stringValue,
  throwApex,
  zonedInstant,
  type ZonedParts,
} from '../../runtime/index.ts';
import { platformType, type MemberImplementation } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';
import { required } from '../support.ts';
import { dayOf } from './Date.ts';
import { formatDatetime, formatDatetimeLong, parseLocalDatetime, userZone } from './calendar/locale.ts';
import { formatInZone } from './calendar/pattern.ts';

const gmt = 'UTC';

export const DatetimeType = platformType({
  name: 'System.Datetime',
  kind: 'primitive',
  page: 'apex_methods_system_datetime',
  nonNull: [
    'newInstance',
    'newInstanceGmt',
    'parse',
    'valueOf',
    'valueOfGmt',
    'addDays',
    'addHours',
    'addMinutes',
    'addMonths',
    'addSeconds',
    'addYears',
    'isSameDay',
  ],
  members: {
    'static Datetime now()': () => new ApexDatetime(currentFrame().ports.clock.now()),
    'static Datetime newInstance(Long milliseconds)': (ms: bigint) => new ApexDatetime(Number(ms)),
    ...creators('newInstance', userZone),
    ...creators('newInstanceGmt', () => gmt),
    'static Datetime parse(String datetimeString)': parseLocalDatetime,
    'static Datetime valueOf(String dateTimeString)': (text: string) => read(text, userZone()),
    'static Datetime valueOf(Object fieldValue)': datetimeOf,
    'static Datetime valueOfGmt(String dateTimeString)': (text: string) => read(text, gmt),
    'Datetime addDays(Integer additionalDays)': (self: ApexDatetime, days: number) =>
      new ApexDatetime(self.ms + days * 86_400_000),
    'Datetime addHours(Integer additionalHours)': (self: ApexDatetime, hours: number) =>
      new ApexDatetime(self.ms + hours * 3_600_000),
    'Datetime addMinutes(Integer additionalMinutes)': (self: ApexDatetime, minutes: number) =>
      new ApexDatetime(self.ms + minutes * 60_000),
    'Datetime addSeconds(Integer additionalSeconds)': (self: ApexDatetime, seconds: number) =>
      new ApexDatetime(self.ms + seconds * 1000),
    'Datetime addMonths(Integer additionalMonths)': addMonths,
    'Datetime addYears(Integer additionalYears)': (self: ApexDatetime, years: number) => addMonths(self, years * 12),
    'Date date()': (self: ApexDatetime) => dayOf(self, userZone()),
    'Date dateGmt()': (self: ApexDatetime) => dayOf(self, gmt),
    'Time time()': (self: ApexDatetime) => timeOf(self, userZone()),
    'Time timeGmt()': (self: ApexDatetime) => timeOf(self, gmt),
    ...parts('year', (at) => at.year),
    ...parts('month', (at) => at.month),
    ...parts('day', (at) => at.day),
    ...parts('hour', (at) => at.hour),
    ...parts('minute', (at) => at.minute),
    ...parts('second', (at) => at.second),
    ...parts('millisecond', (at) => at.millisecond),
    ...parts(
      'dayOfYear',
      (at) => ApexDate.of(at.year, at.month, at.day).toEpochDay() - ApexDate.of(at.year, 1, 1).toEpochDay() + 1,
    ),
    'String format()': formatDatetime,
    'String format(String dateFormatString)': (self: ApexDatetime, pattern: string | null) =>
      format(self, pattern, userZone()),
    'String format(String dateFormatString, String timezone)': (
      self: ApexDatetime,
      pattern: string | null,
      zone: string | null,
    ) => format(self, pattern, zone ?? userZone()),
    'String formatGmt(String dateFormatString)': (self: ApexDatetime, pattern: string | null) =>
      format(self, pattern, 'GMT'),
    'String formatLong()': formatDatetimeLong,
    'Long getTime()': (self: ApexDatetime) => BigInt(self.ms),
    'Boolean isSameDay(Datetime dateToCompare)': (self: ApexDatetime, other: ApexDatetime) =>
      dayOf(self, userZone()).equals(dayOf(other, userZone())),
    ...fieldErrorMembers,
  },
});

function format(self: ApexDatetime, pattern: string | null, zone: string): string {
  return pattern === null ? formatDatetime(self) : formatInZone(self, pattern, zone, currentFrame().user.language);
}

/** newInstance and newInstanceGmt: the same parts, read in different zones. */
function creators(name: string, zone: () => string): Record<string, MemberImplementation> {
  return {
    [`static Datetime ${name}(Integer year, Integer month, Integer day)`]: (year: number, month: number, day: number) =>
      at(zone(), year, month, day, 0, 0, 0, 0),
    [`static Datetime ${name}(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)`]:
      (year: number, month: number, day: number, hour: number, minute: number, second: number) =>
        at(zone(), year, month, day, hour, minute, second, 0),
    [`static Datetime ${name}(Date date, Time time)`]: (date: ApexDate, time: ApexTime) =>
      at(zone(), date.year, date.month, date.day, time.hour, time.minute, time.second, time.millisecond),
  };
}

function at(
  zone: string,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
): ApexDatetime {
  return new ApexDatetime(zonedInstant({ year, month, day, hour, minute, second, millisecond }, zone));
}

/** `hour()` in the user's zone and `hourGmt()`. */
function parts(name: string, read: (at: ZonedParts) => number): Record<string, MemberImplementation> {
  return {
    [`Integer ${name}()`]: (self: ApexDatetime) => read(self.parts(userZone())),
    [`Integer ${name}Gmt()`]: (self: ApexDatetime) => read(self.parts(gmt)),
  };
}

function timeOf(self: ApexDatetime, zone: string): ApexTime {
  const { hour, minute, second, millisecond } = self.parts(zone);
  return ApexTime.of(hour, minute, second, millisecond);
}

/** The same day and time of another month, or the month's last day. */
function addMonths(self: ApexDatetime, months: number): ApexDatetime {
  const from = self.parts(gmt);
  const first = ApexDate.of(from.year, from.month + months, 1);
  const day = Math.min(from.day, daysInMonth(first.year, first.month));
  return new ApexDatetime(zonedInstant({ ...from, year: first.year, month: first.month, day }, gmt));
}

/** Reads `yyyy-MM-dd HH:mm:ss`. */
function read(text: string, zone: string): ApexDatetime {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})\s*$/.exec(text);
  if (match === null) return throwApex('System.TypeException', `Invalid date/time: ${text}`);
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return at(zone, year, month, day, hour, minute, second, 0);
}

function datetimeOf(value: unknown): ApexDatetime {
  if (value instanceof ApexDatetime) return value;
  if (value instanceof ApexDate) return at(gmt, value.year, value.month, value.day, 0, 0, 0, 0);
  if (typeof value === 'string') return read(required(value), userZone());
  return throwApex('System.TypeException', `Invalid date/time: ${stringValue(value)}`);
}
