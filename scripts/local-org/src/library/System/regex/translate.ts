/**
 * Java regular expressions, which Apex uses, as JavaScript ones.
 * Source: java.util.regex.Pattern, to which the Apex Reference Guide (Pattern Class) refers.
 *
 * Every capturing group becomes a named one (`g1`, `g2` …), so that groups added for possessive quantifiers and atomic groups do
 * not shift the author's numbers. Line ends, `$`, `\s` and `\h` follow Java's definitions, which differ from JavaScript's.
 */

/** A pattern that is not valid, or that JavaScript cannot express. */
export class RegexProblem extends Error {
  readonly description: string;
  readonly index: number;
  /** True when it is valid Java that is not supported here. */
  readonly unsupported: boolean;

  constructor(description: string, index: number, unsupported = false) {
    super(description);
    this.description = description;
    this.index = index;
    this.unsupported = unsupported;
  }
}

export interface TranslatedRegex {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly groupCount: number;
  /** Number of the group with a name. */
  readonly groupNames: ReadonlyMap<string, number>;
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly comments: boolean;
  readonly unixLines: boolean;
}

const noFlags: Flags = { ignoreCase: false, multiline: false, dotAll: false, comments: false, unixLines: false };
const flagNames: Readonly<Record<string, keyof Flags | null>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'comments',
  d: 'unixLines',
  u: null,
  U: null,
};

const lineEnd = '(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])';
const textEnd = '(?![^])';
const textStart = '(?<![^])';

