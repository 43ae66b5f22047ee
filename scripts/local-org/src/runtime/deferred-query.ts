/** A query written in Apex that its receiver runs: the argument of Database.getQueryLocator. */
import type { SoqlQuery } from '../syntax/soql-ast.ts';
import type { Type } from '../types/symbols.ts';
import type { QueryOptions } from './ports.ts';

export class DeferredQuery {
  readonly query: SoqlQuery;
  readonly binds: readonly unknown[];
  readonly options: QueryOptions;
  /** The list that it gives. */
  readonly type: Type;

  constructor(query: SoqlQuery, binds: readonly unknown[], options: QueryOptions, type: Type) {
    this.query = query;
    this.binds = binds;
    this.options = options;
    this.type = type;
  }
}
