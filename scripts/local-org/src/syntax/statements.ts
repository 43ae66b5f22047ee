/** Statements of the ANTLR tree → our syntax tree. */
import {
  type AccessLevelContext,
  type BlockContext,
  type ExpressionContext,
  type ForStatementContext,
  type LocalVariableDeclarationContext,
  type StatementContext,
  type TryStatementContext,
  type VariableDeclaratorsContext,
} from '@apexdevtools/apex-parser';
import type {
  Block,
  DmlOperation,
  DmlStatement,
  Expression,
  ForEachStatement,
  ForStatement,
  LocalVariableStatement,
  Position,
  Statement,
  TryStatement,
  VariableDeclarator,
} from './ast.ts';
import { at, endOf, has, optional, SyntaxProblem } from './adapter.ts';
import { expression, expressionList } from './expressions.ts';
import { modifiersOf } from './modifiers.ts';
import { switchStatement } from './switch.ts';
import { qualifiedType, typeNode } from './type-nodes.ts';

export function block(context: BlockContext): Block {
  return {
    kind: 'block',
    statements: context.statement_list().map(statement),
    position: at(context),
    end: endOf(context),
  };
}

type Part<K extends keyof StatementContext> = StatementContext[K] extends () => infer C ? NonNullable<C> : never;

export function statement(context: StatementContext): Statement {
  const position = at(context);
  return (
    when(context.localVariableDeclarationStatement(), (part) => localVariable(part.localVariableDeclaration())) ??
    when(context.expressionStatement(), (part): Statement => ({
      kind: 'expression',
      expression: expression(part.expression()),
      position,
    })) ??
    when(context.ifStatement(), ifStatement) ??
    when(context.returnStatement(), (part): Statement => ({
      kind: 'return',
      value: when(part.expression(), expression) ?? null,
      position,
    })) ??
    when(context.block(), block) ??
    when(context.forStatement(), forStatement) ??
    when(context.tryStatement(), tryStatement) ??
    when(context.throwStatement(), (part): Statement => ({
      kind: 'throw',
      value: expression(part.expression()),
      position,
    })) ??
    when(context.switchStatement(), switchStatement) ??
    when(context.whileStatement(), whileStatement) ??
    when(context.doWhileStatement(), doWhileStatement) ??
    when(context.breakStatement(), (): Statement => ({ kind: 'break', position })) ??
    when(context.continueStatement(), (): Statement => ({ kind: 'continue', position })) ??
    dmlStatement(context, position) ??
    when(context.runAsStatement(), runAsStatement) ??
    refuse(context)
  );
}

export function variables(context: VariableDeclaratorsContext): VariableDeclarator[] {
  return context.variableDeclarator_list().map((declarator) => ({
    name: declarator.id().getText(),
    initializer: when(declarator.expression(), expression) ?? null,
    position: at(declarator),
  }));
}

function when<C, R>(part: C, convert: (part: NonNullable<C>) => R): R | undefined {
  return part === null || part === undefined ? undefined : convert(part);
}

function refuse(context: StatementContext): never {
  throw new SyntaxProblem(at(context), `Unexpected token '${context.start.text}'.`);
}

function localVariable(context: LocalVariableDeclarationContext): LocalVariableStatement {
  return {
    kind: 'local',
    isFinal: modifiersOf(context.modifier_list()).words.has('final'),
    type: typeNode(context.typeRef()),
    variables: variables(context.variableDeclarators()),
    position: at(context),
  };
}

function ifStatement(context: Part<'ifStatement'>): Statement {
  const [then, otherwise] = context.statement_list().map(statement);
  if (then === undefined) throw new SyntaxProblem(endOf(context), "Unexpected token ';'.");
  const condition = expression(context.parExpression().expression());
  return { kind: 'if', condition, then, otherwise: otherwise ?? null, position: at(context) };
}

function whileStatement(context: Part<'whileStatement'>): Statement {
  const body = when(context.statement(), statement) ?? null;
  return { kind: 'while', condition: expression(context.parExpression().expression()), body, position: at(context) };
}

function doWhileStatement(context: Part<'doWhileStatement'>): Statement {
  const condition = expression(context.parExpression().expression());
  return { kind: 'dowhile', body: block(context.block()), condition, position: at(context) };
}

function forStatement(context: ForStatementContext): ForStatement | ForEachStatement {
  const control = context.forControl();
  const body = when(context.statement(), statement) ?? null;
  const position = at(context);
  const each = optional(control.enhancedForControl());
  if (each !== null) {
    const type = typeNode(each.typeRef());
    return {
      kind: 'foreach',
      type,
      name: each.id().getText(),
      iterable: expression(each.expression()),
      body,
      position,
    };
  }
  const start = optional(control.forInit());
  const declaration = start === null ? null : optional(start.localVariableDeclaration());
  const initializer =
    declaration === null
      ? start === null
        ? null
        : expressionList(start.expressionList())
      : localVariable(declaration);
  const condition = when(control.expression(), expression) ?? null;
  const updates = expressionList(optional(control.forUpdate())?.expressionList() ?? null);
  return { kind: 'for', initializer, condition, updates, body, position };
}

function tryStatement(context: TryStatementContext): TryStatement {
  const catches = context.catchClause_list().map((clause) => ({
    type: qualifiedType(clause.qualifiedName()),
    name: clause.id().getText(),
    body: block(clause.block()),
    position: at(clause),
  }));
  const final = optional(context.finallyBlock());
  return {
    kind: 'try',
    body: block(context.block()),
    catches,
    finally: final === null ? null : block(final.block()),
    position: at(context),
  };
}

function runAsStatement(context: Part<'runAsStatement'>): Statement {
  return {
    kind: 'runas',
    user: expressionList(optional(context.expressionList())),
    body: block(context.block()),
    position: at(context),
  };
}

function dmlStatement(context: StatementContext, position: Position): DmlStatement | undefined {
  const simple =
    (operation: DmlOperation) => (part: { expression(): ExpressionContext; accessLevel(): AccessLevelContext }) =>
      dml(operation, expression(part.expression()), part.accessLevel(), position);
  return (
    when(context.insertStatement(), simple('insert')) ??
    when(context.updateStatement(), simple('update')) ??
    when(context.deleteStatement(), simple('delete')) ??
    when(context.undeleteStatement(), simple('undelete')) ??
    when(context.upsertStatement(), (part) => {
      const statementOf = simple('upsert')(part);
      return { ...statementOf, externalId: when(part.qualifiedName(), (name) => name.getText()) ?? null };
    }) ??
    when(context.mergeStatement(), (part) => {
      const statementOf = dml('merge', expression(part.expression(0)), part.accessLevel(), position);
      return { ...statementOf, mergeWith: expression(part.expression(1)) };
    })
  );
}

function dml(operation: DmlOperation, target: Expression, level: AccessLevelContext, position: Position): DmlStatement {
  const stated = optional(level);
  const access = stated === null ? null : has(stated.USER()) ? 'user' : 'system';
  return { kind: 'dml', operation, access, target, externalId: null, mergeWith: null, position };
}
