/**
 * Matching methods. Source: Salesforce Help, "Matching Methods Used in Matching Rules". Exact is what it says; the fuzzy ones are
 * approximations by one measure each where the platform weighs several.
 */
import type { Difference } from '../../runtime/index.ts';
import type { MatchingMethod } from '../../schema/rules/matching.ts';
import { acronym, companyName, phone, plain, street, title, zip } from './normal-forms.ts';
import { editSimilarity, jaroWinkler } from './similarity.ts';

interface Method {
  /** The form that is compared. */
  readonly normal: (text: string) => string;
  /** Whether two forms that are not equal count as alike. */
  readonly similar: (a: string, b: string) => boolean;
}

const never = (): boolean => false;

const methods: Readonly<Record<MatchingMethod, Method>> = {
  Exact: { normal: (text) => text.trim().normalize('NFC').toLowerCase(), similar: never },
  FirstName: { normal: plain, similar: (a, b) => isInitial(a, b) || isInitial(b, a) || jaroWinkler(a, b) >= 0.85 },
  LastName: { normal: plain, similar: (a, b) => jaroWinkler(a, b) >= 0.9 },
  CompanyName: {
    normal: companyName,
    similar: (a, b) => isAcronym(a, b) || isAcronym(b, a) || jaroWinkler(a, b) >= 0.92,
  },
  Phone: { normal: phone, similar: (a, b) => a.length >= 10 && b.length >= 10 && a.slice(-10) === b.slice(-10) },
  City: { normal: plain, similar: (a, b) => editSimilarity(a, b) >= 0.85 },
  Street: { normal: street, similar: (a, b) => sameNumbers(a, b) && editSimilarity(a, b) >= 0.8 },
  Zip: { normal: zip, similar: never },
  Title: { normal: title, similar: (a, b) => isAcronym(a, b) || isAcronym(b, a) || editSimilarity(a, b) >= 0.8 },
};

export function normalForm(method: MatchingMethod, text: string): string {
  return methods[method].normal(text);
}

/** Compares two normal forms; blanks are null. */
export function compareForms(method: MatchingMethod, a: string | null, b: string | null): Difference {
  if (a === null && b === null) return 'NULL';
  if (a === null || b === null) return 'DIFFERENT';
  if (a === b) return 'SAME';
  return methods[method].similar(a, b) ? 'SIMILAR' : 'DIFFERENT';
}

function isInitial(short: string, long: string): boolean {
  return short.length === 1 && long.startsWith(short);
}

function isAcronym(short: string, long: string): boolean {
  return short.length > 1 && long.includes(' ') && short === acronym(long);
}

function sameNumbers(a: string, b: string): boolean {
  const numbers = (text: string): string => (text.match(/\d+/g) ?? []).join(' ');
  return numbers(a) === numbers(b);
}
