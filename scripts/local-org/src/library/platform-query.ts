/** Queries of the platform itself, such as a user's name for UserInfo: in system mode, counted against no limit. */
import { ApexId, SObjectValue, currentFrame } from '../runtime/index.ts';

/** Rows of a query without binds. */
export function platformQuery(soql: string): SObjectValue[] {
  const { ports, limits } = currentFrame();
  const options = { access: 'system', sharing: false, namespace: ports.org.namespace } as const;
  const { queries, queryRows } = limits.used;
  try {
    const { query, binds } = ports.data.parse(soql, () => null, options);
    return ports.data.query(query, binds, options).filter((row) => row instanceof SObjectValue);
  } finally {
    limits.used.queries = queries;
    limits.used.queryRows = queryRows;
  }
}

/** A text field of one record; null when there is no such record. Ids are checked values, never text of the program. */
export function platformField(object: string, id: string, field: string): string | null {
  const [row] = platformQuery(`SELECT ${field} FROM ${object} WHERE Id = '${id}'`);
  const value = row?.getField(field.toLowerCase()) ?? null;
  return value instanceof ApexId ? value.value : typeof value === 'string' ? value : null;
}
