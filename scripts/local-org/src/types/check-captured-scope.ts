/** The names that a dynamic query may bind: locals, then fields of the class. Properties with code are left out: reading them is a call. */
import type { Position } from '../syntax/ast.ts';
import type { BoundExpression } from './bound.ts';
import type { ExpressionChecker } from './check-expression.ts';
import { lineage } from './members.ts';
import { makeType } from './platform-types.ts';

export function capturedScope(
  checker: ExpressionChecker,
  position: Position,
): { name: string; value: BoundExpression }[] {
  const captured = new Map<string, BoundExpression>();
  for (const local of checker.scope.visible()) {
    const name = local.name.toLowerCase();
    if (!captured.has(name)) captured.set(name, { kind: 'local-get', local, type: local.type, position });
  }
  for (const { symbol } of lineage(makeType(checker.unit.type))) {
    for (const [name, field] of symbol.fields) {
      if (captured.has(name) || field.accessors?.get === 'code' || field.native !== undefined) continue;
      if (!field.isStatic && checker.unit.isStatic) continue;
      const target = field.isStatic ? null : checker.self(position);
      captured.set(name, { kind: 'field-get', target, field, type: field.type, position });
    }
  }
  return [...captured].map(([name, value]) => ({ name, value }));
}
