/** What all parts of the adapter from the ANTLR tree to our syntax tree share. */
import type { ApexParserRuleContext, ApexTerminalNode, ApexToken } from '@apexdevtools/apex-parser';
import type { Position } from './ast.ts';

/** A problem found while the tree is built, which the grammar lets pass. */
export class SyntaxProblem extends Error {
  readonly position: Position;

  constructor(position: Position, message: string) {
    super(message);
    this.position = position;
  }
}

/** Where a rule or token begins; ANTLR counts columns from 0, the platform from 1. */
export function at(node: ApexParserRuleContext | ApexTerminalNode | ApexToken): Position {
  const token =
    'start' in node && typeof node.start === 'object'
      ? node.start
      : 'symbol' in node
        ? node.symbol
        : (node as ApexToken);
  return { line: token.line, column: token.column + 1 };
}

/** Where a rule's last token begins. */
export function endOf(node: ApexParserRuleContext): Position {
  return at(node.stop ?? node.start);
}

/**
 * The declared types of ANTLR's accessors leave out that an optional part is null when it is absent; this puts it back.
 */
export function optional<T>(part: T): T | null {
  return part ?? null;
}

/** True when the token stands in the text. */
export function has(token: ApexTerminalNode): boolean {
  return optional(token) !== null;
}
