/** Queries whose names come from describe and whose values are bound, as the signed-in user. */
import { SObjectValue } from '../../runtime/index.ts';
import type { QueryOptions } from '../../runtime/ports.ts';
import type { ApiContext } from '../context.ts';
import { apiQueryOptions } from '../lookups.ts';

const systemOptions: QueryOptions = { access: 'system', sharing: false, namespace: null };

/** Values of a query under the names that stand in its text. */
export class Binds {
  readonly #values: unknown[] = [];

  /** Text that stands for the value. */
  add(value: unknown): string {
    this.#values.push(value);
    return `:b${this.#values.length - 1}`;
  }

  /** Text that stands for a list of values. */
  addAll(values: readonly unknown[]): string {
    return `(${values.map((value) => this.add(value)).join(', ')})`;
  }

  valueOf(name: string): unknown {
    return this.#values[Number(name.slice(1))];
  }
}

/** Records that the user may see. @param text names only from describe, values only from `binds` */
export function selectRecords(context: ApiContext, text: string, binds: Binds): SObjectValue[] {
  const { query, binds: values } = context.data.parse(text, (name) => binds.valueOf(name), apiQueryOptions);
  return context.data.query(query, values, apiQueryOptions).filter((row) => row instanceof SObjectValue);
}

/** How many records of `SELECT COUNT() …` the user may see. */
export function countRecords(context: ApiContext, text: string, binds: Binds): number {
  const { query, binds: values } = context.data.parse(text, (name) => binds.valueOf(name), apiQueryOptions);
  return context.data.count(query, values, apiQueryOptions);
}

/** Whether there is any such record at all, seen by the user or not. */
export function recordExists(context: ApiContext, text: string, binds: Binds): boolean {
  const { query, binds: values } = context.data.parse(text, (name) => binds.valueOf(name), systemOptions);
  return context.data.query(query, values, systemOptions).length > 0;
}
