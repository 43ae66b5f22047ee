/** `Trigger.*`. Source: Apex Developer Guide, "Trigger Context Variables". */
import type { Position } from '../syntax/ast.ts';
import type { BoundExpression } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { CheckError } from './context.ts';
import type { Type } from './symbols.ts';

const flags: ReadonlySet<string> = new Set([
  'isexecuting',
  'isbefore',
  'isafter',
  'isinsert',
  'isupdate',
  'isdelete',
  'isundelete',
]);

export function triggerVariable(name: string, position: Position, checker: ExpressionChecker): BoundExpression {
  const key = name.toLowerCase();
  const type = typeOf(key, checker);
  if (type === null) throw new CheckError(position, `Variable does not exist: ${name}`);
  return { kind: 'trigger-variable', name: key, type, position };
}

/** In a trigger, records are of its object; in classes they are SObjects. */
function typeOf(key: string, checker: ExpressionChecker): Type | null {
  const { core, unit } = checker;
  const record = unit.triggerObject === null ? core.sobject : checker.context.sobjects.of(unit.triggerObject);
  if (flags.has(key)) return core.boolean;
  switch (key) {
    case 'new':
    case 'old':
      return core.list(record);
    case 'newmap':
    case 'oldmap':
      return core.map(core.id, record);
    case 'size':
      return core.integer;
    case 'operationtype':
      return core.named('System.TriggerOperation');
    default:
      return null;
  }
}
