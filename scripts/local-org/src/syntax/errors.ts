/** ANTLR's messages → the platform's wording. */

const rules: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^missing '(.+)' at '(.*)'$/s, (match) => `Missing '${match[1]}' at '${tokenText(match[2])}'`],
  [/^missing (\S+) at '(.*)'$/s, (match) => `Missing '${match[1]}' at '${tokenText(match[2])}'`],
  [/^extraneous input '(.*)' expecting '[^']+'$/s, (match) => extra(match[1])],
  [/^extraneous input '(.*)' expecting /s, (match) => unexpected(match[1])],
  [/^mismatched input '(.*)' expecting '([^']+)'$/s, (match) => mismatch(match[1], match[2])],
  [/^mismatched input '(.*)' expecting /s, (match) => unexpected(match[1])],
  [/^no viable alternative at input '(.*)'$/s, (match) => unexpected(lastToken(match[1]))],
  [/^token recognition error at: '(.*)'$/s, (match) => recognition(match[1] ?? '')],
];

export function platformWording(message: string): string {
  for (const [pattern, wording] of rules) {
    const match = pattern.exec(message);
    if (match !== null) return wording(match);
  }
  return message;
}

function tokenText(text: string | undefined): string {
  return text ?? '';
}

function mismatch(found: string | undefined, expected: string | undefined): string {
  if (expected === ';') return `Missing ';' at '${tokenText(found)}'`;
  return found === '<EOF>' ? unexpected(found) : `Expecting '${tokenText(expected)}' but was: '${tokenText(found)}'`;
}

function extra(text: string | undefined): string {
  return text === '<EOF>' ? unexpected(text) : `Extra '${tokenText(text)}', at '${tokenText(text)}'.`;
}

function unexpected(text: string | undefined): string {
  return text === '<EOF>' ? 'Unexpected <EOF>' : `Unexpected token '${tokenText(text)}'.`;
}

/** ANTLR prints all tokens it has tried; the last one is where it gave up. */
function lastToken(text: string | undefined): string {
  return /(<EOF>|\w+|\S)$/.exec(text ?? '')?.[1] ?? '';
}

function recognition(text: string): string {
  if (text.startsWith("'"))
    return text.includes('\n')
      ? 'Line breaks are not allowed in string literals'
      : "Missing closing quote character ' on string.";
  return `Unrecognized symbol '${text}', which is not a valid Apex identifier.`;
}
