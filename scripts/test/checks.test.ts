import { describe, expect, it } from 'vitest';
import { forbiddenArrows } from '../checks/areas.ts';
import { hasPath } from '../checks/contract-apex.ts';
import { codesWithoutTexts, missingTexts } from '../checks/reason-texts.ts';
import { findWords } from '../checks/words.ts';

const areas = { shared: [], engine: ['shared'], inbox: ['engine', 'shared'] };
const source = (area: string, name: string, text: string) => ({
  path: `force-app/main/${area}/classes/${name}`,
  area,
  text,
});

describe('arrows between areas', () => {
  const clock = source('shared', 'Clock.cls', 'public class Clock {}');
  const plan = source('engine', 'Plan.cls', 'public class Plan { Clock c; }');

  it('allows what the table allows', () => {
    expect(forbiddenArrows([clock, plan], areas)).toEqual([]);
  });

  it('names file, line and both areas of a forbidden arrow', () => {
    const wrong = source('shared', 'Seam.cls', 'public class Seam {\n  plan p;\n}');
    expect(forbiddenArrows([clock, plan, wrong], areas)).toEqual([
      'force-app/main/shared/classes/Seam.cls:2 shared must not use engine (plan)',
    ]);
  });

  it('reads neither comments nor texts nor members', () => {
    const text = "public class Seam { // Plan\n /* Plan */ String s = 'Plan'; Object o = x.Plan; }";
    expect(forbiddenArrows([plan, source('shared', 'Seam.cls', text)], areas)).toEqual([]);
  });

  it('refuses an area that is not in the table', () => {
    expect(forbiddenArrows([source('extra', 'X.cls', '')], areas)).toEqual([
      'force-app/main/extra/classes/X.cls: the area extra is not in config/quality/areas.json',
    ]);
  });
});

describe('texts of codes', () => {
  const codes = "public static final String GAVE_UP = 'GAVE_UP';\n  public static final String NEW = 'NEW';";

  it('names codes that have no texts', () => {
    expect(missingTexts('Reasons', codes, 'Texts', 'Reasons.GAVE_UP => new List<String>{}')).toEqual([
      'Texts.cls has no texts for Reasons.NEW: add its labels to history/labels',
    ]);
  });

  it('finds none in the package', () => {
    expect(codesWithoutTexts()).toEqual([]);
  });
});

describe('words', () => {
  it('finds ways around the checks', () => {
    expect(findWords('a.ts', `const x = 1 as ${'any'};`)).toHaveLength(1);
    expect(findWords('a.test.ts', `it.${'skip'}('x', () => {});`)).toHaveLength(1);
  });

  it('lets ordinary code and prose pass', () => {
    expect(findWords('a.ts', 'const company = "many"; // as any reader sees')).toEqual([]);
    expect(findWords('README.md', 'Run `npm start` in the folder of the project.')).toEqual([]);
  });

  it('finds paths of a machine', () => {
    expect(findWords('README.md', `see /${'work'}/main`)).toHaveLength(1);
  });
});

describe('constants of Apex that repeat the schemas', () => {
  const event = {
    properties: {
      signatories: { type: 'array', items: { properties: { email: {} } } },
      legalUser: { anyOf: [{ $ref: '#/$defs/person' }, { type: 'null' }] },
    },
    $defs: { person: { properties: { name: {} } } },
  };

  it('finds paths through lists and references', () => {
    expect(['signatories', 'signatories[].email', 'legalUser.name'].map((path) => hasPath(event, path))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('misses paths that the schema does not have', () => {
    expect(['nobody', 'signatories[].name', 'legalUser.email'].map((path) => hasPath(event, path))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
