/**
 * System.String. Source: Apex Reference Guide, String Class (apex_methods_system_string).
 * The members are kept by theme in `System/text`.
 */
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';
import { changeMembers, partMembers } from './text/change.ts';
import { characterMembers } from './text/characters.ts';
import { composeMembers } from './text/compose.ts';
import { escapeMembers } from './text/escape.ts';
import { searchMembers } from './text/search.ts';

export const StringType = platformType({
  name: 'System.String',
  kind: 'primitive',
  page: 'apex_methods_system_string',
  nonNull: [
    'abbreviate',
    'center',
    'charAt',
    'codePointAt',
    'compareTo',
    'contains',
    'containsIgnoreCase',
    'countMatches',
    'endsWith',
    'endsWithIgnoreCase',
    'getLevenshteinDistance',
    'indexOf',
    'indexOfAny',
    'indexOfAnyBut',
    'indexOfDifference',
    'indexOfIgnoreCase',
    'lastIndexOf',
    'lastIndexOfIgnoreCase',
    'left',
    'leftPad',
    'mid',
    'remove',
    'removeEnd',
    'removeEndIgnoreCase',
    'removeStart',
    'removeStartIgnoreCase',
    'repeat',
    'replace',
    'replaceAll',
    'replaceFirst',
    'right',
    'rightPad',
    'startsWith',
    'startsWithIgnoreCase',
    'substring',
    'containsAny',
    'containsNone',
    'containsOnly',
    'difference',
  ],
  members: {
    'Integer length()': (self: string) => self.length,
    'Integer compareTo(String secondString)': compareTo,
    'Boolean equals(Object stringOrId)': (self: string, other: unknown) => self === other,
    'Boolean equalsIgnoreCase(String secondString)': (self: string, other: string | null) =>
      other !== null && self.toLowerCase() === other.toLowerCase(),
    'Integer hashCode()': hashCode,
    'String toString()': (self: string) => self,
    ...searchMembers,
    ...characterMembers,
    ...partMembers,
    ...changeMembers,
    ...escapeMembers,
    ...composeMembers,
    ...fieldErrorMembers,
  },
});

/** Java's order: by the first differing code unit, then by length. */
function compareTo(self: string, other: string): number {
  const shared = Math.min(self.length, other.length);
  for (let index = 0; index < shared; index++) {
    const difference = self.charCodeAt(index) - other.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return self.length - other.length;
}

/** Java's String.hashCode, wrapped at 32 bits. */
function hashCode(self: string): number {
  let hash = 0;
  for (let index = 0; index < self.length; index++) hash = (Math.imul(31, hash) + self.charCodeAt(index)) | 0;
  return hash;
}
