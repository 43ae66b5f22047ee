/** Query text given at run time. */
import type { QueryOptions } from '../../runtime/ports.ts';
import { parseSoql, QuerySyntaxError } from '../../syntax/index.ts';
import { bindsOf } from '../../syntax/soql-binds.ts';
import type { SoqlQuery } from '../../syntax/soql-ast.ts';
import { throwQuery } from './errors.ts';

/** Texts whose trees are kept: their plans hang on them. */
const keptTexts = 500;

const clauseWords = new Set(['WHERE', 'WITH', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FOR', 'USING', 'ALL']);

/** Parses query texts, the same text once. */
export class QueryTexts {
  readonly #trees = new Map<string, SoqlQuery>();

  /** @throws System.QueryException with the platform's words for wrong syntax */
  tree(text: string): SoqlQuery {
    const known = this.#trees.get(text);
    if (known !== undefined) return known;
    const tree = parsed(text);
    if (this.#trees.size >= keptTexts) this.#trees.delete(this.#trees.keys().next().value!);
    this.#trees.set(text, tree);
    return tree;
  }
}

function parsed(text: string): SoqlQuery {
  try {
    return withoutKeywordAlias(parseSoql(text));
  } catch (error) {
    if (error instanceof QuerySyntaxError) throwQuery(wording(error.message));
    throw error;
  }
}

/** `FROM Account WHERE` and no more: the grammar takes the keyword for an alias. */
function withoutKeywordAlias(query: SoqlQuery): SoqlQuery {
  const { alias } = query.from;
  if (alias !== null && clauseWords.has(alias.toUpperCase())) throwQuery(`unexpected token: '${alias}'`);
  return query;
}

/** Words of the Apex compiler → words of the query parser. */
function wording(message: string): string {
  const token = /^(?:Unexpected token|Unexpected) '?(.*?)'?\.?$/s.exec(message) ?? /^Extra '(.*?)', at /s.exec(message);
  const found = token ?? /(?:at|was:) '(.*)'$/s.exec(message);
  if (found === null) return message;
  // The text is parsed in brackets: the closing one is its end.
  return `unexpected token: '${found[1] === ']' ? '<EOF>' : found[1]}'`;
}

/** Values of the binds by name. @throws System.QueryException "Variable does not exist: x" */
export function boundValues(query: SoqlQuery, lookup: (name: string) => unknown): readonly unknown[] {
  return bindsOf(query).map((bind) => {
    const value = lookup(bind.name);
    if (value === undefined) throwQuery(`Variable does not exist: ${bind.name}`);
    return value;
  });
}

/** What WITH in the text, and ALL ROWS, make of the options. */
export function effectiveOptions(query: SoqlQuery, options: QueryOptions): QueryOptions {
  const access = query.withMode === 'user' || query.withMode === 'system' ? query.withMode : options.access;
  return { ...options, access, allRows: query.allRows || options.allRows === true };
}
