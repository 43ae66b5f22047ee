/** What the steps of the save order share. */
import type { DmlError, DmlOptions, FieldAccess, ObjectAccess } from '../../runtime/ports.ts';
import type { ApexId, SObjectValue } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema, OrgSchema, PicklistValue } from '../../schema/model.ts';
import type { Currencies } from '../currencies.ts';
import type { SqliteStore } from '../store/index.ts';
import type { RecordLocks } from './record-locks.ts';

/** Rights of the running user. */
export interface DmlAccess {
  objectAccess(object: ObjectSchema): ObjectAccess;
  fieldAccess(field: FieldSchema, object: ObjectSchema): FieldAccess;
  /** Of records that exist, those that the user may read or edit by sharing. */
  shared(object: ObjectSchema, ids: readonly string[], right: 'read' | 'edit'): Set<string>;
  /** Whether another user may read records of an object at all. */
  readableBy(object: ObjectSchema, userId: string): boolean;
}

/** Formulas of defaults, validation rules and formula fields. */
export interface FormulaEngine {
  /** The value of a formula for a record; `old` is its state before the change, null for a new one. */
  evaluate(formula: string, record: SObjectValue, old: SObjectValue | null): unknown;
  /** The value of a formula field, of the field's type. */
  formulaOf(field: FieldSchema, record: SObjectValue): unknown;
  /** The default of a field for a new record, of the field's type; null without one. */
  defaultOf(field: FieldSchema, record: SObjectValue): unknown;
}

export interface DmlParts {
  readonly store: SqliteStore;
  readonly schema: OrgSchema;
  readonly access: DmlAccess;
  readonly formula: FormulaEngine;
  readonly behaviors: readonly StandardBehavior[];
  readonly duplicates: DuplicateCheck;
  readonly assignment: Assignment;
  readonly locks: RecordLocks;
  readonly lookupFilters: LookupFilterCheck;
  readonly recordTypes: RecordTypeAccess;
  readonly currencies: Currencies;
  readonly now: () => number;
}

/** Duplicate rules of the org. */
export interface DuplicateCheck {
  /** Adds a problem to every row that a rule refuses. */
  check(rows: readonly SaveRow[], object: ObjectSchema, options: DmlOptions): void;
}

/** Record types of the org, as the running user has them. */
export interface RecordTypeAccess {
  /** What new records get; null for the master. */
  defaultOf(object: ObjectSchema): ApexId | null;
  /** The values of a picklist that a record may have by its record type. */
  valuesFor(field: FieldSchema, record: SObjectValue): readonly PicklistValue[];
  /** Adds a problem to every row whose record type is not one for it. */
  check(rows: readonly SaveRow[], object: ObjectSchema, options: DmlOptions): void;
}

/** Filters of lookups. */
export interface LookupFilterCheck {
  /** Adds a problem to every row that refers to a record outside of a filter. */
  check(rows: readonly SaveRow[], object: ObjectSchema): void;
}

/** Assignment rules of the org. */
export interface Assignment {
  /** Gives saved records their owners where the statement or the record asks for it. */
  assign(rows: readonly SaveRow[], object: ObjectSchema, options: DmlOptions): void;
}

/** What the platform itself does with records of some objects, beside the general rules. */
export interface StandardBehavior {
  readonly objects: readonly string[];
  /** Sets derived fields and reports faults, after the before triggers. */
  beforeSave?(row: SaveRow): void;
  /** Reports what speaks against deleting the record itself; not asked when it goes with another. */
  beforeDelete?(row: SaveRow): void;
  /** Makes further records, before the after triggers. */
  afterSave?(row: SaveRow): void;
}

/** One record on its way through the save order. */
export interface SaveRow {
  /** Place in the statement. */
  readonly index: number;
  /** The caller's record: gets its id. */
  readonly given: SObjectValue;
  /** The full record as triggers see it in Trigger.new. */
  readonly record: SObjectValue;
  /** As it is stored; null for a new record. */
  readonly old: SObjectValue | null;
  readonly problems: Problem[];
}

export type Problem = DmlError;

export function problem(statusCode: string, message: string, ...fields: string[]): Problem {
  return { statusCode, message, fields };
}
