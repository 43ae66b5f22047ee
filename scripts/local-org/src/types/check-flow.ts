/**
 * Whether code comes to its end: missing returns and statements that cannot be reached.
 * Works on the syntax alone; conditions are not evaluated except the literal `true`.
 */
import type { Block, Expression, Position, Statement } from '../syntax/ast.ts';

export interface FlowProblem {
  readonly position: Position;
  readonly message: string;
}

/** Finds unreachable statements, and a missing return when `returns` names the type to be returned. */
export function checkFlow(body: Block, returns: string | null): FlowProblem[] {
  const problems: FlowProblem[] = [];
  const completes = completesBlock(body.statements, problems);
  if (completes && returns !== null && problems.length === 0) {
    problems.push({ position: body.end, message: `Missing return statement required return type: ${returns}` });
  }
  return problems;
}

function completesBlock(statements: readonly Statement[], problems: FlowProblem[]): boolean {
  let completes = true;
  for (const statement of statements) {
    if (!completes) {
      problems.push({ position: statement.position, message: 'Unreachable statement' });
      return true;
    }
    completes = completesNormally(statement, problems);
  }
  return completes;
}

/** Whether the statement after this one can be reached. */
function completesNormally(s: Statement, problems: FlowProblem[]): boolean {
  switch (s.kind) {
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return false;
    case 'block':
      return completesBlock(s.statements, problems);
    case 'runas':
      return completesBlock(s.body.statements, problems);
    case 'if': {
      const then = completesNormally(s.then, problems);
      const otherwise = s.otherwise === null || completesNormally(s.otherwise, problems);
      return then || otherwise;
    }
    case 'while':
    case 'for':
      if (s.body !== null) completesNormally(s.body, problems);
      return !endless(s.condition, s.kind === 'for') || (s.body !== null && leaves(s.body));
    case 'dowhile': {
      const body = completesNormally(s.body, problems);
      return (body && !isTrue(s.condition)) || leaves(s.body);
    }
    case 'foreach':
      if (s.body !== null) completesNormally(s.body, problems);
      return true;
    case 'try': {
      const body = completesNormally(s.body, problems);
      const caught = s.catches.map((clause) => completesNormally(clause.body, problems));
      const last = s.finally === null || completesNormally(s.finally, problems);
      return last && (body || caught.includes(true));
    }
    case 'switch': {
      const branches = s.branches.map((branch) => completesNormally(branch.body, problems));
      const otherwise = s.otherwise === null || completesNormally(s.otherwise, problems);
      return otherwise || branches.includes(true);
    }
    default:
      return true;
  }
}

function endless(condition: Expression | null, withoutIsEndless: boolean): boolean {
  return condition === null ? withoutIsEndless : isTrue(condition);
}

function isTrue(condition: Expression): boolean {
  return condition.kind === 'literal' && condition.type === 'boolean' && condition.text.toLowerCase() === 'true';
}

/** Whether a `break` inside leaves the loop around it. */
function leaves(s: Statement): boolean {
  switch (s.kind) {
    case 'break':
      return true;
    case 'block':
      return s.statements.some(leaves);
    case 'if':
      return leaves(s.then) || (s.otherwise !== null && leaves(s.otherwise));
    case 'try':
      return (
        leaves(s.body) || s.catches.some((clause) => leaves(clause.body)) || (s.finally !== null && leaves(s.finally))
      );
    case 'switch':
      return s.branches.some((branch) => leaves(branch.body)) || (s.otherwise !== null && leaves(s.otherwise));
    case 'runas':
      return leaves(s.body);
    default:
      return false;
  }
}
