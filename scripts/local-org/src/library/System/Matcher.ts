/** System.Matcher. Source: Apex Reference Guide, Matcher Class (apex_classes_pattern_and_matcher_matcher_methods). */
import { PlatformObject, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import type { PatternObject } from './Pattern.ts';
import { groupOf, groupRange, replace } from './regex/operations.ts';

export class MatcherObject extends PlatformObject {
  pattern: PatternObject;
  input: string;
  #match: RegExpExecArray | null = null;
  #regionStart = 0;
  #regionEnd: number;
  /** Where the next find() begins. */
  #from = 0;

  constructor(pattern: PatternObject, input: string) {
    super('System.Matcher');
    this.pattern = pattern;
    this.input = input;
    this.#regionEnd = input.length;
  }

  get regionStart(): number {
    return this.#regionStart;
  }

  get regionEnd(): number {
    return this.#regionEnd;
  }

  reset(input: string = this.input): this {
    this.input = input;
    this.region(0, input.length);
    return this;
  }

  region(start: number, end: number): this {
    if (start < 0 || end > this.input.length || start > end) throwApex('System.StringException', 'Illegal region');
    this.#regionStart = start;
    this.#regionEnd = end;
    this.#from = start;
    this.#match = null;
    return this;
  }

  usePattern(pattern: PatternObject): this {
    this.pattern = pattern;
    this.#match = null;
    return this;
  }

  /** An empty match moves the next search on by one. */
  find(): boolean {
    if (this.#from > this.#regionEnd) return this.#keep(null);
    const found = this.#keep(this.pattern.regex.find(this.#text(), this.#from));
    if (this.#match !== null) this.#from = this.#match.index + this.#match[0].length + (this.#match[0] === '' ? 1 : 0);
    return found;
  }

  findFrom(start: number): boolean {
    if (start < 0 || start > this.input.length) throwApex('System.StringException', 'Illegal start index');
    this.reset();
    this.#from = start;
    return this.find();
  }

  lookingAt(): boolean {
    return this.#keep(this.pattern.regex.lookingAt(this.#text(), this.#regionStart));
  }

  /** The whole region. */
  matches(): boolean {
    const text = this.#text();
    return this.#keep(this.pattern.regex.matches(text.slice(this.#regionStart)), this.#regionStart);
  }

  group(index: number): string | null {
    return groupOf(this.#matched(index), index);
  }

  /** -1 for a group that took no part. */
  start(index: number): number {
    return this.#range(index)?.[0] ?? -1;
  }

  end(index: number): number {
    return this.#range(index)?.[1] ?? -1;
  }

  hitEnd(): boolean {
    return this.#match === null || this.#offset + this.#match.index + this.#match[0].length === this.#regionEnd;
  }

  #offset = 0;

  #text(): string {
    return this.#regionEnd === this.input.length ? this.input : this.input.slice(0, this.#regionEnd);
  }

  #keep(match: RegExpExecArray | null, offset = 0): boolean {
    this.#match = match;
    this.#offset = offset;
    return match !== null;
  }

  #range(index: number): readonly [number, number] | null {
    const range = groupRange(this.#matched(index), index);
    return range === null ? null : [range[0] + this.#offset, range[1] + this.#offset];
  }

  #matched(group: number): RegExpExecArray {
    if (this.#match === null) throwApex('System.StringException', 'No match found');
    if (group < 0 || group > this.pattern.regex.translated.groupCount)
      throwApex('System.StringException', `No group ${group}`);
    return this.#match;
  }
}

type Self = MatcherObject;

export const MatcherType = platformType({
  name: 'System.Matcher',
  kind: 'class',
  page: 'apex_classes_pattern_and_matcher_matcher_methods',
  nonNull: ['*'],
  members: {
    'static String quoteReplacement(String inputString)': (text: string) => text.replace(/[\\$]/g, '\\$&'),
    'Integer end()': (self: Self) => self.end(0),
    'Integer end(Integer groupIndex)': (self: Self, group: number) => self.end(group),
    'Boolean find()': (self: Self) => self.find(),
    'Boolean find(Integer group)': (self: Self, start: number) => self.findFrom(start),
    'String group()': (self: Self) => self.group(0),
    'String group(Integer groupIndex)': (self: Self, group: number) => self.group(group),
    'Integer groupCount()': (self: Self) => self.pattern.regex.translated.groupCount,
    'Boolean hasAnchoringBounds()': () => true,
    'Boolean hasTransparentBounds()': () => false,
    'Boolean hitEnd()': (self: Self) => self.hitEnd(),
    'Boolean lookingAt()': (self: Self) => self.lookingAt(),
    'Boolean matches()': (self: Self) => self.matches(),
    'System.Pattern pattern()': (self: Self) => self.pattern,
    'System.Matcher region(Integer start, Integer end)': (self: Self, start: number, end: number) =>
      self.region(start, end),
    'Integer regionEnd()': (self: Self) => self.regionEnd,
    'Integer regionStart()': (self: Self) => self.regionStart,
    'String replaceAll(String replacementString)': (self: Self, replacement: string) =>
      replace(self.reset().input, self.pattern.regex, replacement, Infinity),
    'String replaceFirst(String replacementString)': (self: Self, replacement: string) =>
      replace(self.reset().input, self.pattern.regex, replacement, 1),
    'System.Matcher reset()': (self: Self) => self.reset(),
    'System.Matcher reset(String inputSequence)': (self: Self, input: string) => self.reset(input),
    'Integer start()': (self: Self) => self.start(0),
    'Integer start(Integer groupIndex)': (self: Self, group: number) => self.start(group),
    'System.Matcher usePattern(System.Pattern pattern)': (self: Self, pattern: PatternObject) =>
      self.usePattern(pattern),
  },
  unimplemented: [
    'Boolean requireEnd()',
    'System.Matcher useAnchoringBounds(Boolean b)',
    'System.Matcher useTransparentBounds(Boolean b)',
  ],
});
