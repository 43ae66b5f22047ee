/** Statements: from syntax to bound nodes. A wrong statement is reported and the next one is checked. */
import type { Block, Expression, Position, Statement, TypeNode } from '../syntax/ast.ts';
import type { FieldSchema } from '../schema/model.ts';
import type { BoundBlock, BoundExpression, BoundStatement } from './bound.ts';
import { ExpressionChecker } from './check-expression.ts';
import { checkSwitch } from './check-switch.ts';
import { CheckError } from './context.ts';
import { convert } from './convert.ts';
import { asAncestor } from './members.ts';
import type { LocalScope } from './scope.ts';
import type { Type } from './symbols.ts';
import { sameType, typeName } from './symbols.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

export class StatementChecker {
  readonly scope: LocalScope;
  readonly expressions: ExpressionChecker;

  constructor(scope: LocalScope) {
    this.scope = scope;
    this.expressions = new ExpressionChecker(scope);
  }

  block(block: Block): BoundBlock {
    return this.scope.nested(() => ({
      kind: 'block',
      statements: this.statements(block.statements),
      position: block.position,
    }));
  }

  /** In the current scope. */
  statements(statements: readonly Statement[]): BoundStatement[] {
    return statements.flatMap((statement) => this.guarded(() => this.statement(statement)));
  }

  /** Runs a check and reports its problem. */
  guarded(body: () => BoundStatement[]): BoundStatement[] {
    try {
      return body();
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      const { unit } = this.scope;
      unit.context.report(unit.file, error.position, error.message);
      return [];
    }
  }

