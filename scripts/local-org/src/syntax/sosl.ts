/** SOSL of the ANTLR tree → our syntax tree. */
import type {
  FieldListContext,
  FieldSpecContext,
  FieldSpecListContext,
  SoslClausesContext,
  SoslLiteralAltContext,
  SoslLiteralContext,
} from '@apexdevtools/apex-parser';
import type { FieldPath, SoqlValue, SoslQuery } from './soql-ast.ts';
import { at, has, optional } from './adapter.ts';
import { condition } from './soql-conditions.ts';
import { amount, orderItem } from './soql.ts';
import { bindValue } from './soql-values.ts';
import { unquote } from './text.ts';

export function soslQuery(context: SoslLiteralContext): SoslQuery {
  const bound = optional(context.boundExpression());
  const search: SoqlValue =
    bound === null ? { kind: 'string', value: searchText(context.FindLiteral().getText(), context) } : bindValue(bound);
  return { ...clauses(context.soslClauses()), search, position: at(context) };
}

/** The form of the API, `FIND {text} …`. */
export function soslBraceQuery(context: SoslLiteralAltContext): SoslQuery {
  const text = context.FindLiteralAlt().getText();
  const search: SoqlValue = { kind: 'string', value: text.slice(text.indexOf('{') + 1, text.lastIndexOf('}')) };
  return { ...clauses(context.soslClauses()), search, position: at(context) };
}

/** The token holds `[FIND 'text'`. */
function searchText(token: string, context: SoslLiteralContext): string {
  return unquote(token.slice(token.indexOf("'"), token.lastIndexOf("'") + 1), at(context));
}

function clauses(context: SoslClausesContext): Omit<SoslQuery, 'search' | 'position'> {
  const group = optional(context.searchGroup());
  const specs = optional(context.fieldSpecList());
  const withClauses = context.soslWithClause_list();
  const userMode = withClauses.some((clause) => has(clause.USER_MODE()));
  const systemMode = withClauses.some((clause) => has(clause.SYSTEM_MODE()));
  return {
    kind: 'sosl',
    group: group === null ? 'ALL' : group.start.text.toUpperCase(),
    returning: specs === null ? [] : flatSpecs(specs).map(returningItem),
    limit: amount(optional(context.limitClause())),
    withMode: userMode ? 'user' : systemMode ? 'system' : null,
  };
}

function flatSpecs(context: FieldSpecListContext): FieldSpecContext[] {
  return [context.fieldSpec(), ...context.fieldSpecList_list().flatMap(flatSpecs)];
}

function returningItem(context: FieldSpecContext): SoslQuery['returning'][number] {
  const fields = optional(context.fieldList());
  const where = optional(context.logicalExpression());
  const order = optional(context.fieldOrderList());
  return {
    object: context.soslId(0).getText(),
    fields: fields === null ? [] : flatFields(fields),
    where: where === null ? null : condition(where),
    orderBy: order === null ? [] : order.fieldOrder_list().map(orderItem),
    limit: amount(optional(context.limitClause())),
  };
}

function flatFields(context: FieldListContext): FieldPath[] {
  const own = context
    .soslId_list()
    .slice(0, 1)
    .map((id) => id.getText().split('.'));
  return [...own, ...context.fieldList_list().flatMap(flatFields)];
}
