/** Unique fields, against the table and inside the statement. */
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

export function checkUnique(rows: readonly SaveRow[], object: ObjectSchema, parts: DmlParts): void {
  for (const field of object.fields.values()) if (field.unique) checkField(rows, object, field, parts);
}

function checkField(rows: readonly SaveRow[], object: ObjectSchema, field: FieldSchema, parts: DmlParts): void {
  const { store } = parts;
  const key = field.name.toLowerCase();
  const wanted = rows.flatMap((row) => {
    const value = row.record.getField(key);
    return value === null || row.problems.length > 0 ? [] : [{ row, value: String(store.toComparison(field, value)) }];
  });
  if (wanted.length === 0) return;
  const column = store.comparisonColumn(field);
  const deleted = object.fields.has('isdeleted') ? 'AND "IsDeleted" = 0' : '';
  const sql = `SELECT "Id", ${column} FROM ${store.table(object)} WHERE ${column} IN (SELECT value FROM json_each(?)) ${deleted}`;
  const taken = new Map(
    store
      .all(sql, [JSON.stringify(wanted.map(({ value }) => value))])
      .map(([id, value]) => [String(value), String(id as string)]),
  );
  const first = new Map<string, SaveRow>();
  for (const { row, value } of wanted) {
    const holder = taken.get(value);
    const own = row.record.id?.value;
    if (holder !== undefined && holder !== own) duplicate(row, field, holder);
    else if (first.has(value)) duplicate(row, field, first.get(value)?.record.id?.value ?? '<unknown>');
    else first.set(value, row);
  }
}

const duplicateUsername =
  'Duplicate Username. The username already exists in this or another Salesforce organization. Usernames must be unique across ' +
  "all Salesforce organizations. To resolve, use a different username (it doesn't need to match the user's email address).";

function duplicate(row: SaveRow, field: FieldSchema, holder: string): void {
  // The platform names the record by its 15 characters.
  const id = holder.length === 18 ? holder.slice(0, 15) : holder;
  if (row.record.object.name === 'User' && field.name === 'Username') {
    row.problems.push(problem('DUPLICATE_USERNAME', duplicateUsername, field.name));
    return;
  }
  row.problems.push(
    problem('DUPLICATE_VALUE', `duplicate value found: ${field.name} duplicates value on record with id: ${id}`),
  );
}
