/** Finds the records that one matching rule takes for duplicates: one query for all records that are compared. */
import { SObjectValue, textOf } from '../../runtime/index.ts';
import type { Difference, MatchedRecord } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { UsedMatchingRule } from '../../schema/rules/duplicates.ts';
import type { MatchingRuleItem } from '../../schema/rules/matching.ts';
import type { RowFilter } from '../access/index.ts';
import type { SqlValue } from '../record-store.ts';
import { foldText } from '../record-store.ts';
import type { SqliteStore } from '../store/index.ts';
import { compareForms, normalForm } from './methods.ts';

/** Duplicates that are told for one record. */
const mostMatches = 100;

/** How an item is read from a record: a field, or the name of what a reference leads to. */
interface Source {
  readonly field: FieldSchema;
  /** The object whose name is meant; null: the field itself. */
  readonly named: ObjectSchema | null;
}

/** Values of the items in the form that is compared; null for blanks. */
type Forms = readonly (string | null)[];

/**
 * Duplicates of each record, in its place.
 * @param filter records that may be compared; null: all
 */
export function findMatches(
  records: readonly SObjectValue[],
  used: UsedMatchingRule,
  filter: RowFilter | null,
  store: SqliteStore,
): MatchedRecord[][] {
  const [first] = records;
  const target = requireObject(store, used.rule.object);
  if (first === undefined) return [];
  const inputs = used.inputs.map((name) => sourceOf(first.object, name, store));
  const forms = records.map((record) => inputForms(record, inputs, used, store));
  const sources = used.rule.items.map(({ field }) => sourceOf(target, field, store));
  const candidates = readCandidates(forms, used, target, sources, filter, store);
  return records.map((record, i) => {
    const own = forms[i] ?? [];
    const found = candidates.filter(
      ({ id, forms: theirs }) => id !== record.id?.value && isMatch(used, differences(used, own, theirs)),
    );
    const shown = readShown(found.slice(0, mostMatches), target, sources, store);
    return shown.map(({ record: match, forms: theirs }) => matched(used, match, differences(used, own, theirs)));
  });
}

function differences({ rule }: UsedMatchingRule, own: Forms, theirs: Forms): Difference[] {
  return rule.items.map(({ method }, i) => compareForms(method, own[i] ?? null, theirs[i] ?? null));
}

function isMatch({ rule }: UsedMatchingRule, compared: readonly Difference[]): boolean {
  const holds = (index: number): boolean => {
    const difference = compared[index];
    return difference === 'NULL' ? rule.items[index]?.matchBlanks === true : difference !== 'DIFFERENT';
  };
  return rule.ways.some((way) => way.every(holds));
}

/** The platform tells 100 for every duplicate that a rule accepted. */
function matched({ rule }: UsedMatchingRule, record: SObjectValue, compared: readonly Difference[]): MatchedRecord {
  const fields = rule.items.map(({ field }, i) => ({ name: field, difference: compared[i] ?? 'DIFFERENT' }));
  return { record, confidence: 100, fields };
}

interface Candidate {
  readonly id: string;
  readonly forms: Forms;
}

/** Records that may match: those with an exact value in common where a way to match has one, else all of the object. */
function readCandidates(
  forms: readonly Forms[],
  { rule }: UsedMatchingRule,
  target: ObjectSchema,
  sources: readonly Source[],
  filter: RowFilter | null,
  store: SqliteStore,
): Candidate[] {
  const narrowing = rule.ways.map((way) => narrowest(way, rule.items, forms, sources, store));
  const conditions = narrowing.every((condition) => condition !== null)
    ? [`(${narrowing.map(({ sql }) => sql).join(' OR ')})`]
    : [];
  const values = conditions.length === 0 ? [] : narrowing.flatMap((condition) => condition?.values ?? []);
  if (target.fields.has('isdeleted')) conditions.push('t."IsDeleted" = 0');
  if (filter !== null) conditions.push(`(${filter.sql})`);
  const columns = sources.map((source) => columnOf(source, store)).join(', ');
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const sql = `SELECT t."Id", ${columns} FROM ${store.table(target)} t ${where} ORDER BY t."Id"`;
  return store.all(sql, [...values, ...(filter?.values ?? [])]).map(([id, ...row]) => ({
    id: String(id as string),
    forms: rule.items.map((item, i) => formOf(item, sources[i] as Source, row[i] ?? null, store)),
  }));
}

