/**
 * Date and time patterns. Source: java.text.SimpleDateFormat, to which the Apex Reference Guide (Datetime.format) refers.
 */
import type { ApexDatetime } from '../../../runtime/index.ts';
import { isTimeZone, throwApex, zoneOffset, zonedParts, type ZonedParts } from '../../../runtime/index.ts';

interface Moment extends ZonedParts {
  readonly ms: number;
  readonly zone: string;
  readonly locale: string;
}

type Field = (moment: Moment, width: number) => string;

const dayMs = 86_400_000;

const fields: Readonly<Record<string, Field>> = {
  G: (moment) => (moment.year > 0 ? 'AD' : 'BC'),
  y: (moment, width) => (width === 2 ? padded(moment.year % 100, 2) : padded(moment.year, width)),
  Y: (moment, width) => (width === 2 ? padded(weekYear(moment) % 100, 2) : padded(weekYear(moment), width)),
  M: (moment, width) => monthText(moment, width),
  L: (moment, width) => monthText(moment, width),
  w: (moment, width) => padded(weekOfYear(moment), width),
  W: (moment, width) => padded(weekOfMonth(moment), width),
  D: (moment, width) => padded(dayOfYear(moment), width),
  d: (moment, width) => padded(moment.day, width),
  F: (moment, width) => padded(Math.floor((moment.day - 1) / 7) + 1, width),
  E: (moment, width) => named(moment, { weekday: width > 3 ? 'long' : 'short' }),
  u: (moment, width) => padded(((weekday(moment) + 6) % 7) + 1, width),
  a: (moment) => (moment.hour < 12 ? 'AM' : 'PM'),
  H: (moment, width) => padded(moment.hour, width),
  k: (moment, width) => padded(moment.hour === 0 ? 24 : moment.hour, width),
  K: (moment, width) => padded(moment.hour % 12, width),
  h: (moment, width) => padded(moment.hour % 12 === 0 ? 12 : moment.hour % 12, width),
  m: (moment, width) => padded(moment.minute, width),
  s: (moment, width) => padded(moment.second, width),
  S: (moment, width) => padded(moment.millisecond, width),
  z: (moment, width) => zoneName(moment, width > 3 ? 'long' : 'short'),
  Z: (moment) => offsetText(moment, ''),
  X: (moment, width) => isoOffset(moment, width),
};

/** @throws System.IllegalArgumentException for a letter that no pattern has */
export function formatInZone(moment: ApexDatetime, pattern: string, zone: string, locale = 'en_US'): string {
  const known = knownZone(zone);
  const at: Moment = { ...zonedParts(moment.ms, known), ms: moment.ms, zone: known, locale };
  return pattern.replace(
    /'((?:[^']|'')*)'|([A-Za-z])\2*/g,
    (run: string, quoted: string | undefined, letter: string | undefined) => {
      if (letter === undefined) return quoted === '' ? "'" : quoted!.replaceAll("''", "'");
      const field = fields[letter];
      if (field === undefined)
        return throwApex('System.IllegalArgumentException', `Illegal pattern character '${letter}'`);
      return field(at, run.length);
    },
  );
}

/** Short names that Java knows and the time zone database does not. Source: java.util.TimeZone, three-letter IDs. */
const shortZones: Readonly<Record<string, string>> = {
  PST: 'America/Los_Angeles',
  MST: 'America/Denver',
  CST: 'America/Chicago',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  AST: 'America/Anchorage',
  HST: 'Pacific/Honolulu',
  CET: 'Europe/Paris',
  BST: 'Asia/Dhaka',
  CTT: 'Asia/Shanghai',
};

/** A zone by Java's names; `GMT+5:30` is an offset, and an unknown one is GMT, as in Java. */
export function knownZone(zone: string): string {
  const offset = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (offset !== null) return `${offset[1]}${offset[2]!.padStart(2, '0')}:${offset[3] ?? '00'}`;
  const known = shortZones[zone] ?? zone;
  return isTimeZone(known) ? known : 'UTC';
}

function padded(value: number, width: number): string {
  return String(Math.abs(value)).padStart(width, '0');
}

function monthText(moment: Moment, width: number): string {
  if (width <= 2) return padded(moment.month, width);
  return named(moment, { month: width > 3 ? 'long' : 'short' });
}

function named(moment: Moment, options: Intl.DateTimeFormatOptions): string {
  const local = Date.UTC(moment.year, moment.month - 1, moment.day);
  return new Intl.DateTimeFormat(moment.locale.replaceAll('_', '-'), { ...options, timeZone: 'UTC' }).format(local);
}

function zoneName(moment: Moment, length: 'short' | 'long'): string {
  if (moment.zone === 'UTC' || moment.zone === 'GMT')
    return length === 'short' ? moment.zone : 'Coordinated Universal Time';
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: moment.zone, timeZoneName: length }).formatToParts(
    moment.ms,
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? moment.zone;
}

function offsetText(moment: Moment, separator: string): string {
  const minutes = Math.round(zoneOffset(moment.ms, moment.zone) / 60_000);
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(size / 60), 2)}${separator}${padded(size % 60, 2)}`;
}

function isoOffset(moment: Moment, width: number): string {
  if (zoneOffset(moment.ms, moment.zone) === 0) return 'Z';
  const text = offsetText(moment, width === 3 ? ':' : '');
  return width === 1 ? text.slice(0, 3) : text;
}

/** 0 for Sunday. */
function weekday(moment: Moment): number {
  return new Date(Date.UTC(moment.year, moment.month - 1, moment.day)).getUTCDay();
}

function dayOfYear(moment: Moment): number {
  return Math.round((Date.UTC(moment.year, moment.month - 1, moment.day) - Date.UTC(moment.year, 0, 1)) / dayMs) + 1;
}

/** Weeks as in the United States: from Sunday, the first one holds January 1. */
function weekOfYear(moment: Moment): number {
  if (weekYear(moment) !== moment.year) return 1;
  const firstWeekday = new Date(Date.UTC(moment.year, 0, 1)).getUTCDay();
  return Math.floor((dayOfYear(moment) + firstWeekday - 1) / 7) + 1;
}

function weekYear(moment: Moment): number {
  const saturday = new Date(Date.UTC(moment.year, moment.month - 1, moment.day + 6 - weekday(moment)));
  return saturday.getUTCFullYear();
}

function weekOfMonth(moment: Moment): number {
  const firstWeekday = new Date(Date.UTC(moment.year, moment.month - 1, 1)).getUTCDay();
  return Math.floor((moment.day + firstWeekday - 1) / 7) + 1;
}
