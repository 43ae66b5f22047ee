/** Functions of text. Source: Salesforce Help, "Formula Functions". */
import { compileRegex } from '../../library/System/regex/operations.ts';
import { ApexId, Decimal } from '../../runtime/index.ts';
import { isBlank, plain, text, whole } from './arguments.ts';
import type { Functions, Implementation } from './arguments.ts';
import { toText } from './evaluate.ts';
import type { FormulaValue } from './evaluate.ts';

export const textFunctions: Functions = new Map<string, Implementation>([
  ['TEXT', plain(([value]) => toText(value ?? null))],
  ['VALUE', plain(([value]) => (isBlank(value) ? null : Decimal.parse(toText(value ?? null).trim())))],
  ['LEN', text((value) => Decimal.fromInteger(value.length))],
  ['LEFT', plain(([value, count]) => toText(value ?? null).slice(0, Math.max(0, whole(count))))],
  ['RIGHT', plain(([value, count]) => (whole(count) <= 0 ? '' : toText(value ?? null).slice(-whole(count))))],
  ['MID', plain(([value, start, count]) => middle(toText(value ?? null), whole(start), whole(count)))],
  ['LPAD', plain(([value, length, pad]) => padded(toText(value ?? null), whole(length), pad, 'padStart'))],
  ['RPAD', plain(([value, length, pad]) => padded(toText(value ?? null), whole(length), pad, 'padEnd'))],
  ['CONTAINS', text((value, wanted = '') => value.includes(wanted))],
  ['BEGINS', text((value, wanted = '') => value.startsWith(wanted))],
  ['FIND', plain(([wanted, value, start]) => find(toText(wanted ?? null), toText(value ?? null), start))],
  ['SUBSTITUTE', text((value, from = '', to = '') => (from === '' ? value : value.replaceAll(from, to)))],
  ['TRIM', text((value) => value.trim())],
  ['UPPER', text((value) => value.toUpperCase())],
  ['LOWER', text((value) => value.toLowerCase())],
  // Patterns are Java's and must match the whole text.
  ['REGEX', text((value, pattern = '') => compileRegex(pattern).matches(value) !== null)],
  ['BR', () => '\n'],
  ['CASESAFEID', text((value) => (ApexId.isValid(value) ? ApexId.of(value).value : value))],
  ['HYPERLINK', text((url, label = '', target = '_blank') => `<a href="${url}" target="${target}">${label}</a>`)],
]);

/** `start` counts from 1; anything before the text is the text's beginning. */
function middle(value: string, start: number, count: number): string {
  const from = Math.max(0, start - 1);
  return value.slice(from, from + Math.max(0, count));
}

/** Too long a text is cut; without something to pad with it is only cut. */
function padded(value: string, length: number, pad: FormulaValue | undefined, side: 'padStart' | 'padEnd'): string {
  return value.slice(0, length)[side](length, pad === undefined ? '' : toText(pad));
}

function find(wanted: string, value: string, start: FormulaValue | undefined): Decimal {
  const from = start === undefined ? 0 : whole(start) - 1;
  return Decimal.fromInteger(wanted === '' || from < 0 ? 0 : value.indexOf(wanted, from) + 1);
}
