/** SOQL of the ANTLR tree → our syntax tree. */
import type {
  FieldOrderContext,
  ForClausesContext,
  FromNameListContext,
  GroupByClauseContext,
  LimitClauseContext,
  OffsetClauseContext,
  QueryContext,
  SoqlLiteralContext,
  SoslLiteralContext,
  SubQueryContext,
  TypeOfContext,
  WithClauseContext,
} from '@apexdevtools/apex-parser';
import type { SoqlExpression, SoslExpression } from './ast.ts';
import type { FromClause, GroupBy, OrderItem, SelectItem, SoqlQuery, SoqlValue } from './soql-ast.ts';
import { at, has, optional, SyntaxProblem } from './adapter.ts';
import { condition, whereCondition } from './soql-conditions.ts';
import { fieldItem, functionItem, pathOf } from './soql-items.ts';
import { bindValue } from './soql-values.ts';
import { soslQuery } from './sosl.ts';

export function soqlExpression(context: SoqlLiteralContext): SoqlExpression {
  return { kind: 'soql', query: soqlQuery(context.query()), position: at(context) };
}

export function soslExpression(context: SoslLiteralContext): SoslExpression {
  return { kind: 'sosl', query: soslQuery(context), position: at(context) };
}

export function soqlQuery(context: QueryContext): SoqlQuery {
  const scope = optional(context.usingScope());
  const group = optional(context.groupByClause());
  const having = group === null ? null : optional(group.logicalExpression());
  return {
    ...commonClauses(context),
    select: context.selectList().selectEntry_list().map(selectItem),
    scope: scope === null ? null : scope.soqlId().getText().toLowerCase(),
    withMode: withMode(optional(context.withClause())),
    groupBy: group === null ? null : groupBy(group),
    having: having === null ? null : condition(having),
    offset: amount(optional(context.offsetClause())),
    allRows: optional(context.allRowsClause()) !== null,
  };
}

/** A child query in SELECT, or the query of a semi-join. */
export function subQuery(context: SubQueryContext): SoqlQuery {
  return {
    ...commonClauses(context),
    select: context.subFieldList().subFieldEntry_list().map(selectItem),
    scope: null,
    withMode: null,
    groupBy: null,
    having: null,
    offset: null,
    allRows: false,
  };
}

type CommonClauses = Pick<SoqlQuery, 'kind' | 'from' | 'where' | 'orderBy' | 'limit' | 'forClause' | 'position'>;

function commonClauses(context: QueryContext | SubQueryContext): CommonClauses {
  const where = optional(context.whereClause());
  const order = optional(context.orderByClause());
  return {
    kind: 'soql',
    from: fromClause(context.fromNameList()),
    where: where === null ? null : whereCondition(where.whereLogicalExpression()),
    orderBy: order === null ? [] : order.fieldOrderList().fieldOrder_list().map(orderItem),
    limit: amount(optional(context.limitClause())),
    forClause: forClause(optional(context.forClauses())),
    position: at(context),
  };
}

type Entry =
  | ReturnType<ReturnType<QueryContext['selectList']>['selectEntry']>
  | ReturnType<ReturnType<SubQueryContext['subFieldList']>['subFieldEntry']>;

function selectItem(context: Entry): SelectItem {
  const alias = optional(context.soqlId())?.getText() ?? null;
  const field = optional(context.fieldName());
  if (field !== null) return fieldItem(field, alias);
  const call = optional(context.soqlFunction());
  if (call !== null) return functionItem(call, alias);
  const nested = optional(context.subQuery());
  if (nested !== null) return { kind: 'subquery', query: subQuery(nested), position: at(context) };
  const type = optional(context.typeOf());
  if (type !== null) return typeOfItem(type);
  throw new SyntaxProblem(at(context), `Unexpected token '${context.getText()}'.`);
}

function typeOfItem(context: TypeOfContext): SelectItem {
  const otherwise = optional(context.elseClause());
  return {
    kind: 'typeof',
    relationship: context.fieldName().getText(),
    whens: context.whenClause_list().map((clause) => ({
      object: clause.fieldName().getText(),
      fields: clause.fieldNameList().fieldName_list().map(pathOf),
    })),
    otherwise: otherwise === null ? [] : otherwise.fieldNameList().fieldName_list().map(pathOf),
    position: at(context),
  };
}

/** `FROM Account a, a.Contacts c`: names and their aliases follow one another in the tree. */
function fromClause(context: FromNameListContext): FromClause {
  const aliases = new Map<number, string>();
  const names = context.fieldName_list();
  for (const alias of context.soqlId_list()) {
    const owner = names.findLastIndex((name) => name.start.tokenIndex < alias.start.tokenIndex);
    aliases.set(owner, alias.getText());
  }
  const [first, ...more] = names;
  if (first === undefined) throw new SyntaxProblem(at(context), "Unexpected token 'FROM'.");
  return {
    name: first.getText(),
    alias: aliases.get(0) ?? null,
    more: more.map((name, index) => ({ path: pathOf(name), alias: aliases.get(index + 1) ?? name.getText() })),
    position: at(context),
  };
}

export function orderItem(context: FieldOrderContext): OrderItem {
  const field = optional(context.fieldName());
  return {
    item: field === null ? functionItem(context.soqlFunction(), null) : fieldItem(field, null),
    descending: has(context.DESC()),
    nulls: has(context.NULLS()) ? (has(context.FIRST()) ? 'first' : 'last') : null,
  };
}

export function amount(context: LimitClauseContext | OffsetClauseContext | null): SoqlValue | null {
  if (context === null) return null;
  const bound = optional(context.boundExpression());
  if (bound !== null) return bindValue(bound);
  return { kind: 'number', text: context.IntegerLiteral().getText(), currency: null };
}

function groupBy(context: GroupByClauseContext): GroupBy {
  const kind = has(context.ROLLUP()) ? 'rollup' : has(context.CUBE()) ? 'cube' : 'plain';
  const items = context
    .fieldGroupByList()
    .fieldGroupBy_list()
    .map((item): SelectItem => {
      const field = optional(item.fieldName());
      return field === null ? functionItem(item.soqlFunction(), null) : fieldItem(field, null);
    });
  return { kind, items };
}

function withMode(context: WithClauseContext | null): SoqlQuery['withMode'] {
  if (context === null) return null;
  if (has(context.USER_MODE())) return 'user';
  if (has(context.SYSTEM_MODE())) return 'system';
  if (has(context.SECURITY_ENFORCED())) return 'security_enforced';
  throw new SyntaxProblem(at(context), `WITH ${context.getText().slice(4)} is not implemented in the local org.`);
}

function forClause(context: ForClausesContext | null): SoqlQuery['forClause'] {
  if (context === null) return null;
  if (context.UPDATE_list().length > 0) return 'update';
  if (context.VIEW_list().length > 0) return 'view';
  return context.REFERENCE_list().length > 0 ? 'reference' : null;
}
