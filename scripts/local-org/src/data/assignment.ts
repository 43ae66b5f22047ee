/**
 * Assignment rules: owners of leads and cases. Source: Apex Reference Guide, "DMLOptions.AssignmentRuleHeader"; Apex Developer Guide,
 * "Triggers and Order of Execution", where they come behind the after triggers and start none.
 */
import { ApexId } from '../runtime/index.ts';
import type { SObjectValue } from '../runtime/index.ts';
import type { DmlOptions, RowOptions } from '../runtime/ports.ts';
import type { ObjectSchema } from '../schema/model.ts';
import type { AssignmentEntry, AssignmentRule } from '../schema/rules/assignment.ts';
import { passes } from './criteria.ts';
import type { SaveRow } from './dml/parts.ts';
import { problem } from './dml/parts.ts';
import { rowOptions } from './dml/row-options.ts';
import type { Formulas } from './formula/index.ts';
import type { SqliteStore } from './store/index.ts';

export class AssignmentRules {
  readonly #store: SqliteStore;
  readonly #formulas: Formulas;
  readonly #rules: readonly AssignmentRule[];

  constructor(store: SqliteStore, formulas: Formulas, rules: readonly AssignmentRule[]) {
    this.#store = store;
    this.#formulas = formulas;
    this.#rules = rules;
  }

  assign(rows: readonly SaveRow[], object: ObjectSchema, options: DmlOptions): void {
    if (object.name !== 'Lead' && object.name !== 'Case') return;
    for (const row of rows) {
      const { assignmentRule } = rowOptions(row, options);
      if (assignmentRule === undefined) continue;
      const rule = this.#ruleOf(assignmentRule, object);
      if (rule === 'unknown') {
        const message = `invalid assignment rule id: ${assignmentRule.ruleId ?? ''}`;
        row.problems.push(problem('INVALID_ASSIGNMENT_RULE', message));
      } else if (rule !== null) this.#apply(rule, row, object);
    }
  }

  /** The rule that is named, active or not, else the active one if it is asked for. */
  #ruleOf(
    { ruleId, useDefault }: NonNullable<RowOptions['assignmentRule']>,
    object: ObjectSchema,
  ): AssignmentRule | 'unknown' | null {
    const own = this.#rules.filter((rule) => rule.object === object.name);
    if (ruleId === null) return useDefault ? (own.find((rule) => rule.active) ?? null) : null;
    const [name] = this.#store.all('SELECT "Name" FROM "AssignmentRule" WHERE "Id" = ? AND "SobjectType" = ?', [
      ruleId,
      object.name,
    ]);
    return own.find((rule) => rule.name === name?.[0]) ?? 'unknown';
  }

  /** The first entry that a record passes decides. */
  #apply(rule: AssignmentRule, row: SaveRow, object: ObjectSchema): void {
    const entry = rule.entries.find((candidate) => this.#isFor(candidate, row.record));
    if (entry === undefined || entry.assignedTo === null) return;
    const owner = this.#assignee(entry.assignedTo);
    if (owner === null) {
      const { kind, name } = entry.assignedTo;
      const message = `invalid cross reference id: the ${kind} ${name} of the assignment rule ${rule.name}`;
      row.problems.push(problem('INVALID_CROSS_REFERENCE_KEY', message, 'OwnerId'));
      return;
    }
    row.record.setField('ownerid', owner);
    this.#store.updateRow(object, row.record.id?.value ?? '', new Map([['ownerid', owner]]));
  }

  #isFor({ criteria, formula }: AssignmentEntry, record: SObjectValue): boolean {
    if (formula !== null) return this.#formulas.evaluate(formula, record, null) === true;
    const parts: Parameters<typeof passes>[2] = {
      store: this.#store,
      fieldOf: (from, path) => this.#formulas.fieldOf(from, path),
    };
    return criteria === null || passes(criteria, record, parts);
  }

  #assignee({ kind, name }: NonNullable<AssignmentEntry['assignedTo']>): ApexId | null {
    const sql =
      kind === 'user'
        ? 'SELECT "Id" FROM "User" WHERE "Username~" = lower(?) AND "IsActive" = 1'
        : `SELECT "Id" FROM "Group" WHERE "DeveloperName~" = lower(?) AND "Type" = 'Queue'`;
    const id = this.#store.all(sql, [name])[0]?.[0];
    return typeof id === 'string' ? ApexId.of(id) : null;
  }
}
