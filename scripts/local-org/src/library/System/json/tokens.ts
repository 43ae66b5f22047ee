/**
 * Reads JSON text token by token, as JSONParser offers it and deserialization uses it. Strict JSON with the messages of the
 * platform's parser (Jackson) and its positions `at [line:1, column:2]`.
 */
import { throwApex } from '../../../runtime/index.ts';

export type TokenKind =
  | 'START_OBJECT'
  | 'END_OBJECT'
  | 'START_ARRAY'
  | 'END_ARRAY'
  | 'FIELD_NAME'
  | 'VALUE_STRING'
  | 'VALUE_NUMBER_INT'
  | 'VALUE_NUMBER_FLOAT'
  | 'VALUE_TRUE'
  | 'VALUE_FALSE'
  | 'VALUE_NULL';

export interface JsonToken {
  readonly kind: TokenKind;
  /** Text of a string or name, digits of a number, else the token as it stands. */
  readonly text: string;
}

type State = 'value' | 'first-value' | 'first-name' | 'name' | 'after';

interface Level {
  readonly kind: 'object' | 'array';
  readonly start: number;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const words: Readonly<Record<string, TokenKind>> = { true: 'VALUE_TRUE', false: 'VALUE_FALSE', null: 'VALUE_NULL' };

export class JsonTokens {
  readonly #text: string;
  #at = 0;
  #state: State = 'value';
  readonly #levels: Level[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Open objects and arrays around the next token. */
  get depth(): number {
    return this.#levels.length;
  }

  /**
   * The next token, null at the end.
   * @throws System.JSONException where the text is no JSON
   */
  next(): JsonToken | null {
    this.#skipBlanks();
    if (this.#state === 'after') {
      if (this.#levels.length === 0) return null;
      const closed = this.#closing();
      if (closed !== null) return closed;
      if (this.#peek() !== ',') this.#unexpected(`was expecting comma to separate ${this.#inside()} entries`);
      this.#at++;
      this.#skipBlanks();
      this.#state = this.#levels.at(-1)?.kind === 'object' ? 'name' : 'value';
    } else if (this.#state === 'first-name' || this.#state === 'first-value') {
      const closed = this.#closing();
      if (closed !== null) return closed;
    }
    return this.#state === 'first-name' || this.#state === 'name' ? this.#name() : this.#value();
  }

  /** After the one value of a text nothing may follow. */
  requireEnd(): void {
    this.#skipBlanks();
    if (this.#at < this.#text.length) this.#unexpected('expected the end of the text');
  }

  #value(): JsonToken {
    const char = this.#peek();
    if (char === '') return this.#endOfInput();
    if (char === '{') return this.#open('object');
    if (char === '[') return this.#open('array');
    this.#state = 'after';
    if (char === '"') return { kind: 'VALUE_STRING', text: this.#string() };
    if (char === '-' || isDigit(char)) return this.#number();
    return this.#word();
  }

  #open(kind: Level['kind']): JsonToken {
    this.#levels.push({ kind, start: this.#at });
    this.#at++;
    this.#state = kind === 'object' ? 'first-name' : 'first-value';
    return kind === 'object' ? { kind: 'START_OBJECT', text: '{' } : { kind: 'START_ARRAY', text: '[' };
  }

  #closing(): JsonToken | null {
    const isObject = this.#levels.at(-1)?.kind === 'object';
    if (this.#peek() !== (isObject ? '}' : ']')) return null;
    this.#at++;
    this.#levels.pop();
    this.#state = 'after';
    return isObject ? { kind: 'END_OBJECT', text: '}' } : { kind: 'END_ARRAY', text: ']' };
  }

  #name(): JsonToken {
    if (this.#peek() === '') return this.#endOfInput();
    if (this.#peek() !== '"') this.#unexpected('was expecting double-quote to start field name');
    const text = this.#string();
    this.#skipBlanks();
    if (this.#peek() !== ':') this.#unexpected('was expecting a colon to separate field name and value');
    this.#at++;
    this.#state = 'value';
    return { kind: 'FIELD_NAME', text };
  }

  #string(): string {
    let text = '';
    let from = ++this.#at;
    for (;;) {
      const char = this.#peek();
      if (char === '') return this.#endOfInput();
      if (char === '"') break;
      if (char < ' ') this.#unexpected('Illegal unquoted character: has to be escaped using backslash', char);
      if (char !== '\\') {
        this.#at++;
        continue;
      }
      text += this.#text.slice(from, this.#at);
      this.#at++;
      text += this.#escape();
      from = this.#at;
    }
    text += this.#text.slice(from, this.#at);
    this.#at++;
    return text;
  }

  #escape(): string {
    const char = this.#peek();
    const simple = simpleEscapes[char];
    if (simple !== undefined) {
      this.#at++;
      return simple;
    }
    const hex = /^u([0-9a-fA-F]{4})/.exec(this.#text.slice(this.#at, this.#at + 5))?.[1];
    if (hex === undefined) return this.#unexpected('Unrecognized character escape', char);
    this.#at += 5;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  #number(): JsonToken {
    const pattern = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return this.#unexpected('expected digit (0-9) to follow minus sign, for valid numeric value');
    this.#at += match[0].length;
    if (/[\w.]/.test(this.#peek())) return this.#unexpected('expected the end of the number');
    const isWhole = match[1] === undefined && match[2] === undefined;
    return { kind: isWhole ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT', text: match[0] };
  }

  #word(): JsonToken {
    const word = /^[A-Za-z_]\w*/.exec(this.#text.slice(this.#at, this.#at + 100))?.[0];
    if (word === undefined)
      return this.#unexpected(`expected a valid value (number, String, array, object, 'true', 'false' or 'null')`);
    const kind = words[word];
    if (kind === undefined)
      return throwApex(
        'System.JSONException',
        `Unrecognized token '${word}': was expecting 'null', 'true', 'false' or NaN at ${this.#position(this.#at)}`,
      );
    this.#at += word.length;
    return { kind, text: word };
  }

  #skipBlanks(): void {
    while (/^[ \t\r\n]$/.test(this.#peek())) this.#at++;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #inside(): string {
    return this.#levels.at(-1)?.kind === 'object' ? 'OBJECT' : 'ARRAY';
  }

  #unexpected(expected: string, char: string = this.#peek()): never {
    if (char === '') this.#endOfInput();
    throwApex(
      'System.JSONException',
      `Unexpected character ('${char}' (code ${char.codePointAt(0)})): ${expected} at ${this.#position(this.#at)}`,
    );
  }

  #endOfInput(): never {
    const level = this.#levels.at(-1);
    const reason =
      level === undefined
        ? 'No content to map to Object due to end of input'
        : `Unexpected end-of-input: expected close marker for ${this.#inside()} (from ${this.#position(level.start)}) at ${this.#position(this.#at)}`;
    throwApex('System.JSONException', reason);
  }

  #position(at: number): string {
    const before = this.#text.slice(0, at).split('\n');
    return `[line:${before.length}, column:${(before.at(-1)?.length ?? 0) + 1}]`;
  }
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}
