/** Text → syntax tree, for Apex files, anonymous blocks, and queries given at run time. */
import { ApexErrorListener, ApexParserFactory, type ApexParser } from '@apexdevtools/apex-parser';
import type { CompilationUnit, Diagnostic, Position } from './ast.ts';
import type { SoqlQuery, SoslQuery } from './soql-ast.ts';
import { SyntaxProblem } from './adapter.ts';
import { typeDeclaration } from './declarations.ts';
import { platformWording } from './errors.ts';
import { soqlQuery } from './soql.ts';
import { soslBraceQuery, soslQuery } from './sosl.ts';
import { anonymousBlock, triggerDeclaration } from './units.ts';

export interface ParseResult {
  /** Null when the text has syntax errors. */
  readonly unit: CompilationUnit | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a source text is; by default its file name tells: `.trigger`, `.cls`, and anything else is an anonymous block. */
export type SourceKind = 'class' | 'trigger' | 'anonymous';

/** Parses one source file. Never throws on wrong source: problems are diagnostics in the platform's wording. */
export function parseApex(file: string, source: string, kind: SourceKind = kindOf(file)): ParseResult {
  const outcome = build(source, (parser) => declarationOf(parser, kind));
  // What follows the first syntax error is mostly its echo.
  if ('problems' in outcome)
    return { unit: null, diagnostics: outcome.problems.slice(0, 1).map((problem) => ({ file, ...problem })) };
  return { unit: { file, source, declaration: outcome.value }, diagnostics: [] };
}

/** A problem of query text. */
export class QuerySyntaxError extends Error {
  readonly position: Position;

  constructor(position: Position, message: string) {
    super(message);
    this.position = position;
  }
}

/**
 * Parses a SOQL query given as text; its `:binds` have names.
 * @throws QuerySyntaxError with the first problem
 */
export function parseSoql(text: string): SoqlQuery {
  return orThrow(
    build(`[${keepWildcardEscapes(text)}]`, (parser) => soqlQuery(closed(parser, parser.soqlLiteral()).query())),
  );
}

/** `\_` and `\%` escape wildcards of LIKE; Apex strings do not know them. Source: SOQL reference, "Quoted String Escape Sequences". */
function keepWildcardEscapes(text: string): string {
  return text.replace(/\\([^])/g, (pair, escaped: string) =>
    escaped === '_' || escaped === '%' ? `\\\\${escaped}` : pair,
  );
}

/**
 * Parses a SOSL query given as text, `FIND {x} …` or `FIND 'x' …`.
 * @throws QuerySyntaxError with the first problem
 */
export function parseSosl(text: string): SoslQuery {
  const source = `[${text}]`;
  if (/^\s*find\s*\{/i.test(text))
    return orThrow(build(source, (parser) => soslBraceQuery(closed(parser, parser.soslLiteralAlt()))));
  return orThrow(build(source, (parser) => soslQuery(closed(parser, parser.soslLiteral()))));
}

function kindOf(file: string): SourceKind {
  if (file.endsWith('.trigger')) return 'trigger';
  return file.endsWith('.cls') ? 'class' : 'anonymous';
}

function declarationOf(parser: ApexParser, kind: SourceKind): CompilationUnit['declaration'] {
  if (kind === 'trigger') return triggerDeclaration(checked(parser, parser.triggerUnit()));
  if (kind === 'anonymous') return anonymousBlock(checked(parser, parser.anonymousUnit()));
  return typeDeclaration(checked(parser, parser.compilationUnit()).typeDeclaration());
}

type Problem = Omit<Diagnostic, 'file'>;

type Outcome<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/** Collects what the lexer and the parser report. */
class Problems extends ApexErrorListener {
  readonly found: Problem[] = [];

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.found.push({ position: { line, column: column + 1 }, message: platformWording(message) });
  }
}

/** Thrown to leave the building of a tree as soon as the text is known to be wrong. */
const wrongText = new Error('wrong text');

const sllPrediction = 0;

/**
 * Parses fast at first (SLL prediction, which may refuse correct text) and again with full prediction when that fails.
 * Source: The Definitive ANTLR 4 Reference, 13.7.
 */
function build<T>(source: string, convert: (parser: ApexParser) => T): Outcome<T> {
  const fast = attempt(source, convert, true);
  return 'value' in fast ? fast : attempt(source, convert, false);
}

function attempt<T>(source: string, convert: (parser: ApexParser) => T, fast: boolean): Outcome<T> {
  const problems = new Problems();
  const { parser } = ApexParserFactory.createLexerAndParser(source, problems);
  if (fast) parser._interp.predictionMode = sllPrediction;
  try {
    const value = convert(parser);
    return problems.found.length > 0 ? { problems: problems.found } : { value };
  } catch (error) {
    if (error instanceof SyntaxProblem)
      return { problems: [...problems.found, { position: error.position, message: error.message }] };
    // A tree with errors in it lacks parts that the builders count on.
    if (problems.found.length > 0) return { problems: problems.found };
    throw error;
  }
}

/** Stops before a tree with errors is read. */
function checked<T>(parser: ApexParser, tree: T): T {
  if (parser.syntaxErrorsCount > 0) throw wrongText;
  return tree;
}

/** As `checked`, and nothing may follow. */
function closed<T>(parser: ApexParser, tree: T): T {
  const next = parser.getCurrentToken();
  if (next.type !== -1)
    throw new SyntaxProblem({ line: next.line, column: next.column }, `unexpected token: '${next.text}'`);
  return checked(parser, tree);
}

function orThrow<T>(outcome: Outcome<T>): T {
  if ('value' in outcome) return outcome.value;
  const [problem] = outcome.problems;
  throw new QuerySyntaxError(problem?.position ?? { line: 1, column: 1 }, problem?.message ?? 'unexpected token');
}
