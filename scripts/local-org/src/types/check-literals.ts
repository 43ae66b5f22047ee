/** Literals. Source: Apex Developer Guide, "Primitive Data Types". */
import type { LiteralExpression } from '../syntax/ast.ts';
import type { BoundExpression } from './bound.ts';
import { CheckError } from './context.ts';
import type { Core } from './core.ts';

const integerLimit = 2_147_483_647;
const longLimit = 9_223_372_036_854_775_807n;

export function checkLiteral(e: LiteralExpression, core: Core): BoundExpression {
  const { position, text } = e;
  switch (e.type) {
    case 'null':
      return { kind: 'constant', value: null, type: core.null, position };
    case 'boolean':
      return { kind: 'constant', value: text.toLowerCase() === 'true', type: core.boolean, position };
    case 'string':
      return { kind: 'constant', value: text, type: core.string, position };
    case 'integer':
      return integerConstant(BigInt(text), e, core);
    case 'long':
      return longConstant(BigInt(text.replace(/l$/i, '')), e, core);
    case 'decimal':
      return { kind: 'constant', value: { decimal: text }, type: core.decimal, position };
    case 'double':
      return { kind: 'constant', value: { double: Number(text.replace(/d$/i, '')) }, type: core.double, position };
  }
}

function integerConstant(value: bigint, e: LiteralExpression, core: Core): BoundExpression {
  if (value > BigInt(integerLimit)) throw new CheckError(e.position, 'Illegal integer');
  return { kind: 'constant', value: Number(value), type: core.integer, position: e.position };
}

function longConstant(value: bigint, e: LiteralExpression, core: Core): BoundExpression {
  if (value > longLimit) throw new CheckError(e.position, 'Illegal long');
  return { kind: 'constant', value, type: core.long, position: e.position };
}
