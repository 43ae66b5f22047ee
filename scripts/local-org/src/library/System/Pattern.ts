/** System.Pattern. Source: Apex Reference Guide, Pattern Class (apex_classes_pattern_and_matcher_pattern_methods). */
import { PlatformObject } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { newList } from '../support.ts';
import { MatcherObject } from './Matcher.ts';
import { compileRegex, splitBy, type CompiledRegex } from './regex/operations.ts';

export class PatternObject extends PlatformObject {
  readonly regex: CompiledRegex;

  constructor(regex: CompiledRegex) {
    super('System.Pattern');
    this.regex = regex;
  }

  override apexText(): string {
    return this.regex.pattern;
  }
}

export const PatternType = platformType({
  name: 'System.Pattern',
  kind: 'class',
  page: 'apex_classes_pattern_and_matcher_pattern_methods',
  nonNull: ['*'],
  members: {
    'static System.Pattern compile(String regExp)': (pattern: string) => new PatternObject(compileRegex(pattern)),
    'static Boolean matches(String regExp, String stringToMatch)': (pattern: string, text: string) =>
      compileRegex(pattern).matches(text) !== null,
    'static String quote(String yourString)': (text: string) => `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`,
    'System.Matcher matcher(String stringToMatch)': (self: PatternObject, text: string) =>
      new MatcherObject(self, text),
    'String pattern()': (self: PatternObject) => self.regex.pattern,
    'List<String> split(String regExp)': (self: PatternObject, text: string) =>
      newList('String', splitBy(text, self.regex, 0)),
    'List<String> split(String regExp, Integer limit)': (self: PatternObject, text: string, limit: number) =>
      newList('String', splitBy(text, self.regex, limit)),
  },
});
