/** Calendar fields of instants in time zones, through the machine's ICU data. */

export interface ZonedParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const utcNames = new Set(['utc', 'gmt', 'etc/utc', 'etc/gmt', 'z']);
const formats = new Map<string, Intl.DateTimeFormat | null>();

export function isTimeZone(zone: string): boolean {
  return utcNames.has(zone.toLowerCase()) || formatOf(zone) !== null;
}

/** Milliseconds to add to UTC to get the zone's local time at that instant. */
export function zoneOffset(ms: number, zone: string): number {
  if (utcNames.has(zone.toLowerCase())) return 0;
  const format = formatOf(zone);
  if (format === null) throw new RangeError(`unknown time zone ${zone}`);
  const local: Record<string, number> = {};
  for (const part of format.formatToParts(ms)) local[part.type] = Number(part.value);
  const asUtc = utcMillis(
    local['year']!,
    local['month']!,
    local['day']!,
    local['hour']! % 24,
    local['minute']!,
    local['second']!,
    0,
  );
  return asUtc - Math.floor(ms / 1000) * 1000;
}

export function zonedParts(ms: number, zone: string): ZonedParts {
  const date = new Date(ms + zoneOffset(ms, zone));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/**
 * The instant of a local time; parts outside their range roll over. A time that the clock skips moves forward by the gap,
 * one that occurs twice is the earlier.
 */
export function zonedInstant(parts: ZonedParts, zone: string): number {
  const { year, month, day, hour, minute, second, millisecond } = parts;
  const local = utcMillis(year, month, day, hour, minute, second, millisecond);
  const before = zoneOffset(local - 86_400_000, zone);
  const guess = local - before;
  const offset = zoneOffset(guess, zone);
  if (offset === before) return guess;
  const other = local - offset;
  return zoneOffset(other, zone) === offset ? other : guess;
}

/** As Date.UTC, but years below 100 mean themselves. */
export function utcMillis(y: number, month: number, d: number, h: number, min: number, s: number, ms: number): number {
  const date = new Date(0);
  date.setUTCFullYear(y, month - 1, d);
  date.setUTCHours(h, min, s, ms);
  return date.getTime();
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone);
  if (format === undefined) {
    format = makeFormat(zone);
    formats.set(zone, format);
  }
  return format;
}

function makeFormat(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}
