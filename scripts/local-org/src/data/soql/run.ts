/** What one execution of a planned query knows: bound values, user, time. */
import { currentFrame } from '../../runtime/frame.ts';
import type { QueryOptions } from '../../runtime/ports.ts';
import type { BindValue } from '../../syntax/soql-binds.ts';
import type { Engine } from './engine.ts';

export class Run {
  readonly engine: Engine;
  readonly options: QueryOptions;
  /** Filters rows by what the user sees: user mode, or a class with sharing. */
  readonly sharing: boolean;
  readonly #binds: readonly unknown[];
  readonly #positions: ReadonlyMap<BindValue, number>;
  #now: number | null = null;
  /** Ids of the parents whose children are being read. */
  parentIds: readonly string[] = [];

  constructor(
    engine: Engine,
    options: QueryOptions,
    binds: readonly unknown[],
    positions: ReadonlyMap<BindValue, number>,
  ) {
    this.engine = engine;
    this.options = options;
    this.sharing = options.sharing || options.access === 'user';
    this.#binds = binds;
    this.#positions = positions;
  }

  bind(value: BindValue): unknown {
    const index = this.#positions.get(value);
    if (index === undefined || index >= this.#binds.length) throw new Error(`no value for the bind :${value.name}`);
    return this.#binds[index] ?? null;
  }

  /** One instant for all date formulas of the query. */
  get now(): number {
    return (this.#now ??= currentFrame().ports.clock.now());
  }

  get zone(): string {
    return currentFrame().user.timeZone;
  }

  get locale(): string {
    return currentFrame().user.locale;
  }
}