const posixClasses: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\x2F:-@\\x5B-`\\x7B-~',
  Graph: '!-~',
  Print: '\\x20-~',
  Blank: '\\x20\\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: '\\x20\\t\\n\\x0B\\f\\r',
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaWhitespace: '\\t-\\r\\x1C-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200A\\u2028\\u2029\\u205F\\u3000',
  javaLetter: '\\p{L}',
  javaDigit: '\\p{Nd}',
  javaLetterOrDigit: '\\p{L}\\p{Nd}',
};

/** Contents of the predefined classes, to stand in a class. */
const predefined: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'a-zA-Z0-9_',
  s: '\\x20\\t\\n\\x0B\\f\\r',
  h: '\\x20\\t\\xA0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000',
  v: '\\n\\x0B\\f\\r\\x85\\u2028\\u2029',
};

/**
 * @throws RegexProblem when the pattern is not valid
 */
export function translateRegex(pattern: string): TranslatedRegex {
  return new Translator(pattern).translate();
}

class Translator {
  private readonly text: string;
  private position = 0;
  private flags = noFlags;
  private groups = 0;
  private helpers = 0;
  private readonly names = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
  }

  translate(): TranslatedRegex {
    const body = this.alternatives();
    if (this.position < this.text.length) throw this.problem("Unmatched closing ')'", this.position - 1);
    return { source: body, ignoreCase: false, groupCount: this.groups, groupNames: this.names };
  }

  /** Up to `)` or the end; flags set inside (`(?i)`) hold until then. */
  private alternatives(): string {
    const outer = this.flags;
    const branches = [this.sequence()];
    while (this.peek() === '|') {
      this.position++;
      branches.push(this.sequence());
    }
    this.flags = outer;
    return branches.join('|');
  }

  private sequence(): string {
    let text = '';
    while (this.position < this.text.length && this.peek() !== '|' && this.peek() !== ')') {
      if (this.flags.comments && this.skipComment()) continue;
      const atom = this.atom();
      text += atom === '' ? '' : this.quantified(atom);
    }
    return text;
  }

  private skipComment(): boolean {
    if (/\s/.test(this.peek())) {
      this.position++;
      return true;
    }
    if (this.peek() !== '#') return false;
    while (this.position < this.text.length && this.peek() !== '\n') this.position++;
    return true;
  }

  private quantified(atom: string): string {
    const match = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})/.exec(this.text.slice(this.position));
    if (match === null) return atom;
    if (match[2] !== undefined && match[2] !== '' && Number(match[2]) < Number(match[1]))
      throw this.problem('Illegal repetition range', this.position);
    this.position += match[0].length;
    const mode = this.peek();
    if (mode === '?') {
      this.position++;
      return `${quantifiable(atom)}${match[0]}?`;
    }
    if (mode !== '+') return `${quantifiable(atom)}${match[0]}`;
    this.position++;
    return this.atomic(`${quantifiable(atom)}${match[0]}`);
  }

  /** What matched once is not given back: a look-ahead that captures, and its text again. */
  private atomic(text: string): string {
    const name = `a${++this.helpers}`;
    return `(?:(?=(?<${name}>${text}))\\k<${name}>)`;
  }

  private atom(): string {
    const char = this.next();
    switch (char) {
      case '(':
        return this.group();
      case '[':
        this.position--;
        return this.caseSensitive(this.characterClass());
      case '.':
        if (this.flags.dotAll) return '[^]';
        return this.flags.unixLines ? '[^\\n]' : '[^\\n\\r\\u0085\\u2028\\u2029]';
      case '^':
        return this.flags.multiline ? `(?:${textStart}|(?<=${lineEnd})(?=[^]))` : textStart;
      case '$':
        return this.flags.multiline ? `(?=${lineEnd}|${textEnd})` : `(?=${lineEnd}?${textEnd})`;
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw this.problem(`Dangling meta character '${char}'`, this.position - 1);
      case '{':
        throw this.problem('Illegal repetition', this.position - 1);
      default:
        return this.caseSensitive(literal(char));
    }
  }

  private group(): string {
    if (this.peek() !== '?') return this.captured(null);
    this.position++;
    const rest = this.text.slice(this.position);
    const name = /^<([a-zA-Z][a-zA-Z0-9]*)>/.exec(rest);
    if (name !== null) {
      this.position += name[0].length;
      return this.captured(name[1]!);
    }
    const opening = /^(?:<=|<!|=|!|:|>)/.exec(rest)?.[0];
    if (opening === undefined) return this.flagGroup(rest);
    this.position += opening.length;
    const body = this.alternatives();
    this.close();
    return opening === '>' ? this.atomic(body) : `(?${opening}${body})`;
  }

  private captured(name: string | null): string {
    const number = ++this.groups;
    if (name !== null) {
      if (this.names.has(name)) throw this.problem(`Named capturing group <${name}> is already defined`, this.position);
      this.names.set(name, number);
    }
    const body = this.alternatives();
    this.close();
    return `(?<g${number}>${body})`;
  }

  /** `(?i)` for the rest of the enclosing group, `(?i:…)` for its own. */
  private flagGroup(rest: string): string {
    const match = /^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(rest);
    if (match === null) throw this.problem('Unknown inline modifier', this.position);
    const outer = this.flags;
    this.flags = withFlags(withFlags(outer, match[1]!, true, this), match[2] ?? '', false, this);
    this.position += match[0].length;
    if (match[3] === ')') return '';
    const body = this.alternatives();
    this.flags = outer;
    this.close();
    return `(?:${body})`;
  }

  private close(): void {
    if (this.peek() !== ')') throw this.problem('Unclosed group', this.text.length);
    this.position++;
  }

  private escape(): string {
    const char = this.next();
    if (char === '') throw this.problem('Unexpected internal error', this.position);
    if (char === 'Q') return this.quotedText();
    if (char === 'E') return '';
    if (/[1-9]/.test(char)) return this.backReference(char);
    switch (char) {
      case 'k':
        return this.namedReference();
      case 'b':
        return '\\b';
      case 'B':
        return '\\B';
      case 'A':
        return textStart;
      case 'z':
        return textEnd;
      case 'Z':
        return `(?=${lineEnd}?${textEnd})`;
      case 'R':
        return `(?:\\r\\n|[\\n\\x0B\\f\\r\\u0085\\u2028\\u2029])`;
      case 'G':
      case 'X':
        throw new RegexProblem(`\\${char} in a regular expression`, this.position, true);
      default:
        this.position--;
        return this.caseSensitive(this.classEscape(false));
    }
  }

  private quotedText(): string {
    const end = this.text.indexOf('\\E', this.position);
    const quoted = this.text.slice(this.position, end === -1 ? this.text.length : end);
    this.position = end === -1 ? this.text.length : end + 2;
    return this.caseSensitive([...quoted].map(literal).join(''));
  }

  private backReference(first: string): string {
    let number = Number(first);
    while (/[0-9]/.test(this.peek()) && number * 10 + Number(this.peek()) <= this.groups)
      number = number * 10 + Number(this.next());
    return number > this.groups ? '(?!)' : `(?:\\k<g${number}>)`;
  }

  private namedReference(): string {
    const match = /^<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.text.slice(this.position));
    const number = match === null ? undefined : this.names.get(match[1]!);
    if (match === null || number === undefined)
      throw this.problem(`(named capturing group <${match?.[1] ?? ''}> does not exit`, this.position);
    this.position += match[0].length;
    return `(?:\\k<g${number}>)`;
  }

  /** An escape that may stand in a class too; the backslash has been read. */
  private classEscape(inClass: boolean): string {
    const char = this.next();
    const wrap = (content: string): string => (inClass ? content : `[${content}]`);
    if (char in predefined) return wrap(predefined[char]!);
    if (char.toLowerCase() !== char && char.toLowerCase() in predefined) return `[^${predefined[char.toLowerCase()]!}]`;
    switch (char) {
      case 'p':
      case 'P':
        return this.property(char === 'P', inClass);
      case 't':
      case 'n':
      case 'r':
      case 'f':
        return `\\${char}`;
      case 'a':
        return '\\x07';
      case 'e':
        return '\\x1B';
      case 'c':
        return codePoint(this.next().charCodeAt(0) ^ 64);
      case '0':
        return this.codeOf(/^[0-3]?[0-7]{1,2}/, 8, 'Illegal octal escape sequence');
      case 'x':
        return this.hexadecimal();
      case 'u':
        return this.codeOf(/^[0-9a-fA-F]{4}/, 16, 'Illegal Unicode escape sequence');
      default:
        if (/[a-zA-Z]/.test(char)) throw this.problem('Illegal/unsupported escape sequence', this.position - 1);
        return literal(char);
    }
  }

  private hexadecimal(): string {
    if (this.peek() !== '{') return this.codeOf(/^[0-9a-fA-F]{2}/, 16, 'Illegal hexadecimal escape sequence');
    const match = /^\{([0-9a-fA-F]+)\}/.exec(this.text.slice(this.position));
    if (match === null) throw this.problem('Unclosed hexadecimal escape sequence', this.position);
    this.position += match[0].length;
    return codePoint(Number.parseInt(match[1]!, 16));
  }

  private codeOf(form: RegExp, radix: number, problem: string): string {
    const digits = form.exec(this.text.slice(this.position))?.[0];
    if (digits === undefined) throw this.problem(problem, this.position);
    this.position += digits.length;
    return codePoint(Number.parseInt(digits, radix));
  }

  private property(negated: boolean, inClass: boolean): string {
    const match = /^(?:\{(\^?)([\w=]+)\}|([A-Z]))/.exec(this.text.slice(this.position));
    if (match === null) throw this.problem('Unknown character property name', this.position);
    this.position += match[0].length;
    const name = match[2] ?? match[3]!;
    const isNegated = negated !== (match[1] === '^');
    const posix = posixClasses[name];
    if (posix !== undefined) {
      if (isNegated) return `[^${posix}]`;
      return inClass ? posix : `[${posix}]`;
    }
    const unicode = unicodeProperty(name);
    if (unicode === null) throw this.problem(`Unknown character property name {${name}}`, this.position);
    return `\\${isNegated ? 'P' : 'p'}{${unicode}}`;
  }

  /** `[…]` with nested classes and intersections, as JavaScript's `v` flag has them. */
  private characterClass(): string {
    this.position++;
    const negated = this.peek() === '^';
    if (negated) this.position++;
    const operands: string[] = [];
    let content = '';
    let first = true;
    for (;;) {
      if (this.position >= this.text.length) throw this.problem('Unclosed character class', this.text.length - 1);
      if (this.peek() === ']' && !first) break;
      if (this.text.startsWith('&&', this.position)) {
        this.position += 2;
        operands.push(content);
        content = '';
        continue;
      }
      content += this.classItem();
      first = false;
    }
    this.position++;
    operands.push(content);
    const filled = operands.filter((operand) => operand !== '').map((operand) => `[${operand}]`);
    const body = filled.length === 1 ? filled[0]!.slice(1, -1) : filled.join('&&');
    return `[${negated ? '^' : ''}${body}]`;
  }

  private classItem(): string {
    if (this.peek() === '[') return this.characterClass();
    const start = this.classCharacter();
    const isRange =
      this.peek() === '-' && ![']', '[', ''].includes(this.text.charAt(this.position + 1)) && !isSet(start);
    if (!isRange) return start;
    this.position++;
    const end = this.classCharacter();
    if (isSet(end)) return `${start}\\-${end}`;
    if (codeOfItem(end) < codeOfItem(start)) throw this.problem('Illegal character range', this.position - 1);
    return `${start}-${end}`;
  }

  private classCharacter(): string {
    const char = this.next();
    if (char !== '\\') return classLiteral(char);
    if (this.peek() === 'Q') {
      this.position++;
      const end = this.text.indexOf('\\E', this.position);
      const quoted = this.text.slice(this.position, end === -1 ? this.text.length : end);
      this.position = end === -1 ? this.text.length : end + 2;
      return [...quoted].map(classLiteral).join('');
    }
    const translated = this.classEscape(true);
    return translated.length <= 2 && !translated.startsWith('\\') ? classLiteral(translated) : translated;
  }

  /** CASE_INSENSITIVE holds for a part of the pattern only, so it is written on the atoms. */
  private caseSensitive(atom: string): string {
    return this.flags.ignoreCase && atom !== '' ? `(?i:${atom})` : atom;
  }

  private peek(): string {
    return this.text.charAt(this.position);
  }

  /** The next whole code point. */
  private next(): string {
    const code = this.text.codePointAt(this.position);
    if (code === undefined) return '';
    const char = String.fromCodePoint(code);
    this.position += char.length;
    return char;
  }

  problem(description: string, index: number): RegexProblem {
    return new RegexProblem(description, index);
  }
}

function withFlags(flags: Flags, letters: string, on: boolean, translator: Translator): Flags {
  const changed: Record<string, boolean> = { ...flags };
  for (const letter of letters) {
    const name = flagNames[letter];
    if (name === undefined) throw translator.problem('Unknown inline modifier', 0);
    if (name !== null) changed[name] = on;
  }
  return changed as unknown as Flags;
}

/** Look-arounds cannot take a quantifier in JavaScript. */
function quantifiable(atom: string): string {
  return /^\(\?(?:<?[=!])/.test(atom)
    ? `(?:${atom})`
    : [...atom].length > 1 && !/^(?:[([]|\\)/.test(atom)
      ? `(?:${atom})`
      : atom;
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

/** A character in a class, where `v` reserves more of them. */
function classLiteral(char: string): string {
  return /[\\^()[\]{}|/\-&!#%,:;<=>@`~$*+.?]/.test(char) ? codePoint(char.codePointAt(0)!) : char;
}

