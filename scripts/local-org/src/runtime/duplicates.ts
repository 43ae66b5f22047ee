/** What duplicate rules found, as Apex and the API tell it. Source: Apex Reference Guide, Datacloud Namespace. */
import type { SObjectValue } from './sobject.ts';

/** One duplicate rule applied to one record. */
export interface DuplicateFacts {
  /** Developer name. */
  readonly rule: string;
  /** Object of the rule. */
  readonly object: string;
  /** Whether a save may be repeated with `allowSave`. */
  readonly allowSave: boolean;
  readonly message: string;
  readonly matches: readonly MatchFacts[];
}

/** One matching rule of it. */
export interface MatchFacts {
  /** Developer name. */
  readonly rule: string;
  /** Object of the records that were compared. */
  readonly object: string;
  readonly engine: string;
  readonly records: readonly MatchedRecord[];
}

export interface MatchedRecord {
  readonly record: SObjectValue;
  readonly confidence: number;
  readonly fields: readonly { readonly name: string; readonly difference: Difference }[];
}

export type Difference = 'SAME' | 'SIMILAR' | 'DIFFERENT' | 'NULL';
