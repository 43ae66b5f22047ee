import { describe, expect, it } from 'vitest';
import { compareForms, normalForm } from '../../src/data/duplicates/methods.ts';
import { jaroWinkler } from '../../src/data/duplicates/similarity.ts';
import type { MatchingMethod } from '../../src/schema/rules/matching.ts';

const compare = (method: MatchingMethod, a: string, b: string) =>
  compareForms(method, normalForm(method, a), normalForm(method, b));

describe('matching methods', () => {
  it.each<[MatchingMethod, string, string, string]>([
    ['Exact', ' A@example.com', 'a@EXAMPLE.com ', 'SAME'],
    ['Exact', 'Müller', 'Muller', 'DIFFERENT'],
    ['FirstName', 'Jon', 'John', 'SIMILAR'],
    ['FirstName', 'J.', 'John', 'SIMILAR'],
    ['FirstName', 'Jane', 'Robert', 'DIFFERENT'],
    ['LastName', 'Müller', 'Muller', 'SAME'],
    ['LastName', 'Smith', 'Smyth', 'DIFFERENT'],
    ['LastName', 'Petersen', 'Peterson', 'SIMILAR'],
    ['CompanyName', 'The Acme Company, Inc.', 'ACME', 'SAME'],
    ['CompanyName', 'International Business Machines', 'IBM Corp.', 'SIMILAR'],
    ['CompanyName', 'Acme', 'Apex', 'DIFFERENT'],
    ['Phone', '+1 (415) 555-1234', '415.555.1234', 'SAME'],
    ['Phone', '0044 20 7946 0958', '+44 20 7946 0958', 'SAME'],
    ['Phone', '415-555-1234', '415-555-1235', 'DIFFERENT'],
    ['City', 'San Francisco', 'San Fransisco', 'SIMILAR'],
    ['City', 'San Jose', 'San Diego', 'DIFFERENT'],
    ['Street', '123 Maple Street', '123 maple st.', 'SAME'],
    ['Street', '123 Maple St', '125 Maple St', 'DIFFERENT'],
    ['Zip', '94105-1234', '94105', 'SAME'],
    ['Title', 'Vice President', 'VP', 'SIMILAR'],
    ['Title', 'Sr. Manager', 'Senior Manager', 'SAME'],
  ])('%s of %s and %s: %s', (method, a, b, expected) => {
    expect(compare(method, a, b)).toBe(expected);
  });

  it('blanks are alike, and unlike everything else', () => {
    expect([compareForms('Exact', null, null), compareForms('Exact', 'a', null)]).toEqual(['NULL', 'DIFFERENT']);
  });

  it('Jaro-Winkler as published', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 2);
  });
});
