/** Duplicate rules: what happens when records are alike. Source: Metadata API Developer Guide, "DuplicateRule". */
import { basename } from 'node:path';
import type { ProjectFolder } from '../folders.ts';
import { packageFolders } from '../folders.ts';
import type { ObjectSchema, OrgSchema } from '../model.ts';
import type { Element } from '../xml.ts';
import { child, elements, flag, metadataFiles, number, readMetadata, text, texts } from '../xml.ts';
import type { Criteria } from './criteria.ts';
import { readCriteria } from './criteria.ts';
import type { MatchingRule } from './matching.ts';
import { blankAsNull, isRule } from './matching.ts';

export interface DuplicateAction {
  readonly block: boolean;
  /** Only of allowed saves: they are refused until somebody says that the duplicate is wanted. */
  readonly alert: boolean;
}

/** A matching rule with the fields of the saved record that its fields are compared with. */
export interface UsedMatchingRule {
  readonly rule: MatchingRule;
  /** By item of the rule: field or relationship of the duplicate rule's object. */
  readonly inputs: readonly string[];
}

export interface DuplicateRule {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  /** Qualified API name. */
  readonly object: string;
  readonly active: boolean;
  readonly insert: DuplicateAction;
  readonly update: DuplicateAction;
  readonly alertText: string | null;
  /** Records that the user does not see are compared too. */
  readonly bypassesSharing: boolean;
  readonly sortOrder: number;
  /** Which records it is for; null: all. */
  readonly filter: Criteria | null;
  readonly matching: readonly UsedMatchingRule[];
}

const suffix = '.duplicateRule-meta.xml';

/** In the order they run. @throws Error naming the file of a rule that cannot be used */
export function loadDuplicateRules(
  folder: ProjectFolder,
  schema: OrgSchema,
  matching: readonly MatchingRule[],
): DuplicateRule[] {
  return packageFolders(folder)
    .flatMap((root) => metadataFiles(root, suffix))
    .map((file) => duplicateRule(file, schema, matching))
    .sort((a, b) => a.sortOrder - b.sortOrder);
}

function duplicateRule(file: string, schema: OrgSchema, matching: readonly MatchingRule[]): DuplicateRule {
  const [objectName = '', name = ''] = basename(file, suffix).split('.');
  const object = schema.object(objectName);
  if (object === undefined) throw new Error(`${file}: there is no object ${objectName}`);
  const element = readMetadata(file, 'DuplicateRule');
  const filter = child(element, 'duplicateRuleFilter');
  const criteria = filter === null ? null : readCriteria(filter, 'duplicateRuleFilterItems', object, schema, file);
  return {
    name,
    label: text(element, 'masterLabel') ?? name,
    description: blankAsNull(text(element, 'description')),
    object: object.name,
    active: flag(element, 'isActive'),
    insert: actionOf(element, 'Insert'),
    update: actionOf(element, 'Update'),
    alertText: blankAsNull(text(element, 'alertText')),
    bypassesSharing: text(element, 'securityOption') === 'BypassSharingRules',
    sortOrder: number(element, 'sortOrder', 1),
    filter: criteria === null || criteria.items.length === 0 ? null : criteria,
    matching: elements(element, 'duplicateRuleMatchRules').map((used) =>
      usedRule(used, object, schema, matching, file),
    ),
  };
}

function actionOf(element: Element, when: 'Insert' | 'Update'): DuplicateAction {
  return {
    block: text(element, `actionOn${when}`) === 'Block',
    alert: texts(element, `operationsOn${when}`).some((operation) => operation.toLowerCase() === 'alert'),
  };
}

function usedRule(
  element: Element,
  object: ObjectSchema,
  schema: OrgSchema,
  matching: readonly MatchingRule[],
  file: string,
): UsedMatchingRule {
  const name = text(element, 'matchingRule') ?? '';
  const target = schema.object(text(element, 'matchRuleSObjectType') ?? object.name);
  const rule = target === undefined ? undefined : matching.find((candidate) => isRule(candidate, target.name, name));
  if (rule === undefined) throw new Error(`${file}: there is no matching rule ${name}`);
  const mapping = child(element, 'objectMapping');
  const inputOf = new Map(
    (mapping === null ? [] : elements(mapping, 'mappingFields')).map((pair) => [
      (text(pair, 'outputField') ?? '').toLowerCase(),
      text(pair, 'inputField') ?? '',
    ]),
  );
  const inputs = rule.items.map(({ field }) => {
    const given = inputOf.get(field.toLowerCase()) ?? inputOf.get(field.replace(/^.*?__(?=.*__)/, '').toLowerCase());
    const input = given ?? field;
    const found = object.field(input)?.name ?? object.parent(input)?.relationshipName ?? null;
    if (found === null) throw new Error(`${file}: ${object.name} has no field ${input} to compare with ${field}`);
    return found;
  });
  return { rule, inputs };
}
