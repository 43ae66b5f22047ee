/** What all parts of the query engine share. */
import type { ApexBlob } from '../../runtime/values/blob.ts';
import type { Decimal } from '../../runtime/values/decimal.ts';
import type { SObjectValue } from '../../runtime/sobject.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../../schema/model.ts';
import type { RecordStore } from '../record-store.ts';
import type { QueryAccess } from './access.ts';

/** Formula fields: computed from the fields they use, after those were read. */
export interface FormulaHook {
  /** Field paths that a formula reads, as written: `Amount`, `Account.Owner.Name`; `$User.…` may be among them. */
  fieldsUsed(formula: string): Iterable<string>;
  /** Value of the formula field for a record that has the fields it uses, with parents. */
  formulaOf(field: FieldSchema, record: SObjectValue): unknown;
}

/** Bytes of BASE64 fields. */
export interface FilesHook {
  /** The field's bytes of the record; null when there are none. */
  body(object: ObjectSchema, field: FieldSchema, id: string): ApexBlob | null;
}

/** Amounts of an org with several currencies. */
export interface CurrencyHook {
  readonly areSeveral: boolean;
  /** An amount of a record of a currency in that of the running user. */
  converted(amount: Decimal, from: string | null, scale: number): Decimal;
}

export interface Engine {
  readonly store: RecordStore;
  readonly schema: OrgSchema;
  readonly access: QueryAccess;
  readonly formula: FormulaHook | null;
  readonly files: FilesHook | null;
  readonly currencies: CurrencyHook | null;
}
