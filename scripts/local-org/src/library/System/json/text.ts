/** Values as JSON text: what serialization, generators and their pretty form share. */
import type { ApexDatetime, Decimal } from '../../../runtime/index.ts';
import { doubleText, throwApex } from '../../../runtime/index.ts';

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A string literal; control characters as \u00XX. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\\p{Cc}]/gu, escaped)}"`;
}

/** Of the control characters only those below the blank are escaped. */
function escaped(char: string): string {
  if (char >= '\u007f') return char;
  return escapes[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A Double always has a point: `5.0`. */
export function doubleLiteral(value: number): string {
  if (!Number.isFinite(value)) throwApex('System.JSONException', `Illegal value for Double: ${doubleText(value)}`);
  return doubleText(value);
}

export function decimalLiteral(value: Decimal): string {
  return value.toPlainString();
}

/** `2024-01-31T10:00:00.000Z`; in fields of records the zone is written `+0000`. */
export function datetimeText(moment: ApexDatetime, inRecord = false): string {
  const text = moment.toIso();
  return inRecord ? text.replace(/Z$/, '+0000') : text;
}
