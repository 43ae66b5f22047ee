/** `switch on`. Source: Apex Developer Guide, "Switch Statements". */
import type { Expression, SwitchBranch, SwitchStatement } from '../syntax/ast.ts';
import type { BoundExpression, BoundStatement } from './bound.ts';
import type { StatementChecker } from './check-statements.ts';
import { CheckError } from './context.ts';
import type { Type } from './symbols.ts';
import { typeName } from './symbols.ts';

type Branch = Extract<BoundStatement, { kind: 'switch' }>['branches'][number];

export function checkSwitch(s: SwitchStatement, statements: StatementChecker): BoundStatement {
  const subject = statements.expressions.value(s.subject);
  requireSwitchable(subject, statements);
  const seen = new Set<string>();
  const branches = s.branches.map((branch) => checkBranch(branch, subject.type, seen, statements));
  const otherwise = s.otherwise === null ? null : statements.block(s.otherwise);
  return { kind: 'switch', subject, branches, otherwise, position: s.position };
}

function requireSwitchable(subject: BoundExpression, statements: StatementChecker): void {
  const { core } = statements.expressions;
  const allowed = ['integer', 'long', 'string', 'enum', 'sobject'].includes(core.operand(subject.type));
  if (!allowed && subject.type.symbol !== core.object.symbol) {
    throw new CheckError(
      subject.position,
      `Switch expression must be of type Integer, Long, String, SObject or enum: ${typeName(subject.type)}`,
    );
  }
}

function checkBranch(branch: SwitchBranch, subject: Type, seen: Set<string>, statements: StatementChecker): Branch {
  const { when } = branch;
  if (when.kind === 'values') {
    const values = when.values.map((value) => whenValue(value, subject, seen, statements));
    return { when: { kind: 'values', values }, body: statements.block(branch.body) };
  }
  const type = statements.expressions.type(when.type);
  return statements.scope.nested(() => {
    const local = statements.scope.declare(when.name, type, false, branch.position);
    return { when: { kind: 'type', type, local }, body: statements.block(branch.body) };
  });
}

function whenValue(e: Expression, subject: Type, seen: Set<string>, statements: StatementChecker): BoundExpression {
  const bound = bindWhen(e, subject, statements);
  if (bound.kind !== 'constant' && bound.kind !== 'enum-constant')
    throw new CheckError(e.position, 'When expression must be a literal or an enum value');
  const key = bound.kind === 'constant' ? `${typeof bound.value} ${String(bound.value)}` : bound.name.toLowerCase();
  if (seen.has(key))
    throw new CheckError(
      e.position,
      `Duplicate when value: ${bound.kind === 'constant' ? String(bound.value) : bound.name}`,
    );
  seen.add(key);
  return bound;
}

/** Enum values stand without their type. */
function bindWhen(e: Expression, subject: Type, statements: StatementChecker): BoundExpression {
  const { expressions } = statements;
  if (subject.symbol.kind === 'enum' && e.kind === 'name') {
    const field = subject.symbol.fields.get(e.name.toLowerCase());
    if (field === undefined)
      throw new CheckError(e.position, `Enum value does not exist: ${typeName(subject)}.${e.name}`);
    return { kind: 'enum-constant', name: field.name, type: subject, position: e.position };
  }
  const bound = expressions.value(e);
  return expressions.core.isNull(bound.type) ? bound : expressions.converted(bound, subject);
}
