/** Compiled patterns and the whole-text operations of Java's String and Pattern. Source: Pattern Class, Matcher Class, String.split. */
import { notImplemented, throwApex } from '../../../runtime/index.ts';
import { RegexProblem, translateRegex, type TranslatedRegex } from './translate.ts';

/** A translated pattern, compiled for each way of matching when it is first used that way. */
export class CompiledRegex {
  readonly pattern: string;
  readonly translated: TranslatedRegex;
  private readonly forms = new Map<string, RegExp>();

  constructor(pattern: string) {
    this.pattern = pattern;
    this.translated = translate(pattern);
  }

  /** find: the first match at or after `from`. */
  find(text: string, from: number): RegExpExecArray | null {
    return this.exec('gdv', this.translated.source, text, from);
  }

  /** lookingAt: a match that begins at `from`. */
  lookingAt(text: string, from: number): RegExpExecArray | null {
    return this.exec('ydv', this.translated.source, text, from);
  }

  /** matches: the whole text. */
  matches(text: string): RegExpExecArray | null {
    return this.exec('ydv', `(?:${this.translated.source})(?![^])`, text, 0);
  }

  private exec(flags: string, source: string, text: string, from: number): RegExpExecArray | null {
    const key = flags + source;
    let regex = this.forms.get(key);
    if (regex === undefined) this.forms.set(key, (regex = new RegExp(source, flags)));
    regex.lastIndex = from;
    return regex.exec(text);
  }
}

const cacheSize = 500;
const cache = new Map<string, CompiledRegex>();

/**
 * The pattern, compiled once.
 * @throws System.StringException with Java's description when it is not valid
 */
export function compileRegex(pattern: string): CompiledRegex {
  let compiled = cache.get(pattern);
  if (compiled === undefined) {
    compiled = new CompiledRegex(pattern);
    if (cache.size >= cacheSize) cache.delete(cache.keys().next().value!);
    cache.set(pattern, compiled);
  }
  return compiled;
}

function translate(pattern: string): TranslatedRegex {
  try {
    const translated = translateRegex(pattern);
    new RegExp(translated.source, 'v');
    return translated;
  } catch (problem) {
    if (problem instanceof RegexProblem && !problem.unsupported) {
      const pointer = `${' '.repeat(problem.index)}^`;
      return throwApex(
        'System.StringException',
        `Invalid regex: ${problem.description} near index ${problem.index}\n${pattern}\n${pointer}`,
      );
    }
    return notImplemented(
      `regular expression ${pattern} (${problem instanceof Error ? problem.message : String(problem)})`,
    );
  }
}

/** Text of a group by number; 0 is the whole match, null a group that took no part. */
export function groupOf(match: RegExpExecArray, group: number): string | null {
  return (group === 0 ? match[0] : match.groups?.[`g${group}`]) ?? null;
}

/** Start and end of a group; null when it took no part. */
export function groupRange(match: RegExpExecArray, group: number): readonly [number, number] | null {
  const range = group === 0 ? match.indices?.[0] : match.indices?.groups?.[`g${group}`];
  return range ?? null;
}

/** Fills `$1`, `${name}` and `\x` of a replacement text, as Matcher.appendReplacement does. */
export function expandReplacement(replacement: string, match: RegExpExecArray, regex: CompiledRegex): string {
  let text = '';
  for (let index = 0; index < replacement.length; index++) {
    const char = replacement[index]!;
    if (char === '\\') {
      index++;
      if (index === replacement.length) throwApex('System.StringException', 'character to be escaped is missing');
      text += replacement[index]!;
    } else if (char === '$') {
      const [group, length] = referencedGroup(replacement.slice(index + 1), regex);
      text += groupOf(match, group) ?? '';
      index += length;
    } else text += char;
  }
  return text;
}

/** Group number and length of the reference that follows a `$`; as many digits as there are groups for. */
function referencedGroup(rest: string, regex: CompiledRegex): [number, number] {
  const name = /^\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(rest);
  if (name !== null) {
    const group = regex.translated.groupNames.get(name[1]!);
    if (group === undefined) return throwApex('System.StringException', `No group with name {${name[1]}}`);
    return [group, name[0].length];
  }
  if (!/^\d/.test(rest)) return throwApex('System.StringException', 'Illegal group reference');
  let length = 1;
  while (/^\d$/.test(rest.charAt(length)) && Number(rest.slice(0, length + 1)) <= regex.translated.groupCount) length++;
  const group = Number(rest.slice(0, length));
  if (group > regex.translated.groupCount) return throwApex('System.StringException', `No group ${group}`);
  return [group, length];
}

/** All matches from the start, an empty match moving on by one. */
export function* matchesOf(regex: CompiledRegex, text: string): Generator<RegExpExecArray> {
  for (let from = 0; from <= text.length;) {
    const match = regex.find(text, from);
    if (match === null) return;
    yield match;
    from = match.index + match[0].length + (match[0] === '' ? 1 : 0);
  }
}

export function replaceAll(text: string, pattern: string, replacement: string): string {
  return replace(text, compileRegex(pattern), replacement, Infinity);
}

export function replaceFirst(text: string, pattern: string, replacement: string): string {
  return replace(text, compileRegex(pattern), replacement, 1);
}

export function replace(text: string, regex: CompiledRegex, replacement: string, limit: number): string {
  let result = '';
  let end = 0;
  let count = 0;
  for (const match of matchesOf(regex, text)) {
    if (count++ >= limit) break;
    result += text.slice(end, match.index) + expandReplacement(replacement, match, regex);
    end = match.index + match[0].length;
  }
  return result + text.slice(end);
}

export function split(text: string, pattern: string, limit: number): string[] {
  return splitBy(text, compileRegex(pattern), limit);
}

/**
 * Java's split: a positive limit is the most parts, 0 drops empty parts at the end, a negative one keeps all. A match of no width at the
 * beginning gives no empty first part.
 */
export function splitBy(text: string, regex: CompiledRegex, limit: number): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const match of matchesOf(regex, text)) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match[0] === '' && match.index === 0) continue;
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return [text];
  parts.push(text.slice(end));
  if (limit === 0) while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  if (limit === 0 && parts.length === 1 && parts[0] === '') parts.pop();
  return parts;
}
