/** One SQL statement being planned: joins, result columns, and what it mentions. */
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { Mention } from './access.ts';
import type { Engine } from './engine.ts';

/** Shared by a query and its subqueries: unique aliases, and what user mode must check. */
export class QueryScope {
  readonly engine: Engine;
  readonly namespace: string | null;
  /** Rows in the recycle bin too. */
  readonly allRows: boolean;
  /** Set while FIELDS() of a query in user mode is expanded: unreadable fields are left out. */
  readonly userMode: boolean;
  readonly #mentions = new Map<string, Mention>();
  #aliases = 0;

  constructor(engine: Engine, namespace: string | null, allRows: boolean, userMode: boolean) {
    this.engine = engine;
    this.namespace = namespace;
    this.allRows = allRows;
    this.userMode = userMode;
  }

  newAlias(): string {
    return `t${this.#aliases++}`;
  }

  mention(object: ObjectSchema, field: FieldSchema | null, name: string): void {
    const key = `${object.name}.${field?.name ?? ''}`;
    if (!this.#mentions.has(key)) this.#mentions.set(key, { object, field, name });
  }

  mentions(): readonly Mention[] {
    return [...this.#mentions.values()];
  }
}

export class Statement {
  readonly scope: QueryScope;
  readonly joins: string[] = [];
  /** SQL of the result columns. */
  readonly columns: string[] = [];
  readonly #columnIndexes = new Map<string, number>();
  /** Above zero: what is added now is needed inside only and needs no right of the user (fields of formulas). */
  #hidden = 0;

  constructor(scope: QueryScope) {
    this.scope = scope;
  }

  get engine(): Engine {
    return this.scope.engine;
  }

  /** Names in formulas are the org's own, whoever asks. */
  get namespace(): string | null {
    return this.#hidden > 0 ? (this.engine.schema.namespace ?? this.scope.namespace) : this.scope.namespace;
  }

  newAlias(): string {
    return this.scope.newAlias();
  }

  mention(object: ObjectSchema, field: FieldSchema | null, name: string): void {
    if (this.#hidden === 0) this.scope.mention(object, field, name);
  }

  /** Index of a result column; the same SQL is read once. */
  select(text: string): number {
    let index = this.#columnIndexes.get(text);
    if (index === undefined) {
      index = this.columns.push(text) - 1;
      this.#columnIndexes.set(text, index);
    }
    return index;
  }

  /** Runs `body`, which adds what a formula uses, without noting what it mentions. */
  unnoticed<T>(body: () => T): T {
    this.#hidden++;
    try {
      return body();
    } finally {
      this.#hidden--;
    }
  }
}
