/** Way in to the syntax layer. */
export { parseApex, parseSoql, parseSosl, QuerySyntaxError, type ParseResult, type SourceKind } from './parse.ts';
