/** Literals. Source: Apex Developer Guide, "Primitive Data Types". */
import type { LiteralContext } from '@apexdevtools/apex-parser';
import type { LiteralExpression, Position } from './ast.ts';
import { at, has } from './adapter.ts';
import { unquote, unquoteMultiline } from './text.ts';

export function literal(context: LiteralContext): LiteralExpression {
  const text = context.getText();
  const position = at(context);
  if (has(context.StringLiteral())) return { kind: 'literal', type: 'string', text: unquote(text, position), position };
  if (has(context.MultilineStringLiteral()))
    return { kind: 'literal', type: 'string', text: unquoteMultiline(text, position), position };
  if (has(context.IntegerLiteral()))
    return { kind: 'literal', type: 'integer', text: withoutSeparators(text), position };
  if (has(context.LongLiteral()))
    return { kind: 'literal', type: 'long', text: withoutSeparators(text).slice(0, -1), position };
  if (has(context.NumberLiteral())) return numberLiteral(withoutSeparators(text), position);
  if (has(context.BooleanLiteral())) return { kind: 'literal', type: 'boolean', text: text.toLowerCase(), position };
  return { kind: 'literal', type: 'null', text: 'null', position };
}

/** `1.5d` is a Double, `1.5` a Decimal. */
function numberLiteral(text: string, position: Position): LiteralExpression {
  const isDouble = /d$/i.test(text);
  return {
    kind: 'literal',
    type: isDouble ? 'double' : 'decimal',
    text: isDouble ? text.slice(0, -1) : text,
    position,
  };
}

function withoutSeparators(text: string): string {
  return text.replaceAll('_', '');
}
