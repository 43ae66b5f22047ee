/**
 * Field values as people read them, in locale, time zone and currency of the user.
 * Source: User Interface API Developer Guide, "Field Value": displayValue is null where it is the value itself.
 */
import type { FrameUser } from '../../runtime/frame.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../../runtime/index.ts';
import type { FieldSchema } from '../../schema/model.ts';
import { toJson } from '../values.ts';

const dateParts: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'numeric', day: 'numeric' };
const timeParts: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };

/** What is shown for a value; null when that is the value as it is. @param currency of the org, for records without their own */
export function displayValue(
  field: FieldSchema,
  value: unknown,
  record: SObjectValue,
  user: FrameUser,
  currency: string,
): string | null {
  if (value === null || value === undefined) return null;
  const locale = user.locale.replaceAll('_', '-');
  switch (field.type) {
    case 'DATE':
      return value instanceof ApexDate ? formatted(Date.parse(value.toString()), locale, dateParts, 'UTC') : null;
    case 'DATETIME':
      return value instanceof ApexDatetime
        ? formatted(value.ms, locale, { ...dateParts, ...timeParts }, user.timeZone)
        : null;
    case 'TIME':
      return value instanceof ApexTime ? formatted(value.ms, locale, timeParts, 'UTC') : null;
    case 'CURRENCY': {
      const own = record.getField('currencyisocode');
      return formatNumber(value, locale, field, {
        style: 'currency',
        currency: typeof own === 'string' ? own : currency,
      });
    }
    case 'PERCENT':
      return `${formatNumber(value, locale, field, {})}%`;
    case 'INTEGER':
    case 'LONG':
    case 'DOUBLE':
      return formatNumber(value, locale, field, {});
    case 'PICKLIST':
      return labelOf(field, String(value));
    case 'MULTIPICKLIST':
      return String(value)
        .split(';')
        .map((one) => labelOf(field, one))
        .join(';');
    default:
      return null;
  }
}

/** The value in JSON as this API writes it. */
export function plainValue(value: unknown): unknown {
  return value instanceof ApexDatetime ? value.toIso() : toJson(value);
}

function labelOf(field: FieldSchema, value: string): string {
  return field.picklist.find((entry) => entry.value === value)?.label ?? value;
}

function formatNumber(value: unknown, locale: string, field: FieldSchema, options: Intl.NumberFormatOptions): string {
  const { scale } = field;
  return new Intl.NumberFormat(locale, {
    ...options,
    minimumFractionDigits: scale,
    maximumFractionDigits: scale,
  }).format(Number(toJson(value)));
}

/** Newer locale data puts a narrow no-break space before AM and PM; the platform does not. */
function formatted(ms: number, locale: string, options: Intl.DateTimeFormatOptions, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(ms).replaceAll('\u202f', ' ');
}
