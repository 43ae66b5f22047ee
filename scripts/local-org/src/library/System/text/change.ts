/** Strings made from Strings: parts, padding, case, removal and replacement. Source: Apex Reference Guide, String Class. */
import type { MemberImplementation } from '../../declare.ts';
import { throwApex } from '../../../runtime/index.ts';
import { replaceAll, replaceFirst } from '../regex/operations.ts';
import { isWhitespace } from './characters.ts';

export const partMembers: Record<string, MemberImplementation> = {
  'String abbreviate(Integer maxWidth)': abbreviate,
  'String abbreviate(Integer maxWidth, Integer offset)': abbreviateFrom,
  'String left(Integer length)': (self: string, length: number) => self.slice(0, Math.max(length, 0)),
  'String mid(Integer startIndex, Integer length)': mid,
  'String right(Integer length)': (self: string, length: number) => (length <= 0 ? '' : self.slice(-length)),
  'String substring(Integer startIndex)': (self: string, start: number) => substring(self, start, self.length),
  'String substring(Integer startIndex, Integer endIndex)': substring,
  'String substringAfter(String separator)': substringAfter,
  'String substringAfterLast(String separator)': substringAfterLast,
  'String substringBefore(String separator)': substringBefore,
  'String substringBeforeLast(String separator)': substringBeforeLast,
  'String substringBetween(String tag)': (self: string, tag: string | null) => substringBetween(self, tag, tag),
  'String substringBetween(String open, String close)': substringBetween,
};

export const changeMembers: Record<string, MemberImplementation> = {
  'String capitalize()': (self: string) => changeFirst(self, (first) => first.toUpperCase()),
  'String center(Integer size)': (self: string, size: number) => center(self, size, ' '),
  'String center(Integer size, String padStr)': center,
  'String deleteWhitespace()': (self: string) => [...self].filter((char) => !isWhitespace(char)).join(''),
  'String leftPad(Integer length)': (self: string, length: number) => self.padStart(length),
  'String leftPad(Integer length, String padStr)': (self: string, length: number, pad: string) =>
    self.padStart(length, pad || ' '),
  'String rightPad(Integer length)': (self: string, length: number) => self.padEnd(length),
  'String rightPad(Integer length, String padStr)': (self: string, length: number, pad: string) =>
    self.padEnd(length, pad || ' '),
  'String normalizeSpace()': normalizeSpace,
  'String overlay(String overlay, Integer startIndex, Integer endIndex)': overlay,
  'String remove(String substring)': (self: string, part: string) =>
    part === '' ? self : self.replaceAll(part, () => ''),
  'String removeEnd(String substring)': (self: string, part: string) =>
    self.endsWith(part) ? self.slice(0, self.length - part.length) : self,
  'String removeEndIgnoreCase(String substring)': (self: string, part: string) =>
    self.toLowerCase().endsWith(part.toLowerCase()) ? self.slice(0, self.length - part.length) : self,
  'String removeStart(String substring)': (self: string, part: string) =>
    self.startsWith(part) ? self.slice(part.length) : self,
  'String removeStartIgnoreCase(String substring)': (self: string, part: string) =>
    self.toLowerCase().startsWith(part.toLowerCase()) ? self.slice(part.length) : self,
  'String repeat(Integer numberOfTimes)': (self: string, times: number) => self.repeat(Math.max(times, 0)),
  'String repeat(String separator, Integer numberOfTimes)': (self: string, separator: string, times: number) =>
    new Array<string>(Math.max(times, 0)).fill(self).join(separator),
  'String replace(String target, String replacement)': (self: string, target: string, replacement: string) =>
    self.replaceAll(target, () => replacement),
  'String replaceAll(String regExp, String replacement)': replaceAll,
  'String replaceFirst(String regExp, String replacement)': replaceFirst,
  'String reverse()': (self: string) => [...self].reverse().join(''),
  'String stripHtmlTags()': stripHtmlTags,
  'String swapCase()': (self: string) => [...self].map(swapCase).join(''),
  'String toLowerCase()': (self: string) => self.toLowerCase(),
  'String toLowerCase(String locale)': (self: string, locale: string) => self.toLocaleLowerCase(languageTag(locale)),
  'String toUpperCase()': (self: string) => self.toUpperCase(),
  'String toUpperCase(String locale)': (self: string, locale: string) => self.toLocaleUpperCase(languageTag(locale)),
  'String trim()': trim,
  'String uncapitalize()': (self: string) => changeFirst(self, (first) => first.toLowerCase()),
};

