/**
 * Reads the Apex signatures that platform classes are declared with (`library/declare.ts`).
 * Written by hand rather than with the Apex parser: all of them must be read in milliseconds when a program starts.
 */

/** A type as written: dotted name and type arguments. `String[]` is `List<String>`. */
export interface TypeName {
  readonly name: string;
  readonly args: readonly TypeName[];
}

export interface ParameterSignature {
  readonly name: string;
  readonly type: TypeName;
}

export interface MethodSignature {
  readonly kind: 'method';
  readonly name: string;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly returnType: TypeName;
  readonly parameters: readonly ParameterSignature[];
}

export interface ConstructorSignature {
  readonly kind: 'constructor';
  readonly parameters: readonly ParameterSignature[];
}

export interface PropertySignature {
  readonly kind: 'property';
  readonly name: string;
  readonly isStatic: boolean;
  readonly type: TypeName;
  readonly readable: boolean;
  readonly writable: boolean;
}

export type Signature = MethodSignature | ConstructorSignature | PropertySignature;

/**
 * Reads one member signature.
 * @throws Error naming the signature and the column when it is not of the form described in `declare.ts`
 */
export function parseSignature(text: string): Signature {
  const reader = new SignatureReader(text);
  const isStatic = reader.takeWord('static');
  const isAbstract = reader.takeWord('abstract');
  if (reader.takeWord('new')) {
    const parameters = reader.parameters();
    reader.end();
    return { kind: 'constructor', parameters };
  }
  const type = reader.type();
  const name = reader.word();
  if (reader.peek() === '{') {
    const accessors = reader.accessors();
    reader.end();
    return { kind: 'property', name, isStatic, type, ...accessors };
  }
  const parameters = reader.parameters();
  reader.end();
  return { kind: 'method', name, isStatic, isAbstract, returnType: type, parameters };
}

/** Reads a type as written in Apex: `Map<Id, List<Account>>`, `String[]`, `Database.SaveResult`. */
export function parseTypeName(text: string): TypeName {
  const reader = new SignatureReader(text);
  const type = reader.type();
  reader.end();
  return type;
}

class SignatureReader {
  private position = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.skipBlanks();
  }

  peek(): string {
    return this.text.charAt(this.position);
  }

  word(): string {
    const start = this.position;
    while (isWordPart(this.text.charCodeAt(this.position))) this.position++;
    if (this.position === start) throw this.problem('a name');
    const word = this.text.slice(start, this.position);
    this.skipBlanks();
    return word;
  }

  /** Takes `word` when it stands here as a whole word. */
  takeWord(word: string): boolean {
    if (!this.text.startsWith(word, this.position)) return false;
    if (isWordPart(this.text.charCodeAt(this.position + word.length))) return false;
    this.position += word.length;
    this.skipBlanks();
    return true;
  }

  type(): TypeName {
    let name = this.word();
    while (this.take('.')) name += `.${this.word()}`;
    const args: TypeName[] = [];
    if (this.take('<')) {
      do args.push(this.type());
      while (this.take(','));
      this.expect('>');
    }
    let type: TypeName = { name, args };
    while (this.take('[')) {
      this.expect(']');
      type = { name: 'List', args: [type] };
    }
    return type;
  }

  parameters(): ParameterSignature[] {
    this.expect('(');
    const parameters: ParameterSignature[] = [];
    if (this.take(')')) return parameters;
    do {
      const type = this.type();
      parameters.push({ type, name: this.word() });
    } while (this.take(','));
    this.expect(')');
    return parameters;
  }

  accessors(): { readable: boolean; writable: boolean } {
    this.expect('{');
    const accessors = { readable: false, writable: false };
    while (!this.take('}')) {
      const word = this.word();
      if (word === 'get') accessors.readable = true;
      else if (word === 'set') accessors.writable = true;
      else throw this.problem('get or set');
      this.take(';');
    }
    return accessors;
  }

  end(): void {
    if (this.position < this.text.length) throw this.problem('the end');
  }

  private take(symbol: string): boolean {
    if (this.peek() !== symbol) return false;
    this.position++;
    this.skipBlanks();
    return true;
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) throw this.problem(`'${symbol}'`);
  }

  private skipBlanks(): void {
    while (this.text.charCodeAt(this.position) === 32) this.position++;
  }

  private problem(expected: string): Error {
    return new Error(`platform signature "${this.text}": ${expected} expected at column ${this.position + 1}`);
  }
}

function isWordPart(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
