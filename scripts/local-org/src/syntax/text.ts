/** String literals of Apex and SOQL. Source: Apex Developer Guide, "Primitive Data Types" (String). */
import type { Position } from './ast.ts';
import { SyntaxProblem } from './adapter.ts';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  N: '\n',
  t: '\t',
  T: '\t',
  r: '\r',
  R: '\r',
  b: '\b',
  B: '\b',
  f: '\f',
  F: '\f',
  "'": "'",
  '"': '"',
  '\\': '\\',
};

/** The content of a literal `'…'`, its escapes resolved. */
export function unquote(literal: string, position: Position): string {
  return unescape(literal.slice(1, -1), position);
}

/** The content of a multi-line literal `'''…'''`: it begins on the line after the opening quotes. */
export function unquoteMultiline(literal: string, position: Position): string {
  const content = literal.slice(3, -3).replaceAll('\r\n', '\n');
  const firstLine = content.indexOf('\n');
  const opensWithBreak = firstLine >= 0 && content.slice(0, firstLine).trim() === '';
  return unescape(stripIndent(opensWithBreak ? content.slice(firstLine + 1) : content), position);
}

/** Removes the white space that all lines with content, and the line of the closing quotes, begin with. */
function stripIndent(content: string): string {
  const lines = content.split('\n');
  const measured = lines.filter((line, index) => line.trim() !== '' || index === lines.length - 1);
  const indent = Math.min(...measured.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length))).join('\n');
}

function unescape(content: string, position: Position): string {
  if (!content.includes('\\')) return content;
  return content.replace(/\\(u[0-9a-fA-F]{4}|[^])/gu, (whole, escape: string) => {
    if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    const resolved = escapes[escape];
    if (resolved === undefined)
      throw new SyntaxProblem(
        position,
        `Illegal string literal: Invalid string literal '${content}'. Illegal character sequence '${whole}' in string literal.`,
      );
    return resolved;
  });
}
