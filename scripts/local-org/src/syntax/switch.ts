/** `switch on`. */
import type { SwitchStatementContext, WhenControlContext, WhenLiteralContext } from '@apexdevtools/apex-parser';
import type { Block, Expression, SwitchBranch, SwitchStatement } from './ast.ts';
import { at, has, optional, SyntaxProblem } from './adapter.ts';
import { expression } from './expressions.ts';
import { block } from './statements.ts';
import { unquote, unquoteMultiline } from './text.ts';
import { typeNode } from './type-nodes.ts';

export function switchStatement(context: SwitchStatementContext): SwitchStatement {
  const branches: SwitchBranch[] = [];
  let otherwise: Block | null = null;
  for (const control of context.whenControl_list()) {
    if (otherwise !== null) throw new SyntaxProblem(at(control), "'when else' must be the last when block");
    if (has(control.whenValue().ELSE())) otherwise = block(control.block());
    else branches.push(branch(control));
  }
  return { kind: 'switch', subject: expression(context.expression()), branches, otherwise, position: at(context) };
}

function branch(context: WhenControlContext): SwitchBranch {
  const value = context.whenValue();
  const type = optional(value.typeRef());
  const body = block(context.block());
  const position = at(context);
  if (type !== null)
    return { when: { kind: 'type', type: typeNode(type), name: value.id().getText() }, body, position };
  return { when: { kind: 'values', values: value.whenLiteral_list().map(whenLiteral) }, body, position };
}

function whenLiteral(context: WhenLiteralContext): Expression {
  const position = at(context);
  const inner = optional(context.whenLiteral());
  if (inner !== null) return whenLiteral(inner);
  const sign = context.SUB_list().length % 2 === 1 ? '-' : '';
  if (has(context.IntegerLiteral()))
    return { kind: 'literal', type: 'integer', text: sign + context.IntegerLiteral().getText(), position };
  if (has(context.LongLiteral()))
    return { kind: 'literal', type: 'long', text: sign + context.LongLiteral().getText().slice(0, -1), position };
  if (has(context.StringLiteral()))
    return { kind: 'literal', type: 'string', text: unquote(context.getText(), position), position };
  if (has(context.MultilineStringLiteral())) {
    return { kind: 'literal', type: 'string', text: unquoteMultiline(context.getText(), position), position };
  }
  if (has(context.NULL())) return { kind: 'literal', type: 'null', text: 'null', position };
  const [first, ...rest] = context.qualifiedName().id_list();
  if (first === undefined) throw new SyntaxProblem(position, `Unexpected token '${context.getText()}'.`);
  const start: Expression = { kind: 'name', name: first.getText(), position };
  return rest.reduce<Expression>(
    (object, id) => ({ kind: 'member', object, name: id.getText(), safe: false, namePosition: at(id), position }),
    start,
  );
}
