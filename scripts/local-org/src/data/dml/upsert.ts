/** Upsert: which records exist already, by Id or by an external id. Source: Apex Developer Guide, "Upserting Records". */
import { ApexId } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import type { DmlOptions } from '../../runtime/ports.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';
import type { DmlParts, Problem } from './parts.ts';
import { problem } from './parts.ts';
import type { Indexed } from './rows.ts';

export interface UpsertPlan {
  readonly inserts: readonly Indexed[];
  readonly updates: readonly Indexed[];
  readonly failures: readonly { readonly item: Indexed; readonly problem: Problem }[];
}

export function planUpsert(
  object: ObjectSchema,
  records: readonly Indexed[],
  options: DmlOptions,
  parts: DmlParts,
): UpsertPlan {
  const key = options.externalId;
  if (key === null || key.type === 'ID') {
    return {
      inserts: records.filter(({ record }) => record.id === null),
      updates: records.filter(({ record }) => record.id !== null),
      failures: [],
    };
  }
  return planByKey(object, key, records, parts);
}

/** The caller's records stay without an id until they are saved. */
function planByKey(object: ObjectSchema, key: FieldSchema, records: readonly Indexed[], parts: DmlParts): UpsertPlan {
  const keyed = records.map((item) => {
    const value = item.record.getField(key.name.toLowerCase());
    return { item, value, text: value === null ? null : String(parts.store.toComparison(key, value)) };
  });
  const texts = keyed.flatMap(({ text }) => (text === null ? [] : [text]));
  const existing = idsByKey(object, key, texts, parts);
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const plan = {
    inserts: [] as Indexed[],
    updates: [] as Indexed[],
    failures: [] as { item: Indexed; problem: Problem }[],
  };
  for (const { item, value, text } of keyed) {
    const ids = existing.get(text ?? '') ?? [];
    const fault = faultOf(key, value, counts.get(text ?? '') ?? 0, ids);
    const [id] = ids;
    if (fault !== null) plan.failures.push({ item, problem: fault });
    else if (id === undefined) plan.inserts.push(item);
    else plan.updates.push({ ...item, id: ApexId.of(id) });
  }
  return plan;
}

/** Records that an upsert by an external id would find, by object. */
export function existingIds(
  records: readonly SObjectValue[],
  key: FieldSchema,
  store: SqliteStore,
): { readonly object: ObjectSchema; readonly id: string }[] {
  const [first] = records;
  if (first === undefined) return [];
  const texts = records.flatMap((record) => {
    const value = record.getField(key.name.toLowerCase());
    return value === null ? [] : [String(store.toComparison(key, value))];
  });
  const found = idsByKey(first.object, key, texts, { store });
  return [...found.values()].flat().map((id) => ({ object: first.object, id }));
}

/** A key that several records of the call have saves none of them. */
function faultOf(key: FieldSchema, value: unknown, count: number, ids: readonly string[]): Problem | null {
  if (value === null) return problem('MISSING_ARGUMENT', `${key.name} not specified`);
  if (count > 1) return problem('DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`, key.name);
  if (ids.length <= 1) return null;
  return problem(
    'DUPLICATE_EXTERNAL_ID',
    `${key.name}: more than one record found for external id field: [${ids.join(', ')}]`,
  );
}

function idsByKey(
  object: ObjectSchema,
  key: FieldSchema,
  texts: readonly string[],
  { store }: Pick<DmlParts, 'store'>,
): Map<string, string[]> {
  const column = store.comparisonColumn(key);
  const deleted = object.fields.has('isdeleted') ? 'AND "IsDeleted" = 0' : '';
  const sql = `SELECT ${column}, "Id" FROM ${store.table(object)} WHERE ${column} IN (SELECT value FROM json_each(?)) ${deleted}`;
  const found = new Map<string, string[]>();
  for (const [value, id] of store.all(sql, [JSON.stringify(texts)]))
    found.set(String(value), [...(found.get(String(value)) ?? []), String(id)]);
  return found;
}
