/** Conditions that rows must fulfil for a user to have them. */
import type { SQLInputValue } from 'node:sqlite';

export interface RowFilter {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** Conditions put together; none of them: nothing for OR, everything for AND. */
export function joined(operator: ' AND ' | ' OR ', parts: readonly RowFilter[]): RowFilter {
  if (parts.length === 0) return { sql: operator === ' OR ' ? '0' : '1', values: [] };
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(operator),
    values: parts.flatMap(({ values }) => values),
  };
}