  statement(s: Statement): BoundStatement[] {
    switch (s.kind) {
      case 'block':
        return [this.block(s)];
      case 'local':
        return this.#locals(s);
      case 'expression':
        return [{ kind: 'expression', expression: this.#action(s.expression), position: s.position }];
      case 'if':
        return [this.#if(s)];
      case 'for':
        return [this.scope.nested(() => this.#for(s))];
      case 'foreach':
        return [this.scope.nested(() => this.#forEach(s))];
      case 'while':
        return [
          {
            kind: 'while',
            condition: this.expressions.condition(s.condition),
            body: this.#body(s.body, s.position),
            position: s.position,
          },
        ];
      case 'dowhile':
        return [
          {
            kind: 'dowhile',
            body: this.block(s.body),
            condition: this.expressions.condition(s.condition),
            position: s.position,
          },
        ];
      case 'return':
        return [this.#return(s)];
      case 'break':
      case 'continue':
        return [{ kind: s.kind, position: s.position }];
      case 'throw':
        return [this.#throw(s)];
      case 'try':
        return [this.#try(s)];
      case 'switch':
        return [checkSwitch(s, this)];
      case 'dml':
        return [this.#dml(s)];
      case 'runas':
        return [this.#runAs(s)];
    }
  }

  /** An expression that does something: a call, an assignment, a creation. */
  #action(e: Expression): BoundExpression {
    if (!['call', 'assign', 'update', 'new'].includes(e.kind))
      throw new CheckError(e.position, 'Expression cannot be a statement.');
    return this.expressions.expression(e);
  }

  #locals(s: Of<'local'>): BoundStatement[] {
    const type = this.#declaredType(s.type);
    return s.variables.flatMap((variable) =>
      this.guarded(() => {
        // Declared even when its value is wrong, so that its uses are not reported too.
        const problem = this.#attempt(() =>
          variable.initializer === null ? null : this.expressions.as(variable.initializer, type),
        );
        const local = this.scope.declare(
          variable.name,
          type,
          s.isFinal && variable.initializer !== null,
          variable.position,
        );
        if (problem.error !== null) throw problem.error;
        return [{ kind: 'local', local, value: problem.value, position: variable.position }];
      }),
    );
  }

  #attempt<T>(body: () => T): { value: T | null; error: CheckError | null } {
    try {
      return { value: body(), error: null };
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      return { value: null, error };
    }
  }

  #declaredType(node: TypeNode): Type {
    const type = this.expressions.type(node);
    if (this.expressions.core.isVoid(type)) throw new CheckError(node.position, 'Invalid type: void');
    return type;
  }

  #if(s: Of<'if'>): BoundStatement {
    const condition = this.expressions.condition(s.condition);
    return {
      kind: 'if',
      condition,
      then: this.#body(s.then, s.position),
      otherwise: s.otherwise === null ? null : this.#body(s.otherwise, s.position),
      position: s.position,
    };
  }

  /** A body is a scope of its own, also without braces. */
  #body(s: Statement | null, position: Position): BoundStatement {
    if (s === null) return { kind: 'block', statements: [], position };
    if (s.kind === 'block') return this.block(s);
    const statements = this.scope.nested(() => this.statements([s]));
    return statements.length === 1 && statements[0] !== undefined
      ? statements[0]
      : { kind: 'block', statements, position };
  }

  #for(s: Of<'for'>): BoundStatement {
    const initializers: BoundStatement[] = [];
    if (s.initializer !== null) {
      if ('kind' in s.initializer) initializers.push(...this.#locals(s.initializer));
      else
        for (const e of s.initializer)
          initializers.push({ kind: 'expression', expression: this.#action(e), position: e.position });
    }
    const condition = s.condition === null ? null : this.expressions.condition(s.condition);
    const updates = s.updates.map((update) => this.#action(update));
    return {
      kind: 'for',
      initializers,
      condition,
      updates,
      body: this.#body(s.body, s.position),
      position: s.position,
    };
  }

  #forEach(s: Of<'foreach'>): BoundStatement {
    const type = this.#declaredType(s.type);
    const iterable = this.expressions.value(s.iterable);
    const over = this.#walk(iterable, type, s);
    const local = this.scope.declare(s.name, type, false, s.position);
    return { kind: 'foreach', local, over, iterable, body: this.#body(s.body, s.position), position: s.position };
  }

  #walk(
    iterable: BoundExpression,
    variable: Type,
    s: Of<'foreach'>,
  ): Extract<BoundStatement, { kind: 'foreach' }>['over'] {
    const { core } = this.expressions;
    const { type } = iterable;
    if (iterable.kind === 'soql' && core.isRecordList(variable) && !core.isRecord(variable)) return 'soql-batch';
    const element = this.#elementOf(type);
    if (element === null)
      throw new CheckError(s.iterable.position, `Loop must iterate over a collection: ${typeName(type)}`);
    const sample: BoundExpression = { kind: 'receiver-value', type: element, position: s.position };
    const fits =
      sameType(element, variable) ||
      (convert(sample, variable, core) !== null && core.operand(element) === core.operand(variable)) ||
      variable.symbol === core.object.symbol ||
      (core.isRecord(variable) === core.isRecord(element) && core.isRecord(element));
    if (!fits) throw new CheckError(s.position, `Loop variable must be of type ${typeName(element)}`);
    if (iterable.kind === 'soql') return 'soql';
    if (core.is(type, 'List')) return 'list';
    return core.is(type, 'Set') ? 'set' : 'iterable';
  }

  #elementOf(type: Type): Type | null {
    const { core } = this.expressions;
    if (core.is(type, 'List') || core.is(type, 'Set')) return type.args[0] ?? null;
    for (const name of ['Iterable', 'Iterator']) {
      const found = asAncestor(type, core.platform.get(`System.${name}`));
      if (found !== null) return found.args[0] ?? null;
    }
    const locator = type.symbol.qualifiedName === 'Database.QueryLocator' ? core.sobject : null;
    return locator;
  }

  #return(s: Of<'return'>): BoundStatement {
    const { returnType } = this.scope.unit;
    const { core } = this.expressions;
    if (s.value === null) {
      if (returnType !== null && !core.isVoid(returnType))
        throw new CheckError(s.position, `Return value must be of type: ${typeName(returnType)}`);
      return { kind: 'return', value: null, position: s.position };
    }
    if (returnType === null || core.isVoid(returnType))
      throw new CheckError(s.value.position, 'Method must not return a value');
    return { kind: 'return', value: this.expressions.as(s.value, returnType), position: s.position };
  }

  #throw(s: Of<'throw'>): BoundStatement {
    const value = this.expressions.value(s.value);
    if (!this.#isException(value.type))
      throw new CheckError(s.value.position, `Throw expression must be of type exception: ${typeName(value.type)}`);
    return { kind: 'throw', value, position: s.position };
  }

  #isException(type: Type): boolean {
    return asAncestor(type, this.expressions.core.exception.symbol) !== null;
  }

  #try(s: Of<'try'>): BoundStatement {
    const body = this.block(s.body);
    const catches = s.catches.flatMap((clause) => {
      const type = this.expressions.type(clause.type);
      if (!this.#isException(type))
        throw new CheckError(clause.position, `Catch variable must be of type exception: ${typeName(type)}`);
      return this.scope.nested(() => {
        const local = this.scope.declare(clause.name, type, false, clause.position);
        return [{ type, local, body: this.block(clause.body) }];
      });
    });
    return {
      kind: 'try',
      body,
      catches,
      finally: s.finally === null ? null : this.block(s.finally),
      position: s.position,
    };
  }

  #dml(s: Of<'dml'>): BoundStatement {
    const target = this.#records(s.target);
    const mergeWith = s.mergeWith === null ? null : this.expressions.value(s.mergeWith);
    return {
      kind: 'dml',
      operation: s.operation,
      target,
      access: s.access ?? this.scope.unit.dataAccess,
      externalId: s.externalId === null ? null : this.#externalId(s.externalId, target, s.position),
      mergeWith,
      position: s.position,
    };
  }

  #records(e: Expression): BoundExpression {
    const { core } = this.expressions;
    const target = this.expressions.value(e);
    if (!core.isRecord(target.type) && !core.isRecordList(target.type)) {
      throw new CheckError(e.position, `DML requires SObject or SObject list type: ${typeName(target.type)}`);
    }
    return target;
  }

  #externalId(path: string, target: BoundExpression, position: Position): FieldSchema {
    const record = this.expressions.core.isRecord(target.type) ? target.type : target.type.args[0];
    const name = path.split('.').at(-1) ?? path;
    const field = record?.symbol.object?.field(name);
    if (field === undefined)
      throw new CheckError(position, `Invalid field ${name} for SObject ${record?.symbol.name ?? ''}`);
    if (!field.externalId && !field.idLookup && field.type !== 'ID')
      throw new CheckError(position, `Upsert field must be an external id: ${name}`);
    return field;
  }

  #runAs(s: Of<'runas'>): BoundStatement {
    const [user, ...rest] = s.user;
    if (user === undefined || rest.length > 0) throw new CheckError(s.position, 'System.runAs requires one argument');
    const bound = this.expressions.value(user);
    if (!this.expressions.core.isRecord(bound.type))
      throw new CheckError(s.position, `System.runAs requires a User: ${typeName(bound.type)}`);
    return { kind: 'runas', user: bound, body: this.block(s.body), position: s.position };
  }
}
