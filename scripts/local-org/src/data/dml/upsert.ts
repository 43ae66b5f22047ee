/** Upsert: which records exist already, by Id or by an external id. */
import { ApexId } from '../../runtime/index.ts';
import type { DmlOptions } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
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
  const { store } = parts;
  const values = records.map(({ record }) => record.getField(key.name.toLowerCase()));
  const texts = values.map((value) => (value === null ? null : String(store.toComparison(key, value))));
  const column = store.comparisonColumn(key);
  const sql = `SELECT ${column}, "Id" FROM ${store.table(object)} WHERE ${column} IN (SELECT value FROM json_each(?)) AND "IsDeleted" = 0`;
  const existing = new Map<string, string[]>();
  for (const [value, id] of store.all(sql, [JSON.stringify(texts.filter((text) => text !== null))])) {
    existing.set(String(value), [...(existing.get(String(value)) ?? []), String(id)]);
  }
  const plan = {
    inserts: [] as Indexed[],
    updates: [] as Indexed[],
    failures: [] as { item: Indexed; problem: Problem }[],
  };
  const seen = new Map<string, number>();
  records.forEach((item, i) => {
    const text = texts[i] ?? null;
    if (text === null)
      return void plan.failures.push({ item, problem: problem('MISSING_ARGUMENT', `${key.name} not specified`) });
    const matches = existing.get(text) ?? [];
    if (seen.has(text))
      return void plan.failures.push({
        item,
        problem: problem('DUPLICATE_VALUE', `Duplicate external id specified: ${String(values[i])}`),
      });
    seen.set(text, i);
    if (matches.length > 1) {
      const message = `${key.name}: more than one record found for external id field: [${matches.join(', ')}]`;
      return void plan.failures.push({ item, problem: problem('DUPLICATE_EXTERNAL_ID', message) });
    }
    const [id] = matches;
    if (id === undefined) return void plan.inserts.push(item);
    item.record.id = ApexId.of(id);
    plan.updates.push(item);
  });
  return plan;
}
