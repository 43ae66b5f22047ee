/** Assignment rules of leads and cases: who gets new ones. Source: Metadata API Developer Guide, "AssignmentRules". */
import { basename } from 'node:path';
import type { ProjectFolder } from '../folders.ts';
import { packageFolders } from '../folders.ts';
import type { ObjectSchema, OrgSchema } from '../model.ts';
import type { Element } from '../xml.ts';
import { elements, flag, metadataFiles, readMetadata, text } from '../xml.ts';
import type { Criteria } from './criteria.ts';
import { readCriteria } from './criteria.ts';
import { blankAsNull } from './matching.ts';

export interface AssignmentEntry {
  /** Which records it is for: a filter, or a formula; both null: all. */
  readonly criteria: Criteria | null;
  readonly formula: string | null;
  /** Username of a user, or name of a queue; null: the owner stays. */
  readonly assignedTo: { readonly kind: 'user' | 'queue'; readonly name: string } | null;
}

export interface AssignmentRule {
  readonly name: string;
  /** Lead or Case. */
  readonly object: string;
  readonly active: boolean;
  readonly entries: readonly AssignmentEntry[];
}

const suffix = '.assignmentRules-meta.xml';

/** @throws Error naming the file of a rule that cannot be used */
export function loadAssignmentRules(folder: ProjectFolder, schema: OrgSchema): AssignmentRule[] {
  return packageFolders(folder)
    .flatMap((root) => metadataFiles(root, suffix))
    .flatMap((file) => {
      const name = basename(file, suffix);
      const object = schema.object(name, null);
      if (object === undefined || !['Lead', 'Case'].includes(object.name))
        throw new Error(`${file}: ${name} has no assignment rules, only Lead and Case have`);
      return elements(readMetadata(file, 'AssignmentRules'), 'assignmentRule').map((element) =>
        assignmentRule(element, object, schema, file),
      );
    });
}

function assignmentRule(element: Element, object: ObjectSchema, schema: OrgSchema, file: string): AssignmentRule {
  return {
    name: text(element, 'fullName') ?? '',
    object: object.name,
    active: flag(element, 'active'),
    entries: elements(element, 'ruleEntry').map((entry) => {
      const criteria = readCriteria(entry, 'criteriaItems', object, schema, file);
      const assignee = blankAsNull(text(entry, 'assignedTo'));
      const kind = text(entry, 'assignedToType') === 'Queue' ? 'queue' : 'user';
      return {
        criteria: criteria.items.length === 0 ? null : criteria,
        formula: blankAsNull(text(entry, 'formula')),
        assignedTo: assignee === null ? null : { kind, name: assignee },
      };
    }),
  };
}
