/** Matching rules: which records are alike. Source: Metadata API Developer Guide, "MatchingRule". */
import { basename } from 'node:path';
import { readLogic } from '../condition-logic.ts';
import type { ProjectFolder } from '../folders.ts';
import { packageFolders } from '../folders.ts';
import type { ObjectSchema, OrgSchema } from '../model.ts';
import type { Element } from '../xml.ts';
import { elements, metadataFiles, readMetadata, text } from '../xml.ts';
import { standardMatchingRules } from './standard-matching.ts';

const methods = ['Exact', 'FirstName', 'LastName', 'CompanyName', 'Phone', 'City', 'Street', 'Zip', 'Title'] as const;

export type MatchingMethod = (typeof methods)[number];

export interface MatchingRuleItem {
  /** API name of a field, or of a relationship: the name of the record it leads to is compared. */
  readonly field: string;
  readonly method: MatchingMethod;
  /** Blanks on both sides count as alike. */
  readonly matchBlanks: boolean;
}

export interface MatchingRule {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  /** Qualified API name. */
  readonly object: string;
  readonly active: boolean;
  readonly items: readonly MatchingRuleItem[];
  /** Logic of the items as it was written; null: all of them. */
  readonly logic: string | null;
  /** Items that are enough together, by index: one list for each way to match. */
  readonly ways: readonly (readonly number[])[];
}

const suffix = '.matchingRule-meta.xml';

/** Matching rules of the project, and the standard ones. @throws Error naming the file of a rule that cannot be used */
export function loadMatchingRules(folder: ProjectFolder, schema: OrgSchema): MatchingRule[] {
  const own = packageFolders(folder)
    .flatMap((root) => metadataFiles(root, suffix))
    .flatMap((file) => rulesOf(file, schema));
  const standard = standardMatchingRules(schema).map((rule) => ({ ...rule, ways: waysOf(rule) }));
  return [...own, ...standard.filter((rule) => !own.some(({ object, name }) => isRule(rule, object, name)))];
}

export function isRule(rule: Pick<MatchingRule, 'object' | 'name'>, object: string, name: string): boolean {
  return rule.object === object && rule.name.toLowerCase() === name.toLowerCase();
}

function rulesOf(file: string, schema: OrgSchema): MatchingRule[] {
  const object = schema.object(basename(file, suffix));
  if (object === undefined) throw new Error(`${file}: there is no object ${basename(file, suffix)}`);
  return elements(readMetadata(file, 'MatchingRules'), 'matchingRules').map((element) =>
    matchingRule(element, object, file),
  );
}

function matchingRule(element: Element, object: ObjectSchema, file: string): MatchingRule {
  const name = text(element, 'fullName') ?? '';
  const rule = {
    name,
    label: text(element, 'label') ?? name,
    description: text(element, 'description'),
    object: object.name,
    active: text(element, 'ruleStatus') === 'Active',
    items: elements(element, 'matchingRuleItems').map((item) => ruleItem(item, object, `${file}: ${name}`)),
    logic: blankAsNull(text(element, 'booleanFilter')),
  };
  if (rule.items.length === 0) throw new Error(`${file}: the matching rule ${name} has no fields`);
  try {
    return { ...rule, ways: waysOf(rule) };
  } catch (error) {
    throw new Error(`${file}: ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function ruleItem(element: Element, object: ObjectSchema, place: string): MatchingRuleItem {
  const name = text(element, 'fieldName') ?? '';
  const method = methods.find((candidate) => candidate === text(element, 'matchingMethod'));
  const found = object.field(name)?.name ?? object.parent(name)?.relationshipName;
  if (found === undefined || found === null) throw new Error(`${place}: ${object.name} has no field ${name}`);
  if (method === undefined)
    throw new Error(`${place}: there is no matching method ${text(element, 'matchingMethod') ?? ''}`);
  return { field: found, method, matchBlanks: text(element, 'blankValueBehavior') === 'MatchBlanks' };
}

/** The ways to match: the logic of a rule as alternatives of items that must all match. */
function waysOf({ logic, items }: Pick<MatchingRule, 'logic' | 'items'>): number[][] {
  return readLogic<number[][]>(logic ?? 'and', items.length, {
    condition: (index) => [[index]],
    or: (parts) => parts.flatMap((part) => part()),
    and: (parts) =>
      parts.reduce<number[][]>(
        (ways, part) => part().flatMap((more) => ways.map((way) => [...new Set([...way, ...more])])),
        [[]],
      ),
    not: () => {
      throw new Error('matching rules know no NOT');
    },
  });
}

/** Elements that are nil read as empty. */
export function blankAsNull(value: string | null): string | null {
  return value === null || value.trim() === '' ? null : value;
}
