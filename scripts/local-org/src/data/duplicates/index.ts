/**
 * Duplicate rules, when records are saved and when Apex asks. Source: Salesforce Help, "Things to Know About Duplicate Rules"; Apex
 * Developer Guide, "Triggers and Order of Execution"; Apex Reference Guide, "FindDuplicates Class", "DMLOptions.DuplicateRuleHeader".
 */
import type { DuplicateFacts, MatchFacts, SObjectValue } from '../../runtime/index.ts';
import { apexEquals, throwApex } from '../../runtime/index.ts';
import type { DmlOptions, QueryOptions } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import type { DuplicateRule, UsedMatchingRule } from '../../schema/rules/duplicates.ts';
import type { Access, RowFilter } from '../access/index.ts';
import type { FieldReader } from '../criteria.ts';
import { passes } from '../criteria.ts';
import type { SaveRow } from '../dml/parts.ts';
import { rowOptions } from '../dml/row-options.ts';
import { fromValues } from '../dml/rows.ts';
import type { SqliteStore } from '../store/index.ts';
import { findMatches } from './matcher.ts';

/** Records that one search takes. */
const mostSearched = 50;

/** What the platform says where a rule has no alert text. */
const defaultMessage = "You're creating a duplicate record. We recommend you use an existing record instead.";

export interface DuplicateParts {
  readonly store: SqliteStore;
  readonly access: Access;
  readonly fieldOf: FieldReader;
  readonly rules: readonly DuplicateRule[];
}

export class Duplicates {
  readonly #parts: DuplicateParts;
  readonly #rules = new Map<string, DuplicateRule[]>();

  constructor(parts: DuplicateParts) {
    this.#parts = parts;
    for (const rule of parts.rules) {
      if (rule.active) this.#rules.set(rule.object, [...(this.#rules.get(rule.object) ?? []), rule]);
    }
  }

  /** Adds a problem to every row that a rule refuses. Records of one statement are not compared with each other. */
  check(rows: readonly SaveRow[], object: ObjectSchema, options: DmlOptions): void {
    // Merging and undeleting are not checked.
    if (options.operation === 'merge') return;
    for (const rule of this.#rules.get(object.name) ?? []) this.#apply(rule, rows, options);
  }

  #apply(rule: DuplicateRule, rows: readonly SaveRow[], options: DmlOptions): void {
    const asCaller = options.sharing || options.access === 'user';
    const concerned = rows.flatMap((row) => {
      const { block, alert } = row.old === null ? rule.insert : rule.update;
      const { allowSave = false, runAsCurrentUser = null } = rowOptions(row, options).duplicateRule ?? {};
      const applies = (block || (alert && !allowSave)) && this.#concerns(rule, row);
      return applies ? [{ row, shared: runAsCurrentUser ?? asCaller }] : [];
    });
    for (const shared of [true, false]) {
      const group = concerned.filter((candidate) => candidate.shared === shared).map(({ row }) => row);
      if (group.length > 0) this.#refuse(rule, group, shared);
    }
  }

  #refuse(rule: DuplicateRule, rows: readonly SaveRow[], shared: boolean): void {
    const found = this.#run(
      rule,
      rows.map(({ record }) => record),
      shared,
    );
    rows.forEach((row, i) => {
      const matches = found[i] ?? [];
      if (matches.every(({ records }) => records.length === 0)) return;
      const { block } = row.old === null ? rule.insert : rule.update;
      const message = rule.alertText ?? defaultMessage;
      const duplicates = { rule: rule.name, object: rule.object, allowSave: !block, message, matches };
      row.problems.push({ statusCode: 'DUPLICATES_DETECTED', message, fields: [], duplicates });
    });
  }

  /** A rule looks at new records, and at changed ones when what it compares has changed. */
  #concerns(rule: DuplicateRule, { record, old }: SaveRow): boolean {
    const changed = (name: string): boolean => {
      const field = record.object.field(name) ?? record.object.parent(name);
      const key = field?.name.toLowerCase() ?? '';
      return !apexEquals(record.getField(key), old?.getField(key) ?? null);
    };
    if (old !== null && !rule.matching.some(({ inputs }) => inputs.some(changed))) return false;
    return rule.filter === null || passes(rule.filter, record, this.#parts);
  }

  /** What each matching rule of a duplicate rule finds, by record. */
  #run(rule: DuplicateRule, records: readonly SObjectValue[], shared: boolean): MatchFacts[][] {
    const perRule = activeMatching(rule).map((used) => {
      const found = findMatches(records, used, this.#visible(rule, used, shared), this.#parts.store);
      return found.map((matched) => factsOf(used, matched));
    });
    return records.map((_, i) => perRule.flatMap((found) => found[i] ?? []));
  }

  #visible(rule: DuplicateRule, used: UsedMatchingRule, shared: boolean): RowFilter | null {
    const target = this.#parts.store.schema.object(used.rule.object, null);
    if (rule.bypassesSharing || !shared || target === undefined) return null;
    return this.#parts.access.sharingFilter(target, 't', 'read');
  }

  /** Everything that the active rules of the object say of each record, matches or none. */
  find(records: readonly SObjectValue[], options: QueryOptions): DuplicateFacts[][] {
    const [first] = records;
    if (first === undefined) return [];
    if (records.length > mostSearched) {
      throwApex(
        'System.HandledException',
        'Configuration error: The number of records to check is greater than the permitted batch size.',
      );
    }
    const rules = this.#rules.get(first.object.name) ?? [];
    if (rules.length === 0) {
      throwApex(
        'System.HandledException',
        `No active duplicate rules are defined for the ${first.object.name} object type.`,
      );
    }
    const given = this.#completed(records, first.object);
    const shared = options.sharing || options.access === 'user';
    const found = rules.map((rule) => this.#search(rule, given, shared));
    return records.map((_, i) => found.flatMap((facts) => facts[i] ?? []));
  }

  /** Records that are named by their ids only are compared as they are stored. */
  #completed(records: readonly SObjectValue[], object: ObjectSchema): SObjectValue[] {
    const isBare = (record: SObjectValue): boolean => [...record.populatedKeys()].every((key) => key === 'id');
    const ids = records.flatMap((record) => (isBare(record) && record.id !== null ? [record.id.value] : []));
    const stored = this.#parts.store.readRows(object, ids);
    return records.map((record) => {
      const values = stored.get(record.id?.value ?? '');
      return values === undefined ? record : fromValues(object, values);
    });
  }

  /** Records that the rule is not for have no matches. */
  #search(rule: DuplicateRule, records: readonly SObjectValue[], shared: boolean): DuplicateFacts[] {
    const wanted = records.filter((record) => rule.filter === null || passes(rule.filter, record, this.#parts));
    const found = this.#run(rule, wanted, shared);
    return records.map((record) => ({
      rule: rule.name,
      object: rule.object,
      allowSave: !(record.id === null ? rule.insert : rule.update).block,
      message: rule.alertText ?? defaultMessage,
      matches: found[wanted.indexOf(record)] ?? activeMatching(rule).map((used) => factsOf(used, [])),
    }));
  }
}

function activeMatching(rule: DuplicateRule): UsedMatchingRule[] {
  return rule.matching.filter((used) => used.rule.active);
}

function factsOf(used: UsedMatchingRule, records: MatchFacts['records']): MatchFacts {
  return { rule: used.rule.name, object: used.rule.object, engine: engineOf(used), records };
}

export function engineOf({ rule }: Pick<UsedMatchingRule, 'rule'>): string {
  return rule.items.every(({ method }) => method === 'Exact') ? 'ExactMatchEngine' : 'FuzzyMatchEngine';
}
