/**
 * Java's MessageFormat as String.format uses it: `{0}` is an argument, `''` a quote, and text between single quotes is literal.
 * Source: Apex Reference Guide, String.format.
 */

/** Replaces `{n}` by the n-th argument; a number without an argument stays as it is. */
export function formatMessage(pattern: string, args: readonly string[]): string {
  let text = '';
  let quoted = false;
  for (let index = 0; index < pattern.length; index++) {
    const char = pattern[index]!;
    if (char === "'") {
      if (pattern[index + 1] === "'") {
        text += "'";
        index++;
      } else quoted = !quoted;
      continue;
    }
    const placeholder = char === '{' && !quoted ? /^\{\s*(\d+)\s*(?:,[^{}]*)?\}/.exec(pattern.slice(index)) : null;
    if (placeholder === null) {
      text += char;
      continue;
    }
    text += args[Number(placeholder[1])] ?? `{${placeholder[1]}}`;
    index += placeholder[0].length - 1;
  }
  return text;
}
