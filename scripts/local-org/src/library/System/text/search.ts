/** Looking into a String: positions, prefixes, counts and differences. Source: Apex Reference Guide, String Class. */
import type { MemberImplementation } from '../../declare.ts';
import { throwApex } from '../../../runtime/index.ts';
import { isWhitespace } from './characters.ts';

export const searchMembers: Record<string, MemberImplementation> = {
  'Boolean contains(String substring)': (self: string, part: string) => self.includes(part),
  'Boolean containsAny(String inputString)': (self: string, chars: string) =>
    [...chars].some((char) => self.includes(char)),
  'Boolean containsIgnoreCase(String substring)': (self: string, part: string) =>
    self.toLowerCase().includes(part.toLowerCase()),
  'Boolean containsNone(String inputString)': (self: string, chars: string) =>
    ![...chars].some((char) => self.includes(char)),
  'Boolean containsOnly(String inputString)': (self: string, chars: string) =>
    [...self].every((char) => chars.includes(char)),
  'Boolean containsWhitespace()': (self: string) => [...self].some(isWhitespace),
  'Integer countMatches(String substring)': countMatches,
  'String difference(String secondString)': difference,
  'Boolean endsWith(String suffix)': (self: string, suffix: string) => self.endsWith(suffix),
  'Boolean endsWithIgnoreCase(String suffix)': (self: string, suffix: string) =>
    self.toLowerCase().endsWith(suffix.toLowerCase()),
  'Integer getLevenshteinDistance(String stringToCompare)': levenshteinDistance,
  'Integer getLevenshteinDistance(String stringToCompare, Integer threshold)': (
    self: string,
    other: string,
    threshold: number,
  ) => {
    const distance = levenshteinDistance(self, other);
    return distance > threshold ? -1 : distance;
  },
  'Integer indexOf(String substring)': (self: string, part: string) => self.indexOf(part),
  'Integer indexOf(String substring, Integer index)': (self: string, part: string, from: number) =>
    indexFrom(self, part, from),
  'Integer indexOfAny(String substring)': (self: string, chars: string) =>
    firstIndex(self, (char) => chars.includes(char)),
  'Integer indexOfAnyBut(String substring)': (self: string, chars: string) =>
    firstIndex(self, (char) => !chars.includes(char)),
  'Integer indexOfChar(Integer character)': (self: string, code: number) => self.indexOf(String.fromCodePoint(code)),
  'Integer indexOfChar(Integer character, Integer startIndex)': (self: string, code: number, from: number) =>
    self.indexOf(String.fromCodePoint(code), from),
  'Integer indexOfDifference(String stringToCompare)': indexOfDifference,
  'Integer indexOfIgnoreCase(String substring)': (self: string, part: string) =>
    self.toLowerCase().indexOf(part.toLowerCase()),
  'Integer indexOfIgnoreCase(String substring, Integer startPosition)': (self: string, part: string, from: number) =>
    indexFrom(self.toLowerCase(), part.toLowerCase(), from),
  'Integer lastIndexOf(String substring)': (self: string, part: string) => self.lastIndexOf(part),
  'Integer lastIndexOf(String substring, Integer endPosition)': lastIndexUpTo,
  'Integer lastIndexOfChar(Integer character)': (self: string, code: number) =>
    self.lastIndexOf(String.fromCodePoint(code)),
  'Integer lastIndexOfChar(Integer character, Integer endIndex)': (self: string, code: number, end: number) =>
    lastIndexUpTo(self, String.fromCodePoint(code), end),
  'Integer lastIndexOfIgnoreCase(String substring)': (self: string, part: string) =>
    self.toLowerCase().lastIndexOf(part.toLowerCase()),
  'Integer lastIndexOfIgnoreCase(String substring, Integer endPosition)': (self: string, part: string, end: number) =>
    lastIndexUpTo(self.toLowerCase(), part.toLowerCase(), end),
  'Boolean startsWith(String prefix)': (self: string, prefix: string) => self.startsWith(prefix),
  'Boolean startsWithIgnoreCase(String prefix)': (self: string, prefix: string) =>
    self.toLowerCase().startsWith(prefix.toLowerCase()),
  'Integer charAt(Integer index)': (self: string, index: number) => self.charCodeAt(checkIndex(self, index)),
  'Integer codePointAt(Integer index)': (self: string, index: number) => self.codePointAt(checkIndex(self, index)),
  'Integer codePointBefore(Integer index)': codePointBefore,
  'Integer codePointCount(Integer beginIndex, Integer endIndex)': codePointCount,
  'Integer offsetByCodePoints(Integer index, Integer codePointOffset)': offsetByCodePoints,
};

/** A negative start counts as the beginning, one past the end finds nothing. */
function indexFrom(self: string, part: string, from: number): number {
  return from > self.length ? -1 : self.indexOf(part, from);
}

function lastIndexUpTo(self: string, part: string, end: number): number {
  return end < 0 ? -1 : self.lastIndexOf(part, end);
}

function firstIndex(self: string, test: (char: string) => boolean): number {
  for (let index = 0; index < self.length; index++) {
    if (test(self.charAt(index))) return index;
  }
  return -1;
}

function countMatches(self: string, part: string): number {
  if (part === '') return 0;
  return self.split(part).length - 1;
}

/** The rest of the other string from where it differs; empty when it does not. */
function difference(self: string, other: string): string {
  const index = indexOfDifference(self, other);
  return index === -1 ? '' : other.slice(index);
}

function indexOfDifference(self: string, other: string): number {
  if (self === other) return -1;
  let index = 0;
  while (index < self.length && index < other.length && self[index] === other[index]) index++;
  return index;
}

function levenshteinDistance(self: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= self.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = previous[column - 1]! + (self[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(current[column - 1]! + 1, previous[column]! + 1, replaced));
    }
    previous = current;
  }
  return previous[other.length]!;
}

function checkIndex(self: string, index: number): number {
  if (index < 0 || index >= self.length) throwApex('System.StringException', `String index out of range: ${index}`);
  return index;
}

function codePointBefore(self: string, index: number): number {
  checkIndex(self, index - 1);
  const isPair =
    index >= 2 && isLowSurrogate(self.charCodeAt(index - 1)) && isHighSurrogate(self.charCodeAt(index - 2));
  return self.codePointAt(isPair ? index - 2 : index - 1)!;
}

function codePointCount(self: string, begin: number, end: number): number {
  if (begin < 0 || end > self.length || begin > end)
    throwApex('System.StringException', `String index out of range: ${begin < 0 ? begin : end}`);
  return [...self.slice(begin, end)].length;
}

function offsetByCodePoints(self: string, index: number, offset: number): number {
  if (index < 0 || index > self.length) throwApex('System.StringException', `String index out of range: ${index}`);
  let position = index;
  for (let moved = 0; moved < Math.abs(offset); moved++) {
    const step = offset > 0 ? stepAfter(self, position) : -stepBefore(self, position);
    position += step;
    if (position < 0 || position > self.length)
      throwApex('System.StringException', `String index out of range: ${position}`);
  }
  return position;
}

function stepAfter(self: string, index: number): number {
  return isHighSurrogate(self.charCodeAt(index)) && isLowSurrogate(self.charCodeAt(index + 1)) ? 2 : 1;
}

function stepBefore(self: string, index: number): number {
  return isLowSurrogate(self.charCodeAt(index - 1)) && isHighSurrogate(self.charCodeAt(index - 2)) ? 2 : 1;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