/** A condition that the matches of a way fulfil at least; null where it has no exact text to look for. */
function narrowest(
  way: readonly number[],
  items: readonly MatchingRuleItem[],
  forms: readonly Forms[],
  sources: readonly Source[],
  store: SqliteStore,
): { readonly sql: string; readonly values: string[] } | null {
  const index = way.find((at) => {
    const source = sources[at];
    return items[at]?.method === 'Exact' && source?.named === null && isText(source.field);
  });
  const source = index === undefined ? undefined : sources[index];
  if (index === undefined || source === undefined) return null;
  const column = `t.${store.comparisonColumn(source.field)}`;
  const wanted = forms.flatMap((own) => (own[index] === null ? [] : [foldText(own[index] ?? '')]));
  const blank = items[index]?.matchBlanks === true ? ` OR ${column} IS NULL` : '';
  return { sql: `(trim(${column}) IN (SELECT value FROM json_each(?))${blank})`, values: [JSON.stringify(wanted)] };
}

function isText({ type, caseSensitive }: FieldSchema): boolean {
  return !caseSensitive && ['STRING', 'EMAIL', 'PHONE', 'URL', 'PICKLIST', 'COMBOBOX', 'TEXTAREA'].includes(type);
}

function inputForms(
  record: SObjectValue,
  inputs: readonly Source[],
  { rule }: UsedMatchingRule,
  store: SqliteStore,
): Forms {
  return rule.items.map((item, i) => {
    const source = inputs[i] as Source;
    const value = record.getField(source.field.name.toLowerCase());
    const stored = value === null ? null : store.toSql(source.field, value);
    const column = (typeof stored === 'number' ? BigInt(stored) : stored) as SqlValue;
    if (source.named === null) return formOf(item, source, column, store);
    const name = store.all(`SELECT "Name" FROM ${store.table(source.named)} WHERE "Id" = ?`, [column])[0]?.[0] ?? null;
    return formOf(item, source, name, store);
  });
}

function formOf(
  { method }: MatchingRuleItem,
  { field, named }: Source,
  value: SqlValue,
  store: SqliteStore,
): string | null {
  if (value === null) return null;
  const text = named === null ? textOf(store.fromSql(field, value)) : String(value);
  const form = normalForm(method, text);
  return form === '' ? null : form;
}

function columnOf({ field, named }: Source, store: SqliteStore): string {
  const column = `t.${store.column(field)}`;
  return named === null ? column : `(SELECT p."Name" FROM ${store.table(named)} p WHERE p."Id" = ${column})`;
}

/** Matched records with Id, name and the standard fields of the rule: custom fields are not told. */
function readShown(
  found: readonly Candidate[],
  target: ObjectSchema,
  sources: readonly Source[],
  store: SqliteStore,
): { record: SObjectValue; forms: Forms }[] {
  const rows = store.readRows(
    target,
    found.map(({ id }) => id),
  );
  const fields = [...target.fields.values()].filter(
    (field) =>
      field.type === 'ID' || field.nameField || (!field.custom && sources.some((source) => source.field === field)),
  );
  return found.map(({ id, forms }) => {
    const record = new SObjectValue(target);
    for (const { name } of fields) record.setField(name.toLowerCase(), rows.get(id)?.get(name.toLowerCase()) ?? null);
    return { record, forms };
  });
}

function sourceOf(object: ObjectSchema, name: string, store: SqliteStore): Source {
  const field = object.field(name);
  if (field !== undefined) return { field, named: null };
  const reference = object.parent(name);
  const named = reference === undefined ? undefined : store.schema.object(reference.referenceTo[0] ?? '', null);
  if (reference === undefined || named === undefined) throw new Error(`${object.name} has no field ${name}`);
  return { field: reference, named };
}

function requireObject(store: SqliteStore, name: string): ObjectSchema {
  const object = store.schema.object(name, null);
  if (object === undefined) throw new Error(`the schema has no object ${name}`);
  return object;
}
