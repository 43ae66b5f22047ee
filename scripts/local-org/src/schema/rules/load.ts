/** The org's own rules, from a project's metadata. */
import type { ProjectFolder } from '../folders.ts';
import type { OrgSchema } from '../model.ts';
import type { AssignmentRule } from './assignment.ts';
import { loadAssignmentRules } from './assignment.ts';
import type { DuplicateRule } from './duplicates.ts';
import { loadDuplicateRules } from './duplicates.ts';
import type { MatchingRule } from './matching.ts';
import { loadMatchingRules } from './matching.ts';
import type { Queue } from './queues.ts';
import { loadQueues } from './queues.ts';

export interface OrgRules {
  readonly matching: readonly MatchingRule[];
  readonly duplicates: readonly DuplicateRule[];
  readonly assignment: readonly AssignmentRule[];
  readonly queues: readonly Queue[];
}

/** @throws Error naming the file of a rule that cannot be used */
export function loadRules(folder: ProjectFolder, schema: OrgSchema): OrgRules {
  const matching = loadMatchingRules(folder, schema);
  return {
    matching,
    duplicates: loadDuplicateRules(folder, schema, matching),
    assignment: loadAssignmentRules(folder, schema),
    queues: loadQueues(folder, schema),
  };
}
