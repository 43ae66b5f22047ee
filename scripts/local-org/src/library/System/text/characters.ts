/** Kinds of characters and tests over whole Strings. Source: Apex Reference Guide, String Class (`isAlpha` and following). */
import type { MemberImplementation } from '../../declare.ts';

const letters = /^\p{L}$/u;
const digits = /^\p{Nd}$/u;
/** Control separators from 28 on; the blanks that break no line are not among them. */
const javaWhitespace = new RegExp(
  `^[\\t-\\r${String.fromCharCode(28)}- \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]$`,
  'u',
);

export function isWhitespace(char: string): boolean {
  return javaWhitespace.test(char);
}

export function isLetter(char: string): boolean {
  return letters.test(char);
}

export function isDigit(char: string): boolean {
  return digits.test(char);
}

/** Empty Strings: false for the tests that ask for content, true for those that also allow spaces. */
export const characterMembers: Record<string, MemberImplementation> = {
  'Boolean isAllLowerCase()': (self: string) => self !== '' && all(self, (char) => /^\p{Ll}$/u.test(char)),
  'Boolean isAllUpperCase()': (self: string) => self !== '' && all(self, (char) => /^\p{Lu}$/u.test(char)),
  'Boolean isAlpha()': (self: string) => self !== '' && all(self, isLetter),
  'Boolean isAlphaSpace()': (self: string) => all(self, (char) => isLetter(char) || char === ' '),
  'Boolean isAlphanumeric()': (self: string) => self !== '' && all(self, (char) => isLetter(char) || isDigit(char)),
  'Boolean isAlphanumericSpace()': (self: string) =>
    all(self, (char) => isLetter(char) || isDigit(char) || char === ' '),
  'Boolean isAsciiPrintable()': (self: string) => all(self, (char) => char >= ' ' && char <= '~'),
  'Boolean isNumeric()': (self: string) => self !== '' && all(self, isDigit),
  'Boolean isNumericSpace()': (self: string) => all(self, (char) => isDigit(char) || char === ' '),
  'Boolean isWhitespace()': (self: string) => all(self, isWhitespace),
  'static Boolean isBlank(String inputString)': isBlank,
  'static Boolean isEmpty(String inputString)': isEmpty,
  'static Boolean isNotBlank(String inputString)': (text: string | null) => !isBlank(text),
  'static Boolean isNotEmpty(String inputString)': (text: string | null) => !isEmpty(text),
};

export function isBlank(text: string | null): boolean {
  return text === null || all(text, isWhitespace);
}

function isEmpty(text: string | null): boolean {
  return text === null || text === '';
}

function all(text: string, test: (char: string) => boolean): boolean {
  for (const char of text) {
    if (!test(char)) return false;
  }
  return true;
}
