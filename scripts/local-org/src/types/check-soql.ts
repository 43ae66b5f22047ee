/** SOQL and SOSL inside Apex: names against the schema, binds, and what a query gives. */
import type { Position } from '../syntax/ast.ts';
import { bindsOf } from '../syntax/soql-binds.ts';
import { orderedLock, ordersLockedRows } from '../syntax/soql-ast.ts';
import type { Condition, FieldPath, SelectItem, SoqlQuery, SoqlValue, SoslQuery } from '../syntax/soql-ast.ts';
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';
import type { BoundExpression } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import type { ProjectContext } from './context.ts';
import { CheckError } from './context.ts';

const aggregates: ReadonlySet<string> = new Set(['count', 'count_distinct', 'sum', 'avg', 'min', 'max', 'grouping']);

export function checkSoql(query: SoqlQuery, position: Position, checker: ExpressionChecker): BoundExpression {
  const { context, core } = checker;
  const object = objectOf(query.from.name, query.from.position, context);
  new QueryNames(query, object, context).check();
  if (ordersLockedRows(query)) throw new CheckError(query.position, orderedLock);
  const binds = bindValues(query, checker);
  const access = accessOf(query.withMode, position, checker);
  if (isCount(query)) return { kind: 'soql', query, binds, result: 'count', access, type: core.integer, position };
  const element = isAggregate(query) ? core.named('System.AggregateResult') : context.sobjects.of(object);
  return { kind: 'soql', query, binds, result: 'list', access, type: core.list(element), position };
}

export function checkSosl(query: SoslQuery, position: Position, checker: ExpressionChecker): BoundExpression {
  const { context, core } = checker;
  for (const returning of query.returning) {
    const object = objectOf(returning.object, query.position, context);
    for (const path of returning.fields) fieldAt(path, object, query.position, context);
  }
  const access = accessOf(query.withMode, position, checker);
  return {
    kind: 'sosl',
    query,
    binds: bindValues(query, checker),
    access,
    type: core.list(core.list(core.sobject)),
    position,
  };
}

/** A query's own mode, or that of its class. */
function accessOf(mode: SoqlQuery['withMode'], position: Position, checker: ExpressionChecker): 'user' | 'system' {
  if (mode === 'security_enforced') {
    throw new CheckError(position, 'WITH SECURITY_ENFORCED is not supported in this API version. Use WITH USER_MODE.');
  }
  return mode ?? checker.unit.dataAccess;
}

function bindValues(query: SoqlQuery | SoslQuery, checker: ExpressionChecker): BoundExpression[] {
  return bindsOf(query).map((bind) => {
    if (bind.expression === null) throw new CheckError(bind.position, `Variable does not exist: ${bind.name}`);
    return checker.value(bind.expression);
  });
}

function isCount(query: SoqlQuery): boolean {
  const [first, ...rest] = query.select;
  return (
    rest.length === 0 &&
    first?.kind === 'function' &&
    first.name.toLowerCase() === 'count' &&
    first.arguments.length === 0 &&
    first.alias === null &&
    query.groupBy === null
  );
}

function isAggregate(query: SoqlQuery): boolean {
  return (
    query.groupBy !== null ||
    query.select.some((item) => item.kind === 'function' && aggregates.has(item.name.toLowerCase()))
  );
}

function objectOf(name: string, position: Position, context: ProjectContext): ObjectSchema {
  const object = context.sobjects.find(name)?.symbol.object;
  if (object === undefined || object === null || !object.queryable)
    throw new CheckError(position, `sObject type '${name}' is not supported.`);
  return object;
}

/** Checks the names of one query. */
class QueryNames {
  readonly #query: SoqlQuery;
  readonly #object: ObjectSchema;
  readonly #context: ProjectContext;
  readonly #aliases: ReadonlySet<string>;

  constructor(query: SoqlQuery, object: ObjectSchema, context: ProjectContext) {
    this.#query = query;
    this.#object = object;
    this.#context = context;
    this.#aliases = new Set(
      query.select.flatMap((item) => ('alias' in item && item.alias !== null ? [item.alias.toLowerCase()] : [])),
    );
  }

  check(): void {
    const query = this.#query;
    for (const item of query.select) this.#item(item);
    this.#condition(query.where);
    for (const item of query.groupBy?.items ?? []) this.#item(item);
    this.#condition(query.having);
    for (const { item } of query.orderBy) this.#item(item);
  }

  #item(item: SelectItem): void {
    switch (item.kind) {
      case 'field':
        if (item.path.length === 1 && this.#aliases.has(item.path[0]?.toLowerCase() ?? '')) return;
        fieldAt(this.#ownPath(item.path), this.#object, item.position, this.#context);
        return;
      case 'function':
        if (item.name.toLowerCase() !== 'fields') for (const argument of item.arguments) this.#item(argument);
        return;
      case 'subquery':
        this.#children(item.query);
        return;
      case 'typeof':
        for (const when of item.whens) {
          const object = objectOf(when.object, item.position, this.#context);
          for (const path of when.fields) fieldAt(path, object, item.position, this.#context);
        }
    }
  }

  /** The path without the alias of the object. */
  #ownPath(path: FieldPath): FieldPath {
    const [first, ...rest] = path;
    const key = first?.toLowerCase();
    const isAlias = key === this.#query.from.alias?.toLowerCase() || key === this.#query.from.name.toLowerCase();
    return rest.length > 0 && isAlias && this.#object.parent(first ?? '') === undefined ? rest : path;
  }

  #children(query: SoqlQuery): void {
    const relationship = this.#object.children(query.from.name);
    const child =
      relationship === undefined ? undefined : this.#context.sobjects.find(relationship.childObject)?.symbol.object;
    if (child === undefined || child === null) {
      throw new CheckError(
        query.from.position,
        `Didn't understand relationship '${query.from.name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    }
    new QueryNames(query, child, this.#context).check();
  }

  #condition(condition: Condition | null): void {
    if (condition === null) return;
    if (condition.kind === 'not') this.#condition(condition.operand);
    else if (condition.kind === 'comparison') {
      this.#item(condition.left);
      this.#value(condition.right);
    } else for (const operand of condition.operands) this.#condition(operand);
  }

  #value(value: SoqlValue): void {
    if (value.kind !== 'subquery') return;
    const object = objectOf(value.query.from.name, value.query.from.position, this.#context);
    new QueryNames(value.query, object, this.#context).check();
  }
}

/** The field at the end of a path. @throws CheckError in the words of the query parser */
function fieldAt(
  path: FieldPath,
  object: ObjectSchema,
  position: Position,
  context: ProjectContext,
): FieldSchema | null {
  let current = object;
  for (const [i, name] of path.entries()) {
    if (i === path.length - 1) return requireField(name, current, position);
    const parent = current.parent(name);
    if (parent === undefined) {
      throw new CheckError(
        position,
        `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    }
    const [first, second] = parent.referenceTo;
    // A relationship to several objects: the fields they share, which its name object has.
    const target =
      context.input.schema.object(second === undefined ? (first ?? '') : 'Name') ??
      context.input.schema.object(first ?? '');
    if (target === undefined) return null;
    current = target;
  }
  return null;
}

function requireField(name: string, object: ObjectSchema, position: Position): FieldSchema {
  const field = object.field(name);
  if (field !== undefined) return field;
  throw new CheckError(
    position,
    `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}
