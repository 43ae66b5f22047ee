/** Salesforce formulas: text to tree. Source: Salesforce Help, "Formula Operators and Functions". */

export type Formula =
  | { readonly kind: 'literal'; readonly value: string | boolean | { readonly number: string } | null }
  | { readonly kind: 'field'; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Formula[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '!' | '+'; readonly operand: Formula }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Formula; readonly right: Formula };

/** Binding strength of binary operators, loosest first. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!='],
  ['<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

const tokenPattern =
  /\s+|\/\*[^]*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?|\.\d+|[$A-Za-z_][\w$]*(?::\w+)?(?:\.[$A-Za-z_]\w*(?::\w+)?)*|\|\||&&|<>|!=|==|<=|>=|[-+*/^&=<>!(),]/gy;

const parsed = new Map<string, Formula>();

/** @throws Error naming the formula and the place that cannot be read */
export function parseFormula(text: string): Formula {
  let formula = parsed.get(text);
  if (formula === undefined) parsed.set(text, (formula = new Parser(text).parse()));
  return formula;
}

class Parser {
  readonly #text: string;
  readonly #tokens: string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokens(text);
  }

  parse(): Formula {
    const formula = this.#binary(0);
    if (this.#at < this.#tokens.length) throw this.#wrong();
    return formula;
  }

  #binary(level: number): Formula {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (let operator = this.#peek(); operator !== undefined && operators.includes(operator); operator = this.#peek()) {
      this.#at++;
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  #unary(): Formula {
    const operator = this.#peek();
    if (operator !== '-' && operator !== '!' && operator !== '+') return this.#primary();
    this.#at++;
    return { kind: 'unary', operator, operand: this.#unary() };
  }

  #primary(): Formula {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw this.#wrong();
    if (token === '(') {
      const inner = this.#binary(0);
      this.#expect(')');
      return inner;
    }
    if (/^["']/.test(token))
      return {
        kind: 'literal',
        value: token.slice(1, -1).replace(/\\(.)/g, (_whole, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c),
      };
    if (/^\.?\d/.test(token))
      return { kind: 'literal', value: { number: token.startsWith('.') ? `0${token}` : token } };
    if (!/^[$A-Za-z_]/.test(token)) throw this.#wrong();
    if (this.#peek() === '(') return { kind: 'call', name: token.toUpperCase(), args: this.#arguments() };
    const word = token.toUpperCase();
    if (word === 'TRUE' || word === 'FALSE') return { kind: 'literal', value: word === 'TRUE' };
    return word === 'NULL' ? { kind: 'literal', value: null } : { kind: 'field', path: pathOf(token) };
  }

  #arguments(): Formula[] {
    this.#expect('(');
    const args: Formula[] = [];
    if (this.#peek() === ')') {
      this.#at++;
      return args;
    }
    do args.push(this.#binary(0));
    while (this.#tokens[this.#at++] === ',');
    if (this.#tokens[this.#at - 1] !== ')') throw this.#wrong();
    return args;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #expect(token: string): void {
    if (this.#tokens[this.#at++] !== token) throw this.#wrong();
  }

  #wrong(): Error {
    return new Error(
      `the formula cannot be read near "${this.#tokens[Math.max(0, this.#at - 1)] ?? ''}": ${this.#text}`,
    );
  }
}

/** `Owner:User.Name` names the kind of owner; the id of the owner tells it as well. */
function pathOf(token: string): string[] {
  return token.split('.').map((step) => step.replace(/:.*/, ''));
}

function tokens(text: string): string[] {
  const found: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (match === null) throw new Error(`the formula cannot be read near "${text.slice(from, from + 20)}": ${text}`);
    if (match[0].trim() !== '' && !match[0].startsWith('/*')) found.push(match[0]);
  }
  return found;
}

/** Paths of the fields that a formula reads. */
export function fieldsUsed(text: string): string[] {
  const found = new Set<string>();
  const visit = (formula: Formula): void => {
    if (formula.kind === 'field') found.add(formula.path.join('.'));
    else if (formula.kind === 'call') formula.args.forEach(visit);
    else if (formula.kind === 'unary') visit(formula.operand);
    else if (formula.kind === 'binary') {
      visit(formula.left);
      visit(formula.right);
    }
  };
  visit(parseFormula(text));
  return [...found];
}
