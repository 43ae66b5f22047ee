/** How conditions and filters go together: `and`, `or`, or by number, `1 AND NOT(2 OR 3)`. */

/** @param test whether the condition of an index, from 0, holds */
export function combine(logic: string, count: number, test: (index: number) => boolean): boolean {
  const indexes = Array.from({ length: count }, (_, i) => i);
  if (isAnd(logic)) return indexes.every(test);
  if (isOr(logic)) return indexes.some(test);
  const tokens = tokensOf(logic);
  const result = disjunction(tokens, test);
  if (tokens.length > 0) throw unreadable(logic);
  return result;
}

/** The same as a condition of SOQL. */
export function combinedText(logic: string, conditions: readonly string[]): string {
  if (isAnd(logic)) return conditions.join(' AND ');
  if (isOr(logic)) return conditions.join(' OR ');
  return tokensOf(logic)
    .map((token) => (/^\d+$/.test(token) ? `(${conditions[Number(token) - 1] ?? missing(token, logic)})` : token))
    .join(' ');
}

function missing(token: string, logic: string): never {
  throw new Error(`the logic of a flow names the condition ${token}, which is not there: ${logic}`);
}

function isAnd(logic: string): boolean {
  return logic.toLowerCase() === 'and';
}

function isOr(logic: string): boolean {
  return logic.toLowerCase() === 'or';
}

function tokensOf(logic: string): string[] {
  return logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
}

function disjunction(tokens: string[], test: (index: number) => boolean): boolean {
  let result = conjunction(tokens, test);
  while (tokens[0] === 'OR') {
    tokens.shift();
    const right = conjunction(tokens, test);
    result ||= right;
  }
  return result;
}

function conjunction(tokens: string[], test: (index: number) => boolean): boolean {
  let result = single(tokens, test);
  while (tokens[0] === 'AND') {
    tokens.shift();
    const right = single(tokens, test);
    result &&= right;
  }
  return result;
}

function single(tokens: string[], test: (index: number) => boolean): boolean {
  const token = tokens.shift();
  if (token === 'NOT') return !single(tokens, test);
  if (token === '(') {
    const inner = disjunction(tokens, test);
    if (tokens.shift() !== ')') throw unreadable('a bracket is not closed');
    return inner;
  }
  if (token === undefined || !/^\d+$/.test(token)) throw unreadable(token ?? 'the end');
  return test(Number(token) - 1);
}

function unreadable(what: string): Error {
  return new Error(`the logic of a flow's conditions cannot be read: ${what}`);
}
