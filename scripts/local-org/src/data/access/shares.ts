/** Rows of share objects (`AccountShare`, `Project__Share`) as a condition. */
import type { ObjectSchema } from '../../schema/model.ts';
import type { RecordStore } from '../record-store.ts';

/** Condition with one parameter, the JSON list of principals; null when the object has no shares. */
export function sharedWith(
  store: RecordStore,
  object: ObjectSchema,
  alias: string,
  right: 'read' | 'edit',
): string | null {
  const shares = store.schema.object(
    object.custom ? object.name.replace(/__c$/, '__Share') : `${object.name}Share`,
    null,
  );
  if (shares === undefined || shares.name === object.name) return null;
  const parent = shares.fields.get('parentid') ?? shares.fields.get(`${object.name.toLowerCase()}id`);
  const level = shares.fields.get('accesslevel') ?? shares.fields.get(`${object.name.toLowerCase()}accesslevel`);
  if (parent === undefined || level === undefined) return null;
  const levels = right === 'read' ? `'read', 'edit', 'all'` : `'edit', 'all'`;
  return `${alias}."Id" IN (SELECT ${store.column(parent)} FROM ${store.table(shares)}
    WHERE ${store.comparisonColumn(level)} IN (${levels}) AND "UserOrGroupId" IN (SELECT value FROM json_each(?)))`;
}
