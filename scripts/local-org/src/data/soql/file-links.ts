/** Links of files are queried for known files or records. Source: Object Reference, "ContentDocumentLink", Special Access Rules. */
import type { ObjectSchema } from '../../schema/model.ts';
import type { Condition, SoqlQuery } from '../../syntax/soql-ast.ts';

export const linkRestriction =
  "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.";

const keys: ReadonlySet<string> = new Set(['id', 'contentdocumentid', 'linkedentityid']);

export function isUnfiltered({ where }: SoqlQuery, object: ObjectSchema): boolean {
  return object.name === 'ContentDocumentLink' && (where === null || !names(where));
}

function names(condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.operands.some(names);
    case 'or':
      return condition.operands.every(names);
    case 'not':
      return false;
    case 'comparison': {
      const { left, operator } = condition;
      if (left.kind !== 'field' || (operator !== '=' && operator !== 'in')) return false;
      return keys.has(left.path.at(-1)?.toLowerCase() ?? '') && left.path.length <= 2;
    }
  }
}