function codePoint(code: number): string {
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** A class item that stands for several characters and cannot begin or end a range. */
function isSet(item: string): boolean {
  return (
    item.startsWith('[') ||
    /^\\[pP]/.test(item) ||
    item.includes('-') ||
    (!item.startsWith('\\') && [...item].length > 1) ||
    Object.values(predefined).includes(item)
  );
}

function codeOfItem(item: string): number {
  const escaped = /^\\(?:x([0-9a-f]{2})|u\{([0-9a-f]+)\})$/.exec(item);
  if (escaped !== null) return Number.parseInt(escaped[1] ?? escaped[2]!, 16);
  const controls: Readonly<Record<string, number>> = { '\\t': 9, '\\n': 10, '\\r': 13, '\\f': 12 };
  return controls[item] ?? item.codePointAt(0)!;
}

/** `L`, `Lu`, `IsAlphabetic`, `IsLatin`, `InGreek` as JavaScript names them. */
function unicodeProperty(name: string): string | null {
  const candidates = [
    name,
    name.replace(/^Is/, ''),
    name.replace(/^Is/, 'Script='),
    name.replace(/^In/, 'Script='),
    name.replace(/^(?:general_category|gc)=/, ''),
  ];
  return candidates.find((candidate) => isProperty(candidate)) ?? null;
}

function isProperty(name: string): boolean {
  try {
    new RegExp(`\\p{${name}}`, 'v');
    return true;
  } catch {
    return false;
  }
}
