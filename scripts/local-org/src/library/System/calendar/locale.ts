/**
 * Dates as the running user's locale writes and reads them. Source: Apex Reference Guide, Date.format, Date.parse, Datetime.format,
 * Datetime.parse; ICU locale formats (Salesforce Help, Supported Date and Time Formats (ICU)).
 */
import { ApexDate, ApexDatetime, currentFrame, throwApex, utcMillis, zonedInstant } from '../../../runtime/index.ts';

function userLocale(): string {
  return currentFrame().user.locale.replaceAll('_', '-');
}

export function userZone(): string {
  return currentFrame().user.timeZone;
}

const dateParts: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'numeric', day: 'numeric' };

/** `1/31/2024` in the United States, `31.1.2024` in Germany. */
export function formatDate(date: ApexDate): string {
  return new Intl.DateTimeFormat(userLocale(), { ...dateParts, timeZone: 'UTC' }).format(
    utcMillis(date.year, date.month, date.day, 0, 0, 0, 0),
  );
}

/** `1/31/2024, 2:05 PM`, in the user's time zone. */
export function formatDatetime(moment: ApexDatetime): string {
  return spaced(
    new Intl.DateTimeFormat(userLocale(), {
      ...dateParts,
      hour: 'numeric',
      minute: '2-digit',
      timeZone: userZone(),
    }).format(moment.ms),
  );
}

/** `1/31/2024, 2:05:09 PM PST`. */
export function formatDatetimeLong(moment: ApexDatetime): string {
  const options: Intl.DateTimeFormatOptions = {
    ...dateParts,
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  };
  return spaced(new Intl.DateTimeFormat(userLocale(), { ...options, timeZone: userZone() }).format(moment.ms));
}

/** Newer locale data puts a narrow no-break space before AM and PM; the platform does not. */
function spaced(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

/** Reads a date in the order of the user's locale. */
export function parseLocalDate(text: string): ApexDate {
  const day = readDate(text.trim());
  return day ?? throwApex('System.TypeException', `Invalid date: ${text}`);
}

/** Reads date and time as the user's locale writes them, with or without a comma between them. */
export function parseLocalDatetime(text: string): ApexDatetime {
  const match = /^(.+?),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?[Mm]\.?)?$/.exec(text.trim());
  const day = match === null ? null : readDate(match[1]!);
  if (match === null || day === null) return throwApex('System.TypeException', `Invalid date/time: ${text}`);
  const hour = hourOf(Number(match[2]), match[5] ?? null);
  const parts = {
    year: day.year,
    month: day.month,
    day: day.day,
    hour,
    minute: Number(match[3]),
    second: Number(match[4] ?? 0),
    millisecond: 0,
  };
  return new ApexDatetime(zonedInstant(parts, userZone()));
}

function hourOf(hour: number, half: string | null): number {
  if (half === null) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function readDate(text: string): ApexDate | null {
  const numbers = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})\.?$/.exec(text);
  if (numbers === null) return null;
  const order = new Intl.DateTimeFormat(userLocale(), dateParts)
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type) => type === 'year' || type === 'month' || type === 'day');
  const valueOf = (type: 'year' | 'month' | 'day'): number => Number(numbers[order.indexOf(type) + 1]);
  const year = valueOf('year');
  const date = ApexDate.of(year < 100 ? year + 2000 : year, valueOf('month'), valueOf('day'));
  return date.month === valueOf('month') && date.day === valueOf('day') ? date : null;
}