/** Cuts to `max` characters, the last three being dots; four is the least. */
function abbreviate(self: string, max: number): string {
  if (max < 4) throwApex('System.IllegalArgumentException', 'Minimum abbreviation width is 4');
  return self.length <= max ? self : `${self.slice(0, max - 3)}...`;
}

/** As `abbreviate`, showing the text around `offset`; dots on both sides need a width of seven. */
function abbreviateFrom(self: string, max: number, offset: number): string {
  if (max < 4) throwApex('System.IllegalArgumentException', 'Minimum abbreviation width is 4');
  if (self.length <= max) return self;
  const start = Math.min(offset, self.length, self.length - (max - 3) > 0 ? self.length : 0);
  const shown = self.length - start < max - 3 ? self.length - (max - 3) : start;
  if (shown <= 4) return `${self.slice(0, max - 3)}...`;
  if (max < 7) throwApex('System.IllegalArgumentException', 'Minimum abbreviation width with offset is 7');
  if (shown + max - 3 < self.length) return `...${abbreviate(self.slice(shown), max - 3)}`;
  return `...${self.slice(self.length - (max - 3))}`;
}

function mid(self: string, start: number, length: number): string {
  if (length < 0 || start > self.length) return '';
  const from = Math.max(start, 0);
  return self.slice(from, from + length);
}

/** Positions outside of the text are errors, as the platform words them. */
function substring(self: string, start: number, end: number): string {
  if (start < 0 || start > self.length)
    throwApex('System.StringException', `Starting position out of bounds: ${start}`);
  if (end < start || end > self.length) throwApex('System.StringException', `Ending position out of bounds: ${end}`);
  return self.slice(start, end);
}

function substringAfter(self: string, separator: string | null): string {
  if (separator === null) return '';
  const index = self.indexOf(separator);
  return index === -1 ? '' : self.slice(index + separator.length);
}

function substringAfterLast(self: string, separator: string | null): string {
  if (separator === null || separator === '') return '';
  const index = self.lastIndexOf(separator);
  return index === -1 ? '' : self.slice(index + separator.length);
}

function substringBefore(self: string, separator: string | null): string {
  if (separator === null) return self;
  const index = self.indexOf(separator);
  return index === -1 ? self : self.slice(0, index);
}

function substringBeforeLast(self: string, separator: string | null): string {
  if (separator === null || separator === '') return self;
  const index = self.lastIndexOf(separator);
  return index === -1 ? self : self.slice(0, index);
}

function substringBetween(self: string, open: string | null, close: string | null): string | null {
  if (open === null || close === null) return null;
  const start = self.indexOf(open);
  if (start === -1) return null;
  const end = self.indexOf(close, start + open.length);
  return end === -1 ? null : self.slice(start + open.length, end);
}

function changeFirst(self: string, change: (first: string) => string): string {
  const first = String.fromCodePoint(...[self.codePointAt(0)].filter((code) => code !== undefined));
  return change(first) + self.slice(first.length);
}

function center(self: string, size: number, pad: string): string {
  const missing = size - self.length;
  if (missing <= 0) return self;
  return self.padStart(self.length + Math.floor(missing / 2), pad || ' ').padEnd(size, pad || ' ');
}

/** Java's control separators, 28 to 31, count as blanks too. */
const javaSpaces = new RegExp(`[\\t-\\r${String.fromCharCode(28)}- ]+`, 'g');

function normalizeSpace(self: string): string {
  return self.replace(javaSpaces, ' ').replace(/^ | $/g, '');
}

function overlay(self: string, inserted: string | null, start: number, end: number): string {
  const clamp = (position: number): number => Math.min(Math.max(position, 0), self.length);
  const from = Math.min(clamp(start), clamp(end));
  const to = Math.max(clamp(start), clamp(end));
  return self.slice(0, from) + (inserted ?? '') + self.slice(to);
}

/** Removes markup and turns the common entities back into their characters. */
function stripHtmlTags(self: string): string {
  return self.replace(/<[^>]*>/g, '');
}

function swapCase(char: string): string {
  const lower = char.toLowerCase();
  return char === lower ? char.toUpperCase() : lower;
}

/** Java's trim: everything up to the space character, at both ends. */
function trim(self: string): string {
  return self.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
}

/** `de_DE` as the platform writes locales, `de-DE` as JavaScript does. */
export function languageTag(locale: string): string {
  return locale.replaceAll('_', '-');
}
