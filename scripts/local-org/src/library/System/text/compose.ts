/** Strings put together and taken apart: format, join, split, valueOf. Source: Apex Reference Guide, String Class. */
import type { ApexDatetime, ApexList } from '../../../runtime/index.ts';
import { DoubleBox, stringValue, textOf } from '../../../runtime/index.ts';
import type { MemberImplementation } from '../../declare.ts';
import { iterate } from '../../iteration.ts';
import { newList, required } from '../../support.ts';
import { formatInZone } from '../calendar/pattern.ts';
import { split } from '../regex/operations.ts';
import { splitByCharacterType } from './character-types.ts';
import { formatMessage } from './message-format.ts';

export const composeMembers: Record<string, MemberImplementation> = {
  'static String escapeSingleQuotes(String stringToEscape)': escapeSingleQuotes,
  'static String format(String stringToFormat, List<Object> formattingArguments)': format,
  'static String fromCharArray(List<Integer> charArray)': (codes: ApexList<number> | null) =>
    String.fromCodePoint(...required(codes).items),
  'static String getCommonPrefix(List<String> strings)': (texts: ApexList<string> | null) =>
    commonPrefix(required(texts).items),
  'static String join(Object iterableObj, String separator)': join,
  'static String valueOf(Date dateToConvert)': valueOf,
  'static String valueOf(Datetime datetimeToConvert)': valueOf,
  'static String valueOf(Decimal decimalToConvert)': valueOf,
  'static String valueOf(Double doubleToConvert)': (value: number | null) =>
    valueOf(value === null ? null : new DoubleBox(value)),
  'static String valueOf(Integer integerToConvert)': valueOf,
  'static String valueOf(Long longToConvert)': valueOf,
  'static String valueOf(Object toConvert)': valueOf,
  'static String valueOfGmt(Datetime datetimeToConvert)': (moment: ApexDatetime | null) =>
    moment === null ? null : formatInZone(moment, 'yyyy-MM-dd HH:mm:ss', 'GMT'),
  'List<Integer> getChars()': (self: string) =>
    newList(
      'Integer',
      Array.from({ length: self.length }, (_, index) => self.charCodeAt(index)),
    ),
  'List<String> split(String regExp)': (self: string, regExp: string) =>
    newList('String', split(self, required(regExp), 0)),
  'List<String> split(String regExp, Integer limit)': (self: string, regExp: string, limit: number) =>
    newList('String', split(self, required(regExp), required(limit))),
  'List<String> splitByCharacterType()': (self: string) => newList('String', splitByCharacterType(self, false)),
  'List<String> splitByCharacterTypeCamelCase()': (self: string) => newList('String', splitByCharacterType(self, true)),
};

function escapeSingleQuotes(text: string | null): string {
  return required(text).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}

/** String.valueOf: null stays null; the text is what concatenation prints. */
export function valueOf(value: unknown): string | null {
  return value === null ? null : stringValue(value);
}

function format(pattern: string | null, args: ApexList | null): string | null {
  if (pattern === null) return null;
  return formatMessage(pattern, (args?.items ?? []).map(textOf));
}

function join(iterable: unknown, separator: string | null): string {
  const parts: string[] = [];
  for (const item of iterate(required(iterable))) parts.push(item === null ? '' : textOf(item));
  return parts.join(separator ?? '');
}

function commonPrefix(texts: readonly (string | null)[]): string {
  const [first = '', ...others] = texts.map((text) => text ?? '');
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
