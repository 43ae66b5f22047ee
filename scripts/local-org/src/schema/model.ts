/**
 * What an org knows of its objects: the model that describe, SOQL, DML and the type checker share.
 * Built from an sfdx project's metadata XML and from the standard objects in `schema/standard`.
 */

import type { LookupFilter } from './lookup-filters.ts';
import type { Currency } from './org-shape.ts';

/** Field types by their describe names in upper case. Source: Schema.DisplayType. */
export type FieldType =
  | 'ID'
  | 'STRING'
  | 'TEXTAREA'
  | 'PICKLIST'
  | 'MULTIPICKLIST'
  | 'COMBOBOX'
  | 'BOOLEAN'
  | 'INTEGER'
  | 'LONG'
  | 'DOUBLE'
  | 'CURRENCY'
  | 'PERCENT'
  | 'DATE'
  | 'DATETIME'
  | 'TIME'
  | 'EMAIL'
  | 'PHONE'
  | 'URL'
  | 'REFERENCE'
  | 'BASE64'
  | 'ADDRESS'
  | 'LOCATION'
  | 'ENCRYPTEDSTRING'
  | 'ANYTYPE';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
}

export interface FieldSchema {
  /** API name, qualified: `sdsync__State__c`, `StageName`. */
  readonly name: string;
  /** API name without the namespace. */
  readonly localName: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters of text; 0 when it does not apply. */
  readonly length: number;
  /** All digits, and those after the point, of a number. */
  readonly precision: number;
  readonly scale: number;
  /** A value must be given on insert (database-required). */
  readonly required: boolean;
  readonly nillable: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly nameField: boolean;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  /** Formula text of a calculated field; null otherwise. */
  readonly formula: string | null;
  /** What blanks count as in the formula. */
  readonly formulaBlanks: 'zero' | 'blank';
  /** Default: a formula, as metadata has it (`false`, `"text"`, `TODAY()`). */
  readonly defaultFormula: string | null;
  readonly defaultedOnCreate: boolean;
  readonly picklist: readonly PicklistValue[];
  readonly restrictedPicklist: boolean;
  readonly dependentOn: string | null;
  /** Of a dependent picklist: by value, the values of the controlling field that it goes with. */
  readonly controlledBy: ReadonlyMap<string, readonly string[]>;
  /** Objects that a reference may point to; more than one: polymorphic. */
  readonly referenceTo: readonly string[];
  /** `Account` for AccountId, `Parent__r` for Parent__c; null when it is no reference. */
  readonly relationshipName: string | null;
  readonly masterDetail: boolean;
  readonly reparentable: boolean;
  /** Master-detail: who may read the master may write details; else who may edit it. */
  readonly writeRequiresMasterRead: boolean;
  readonly onDelete: 'setNull' | 'restrict' | 'cascade';
  /** What records must pass to be referred to; null when there is no such filter. */
  readonly lookupFilter: LookupFilter | null;
  /** Display format of an auto number, as `A-{0000}`; null when it is none. */
  readonly autoNumber: string | null;
  readonly htmlFormatted: boolean;
  readonly encrypted: boolean;
  readonly helpText: string | null;
  readonly description: string | null;
  /** Roll-up summary. */
  readonly summary: {
    readonly operation: 'count' | 'sum' | 'min' | 'max';
    readonly childObject: string;
    readonly childField: string | null;
    readonly foreignKey: string;
  } | null;
}

export interface ChildRelationship {
  readonly childObject: string;
  readonly field: string;
  /** Null: the relationship has no name and cannot be queried. */
  readonly relationshipName: string | null;
  readonly cascadeDelete: boolean;
}

/** The id that the platform gives the master record type of every object: that of records without one. */
export const masterRecordTypeId = '012000000000000AAA';

export interface RecordTypeSchema {
  readonly developerName: string;
  readonly label: string;
  readonly active: boolean;
  readonly isMaster: boolean;
  /** Values that the record type has of a picklist, each with whether it is the default. Picklists not named here have all. */
  readonly picklists: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
}

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  readonly condition: string;
  readonly message: string;
  /** Field the error is shown on; null: top of page. */
  readonly field: string | null;
}

export type ObjectKind = 'standard' | 'custom' | 'event' | 'metadata' | 'setting' | 'share' | 'history' | 'feed';

export interface ObjectSchema {
  readonly name: string;
  readonly localName: string;
  readonly namespace: string | null;
  readonly label: string;
  readonly pluralLabel: string;
  /** First three characters of its records' ids. */
  readonly keyPrefix: string;
  readonly kind: ObjectKind;
  readonly custom: boolean;
  /** Set-up objects (User, PermissionSetAssignment …) cannot be mixed with others in one transaction's DML. */
  readonly setup: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly triggerable: boolean;
  readonly sharingModel: 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent' | 'FullAccess';
  /** Platform events only. */
  readonly publishBehavior: 'immediate' | 'afterCommit' | null;
  /** In declaration order; keyed by the qualified API name in lower case. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly childRelationships: readonly ChildRelationship[];
  readonly recordTypes: readonly RecordTypeSchema[];
  readonly validationRules: readonly ValidationRule[];
  readonly description: string | null;

  /** Finds a field by its name, any case; an unprefixed custom name is looked up in `namespace` first. */
  field(name: string, namespace?: string | null): FieldSchema | undefined;
  /** Finds the reference field by relationship name, any case (`Account`, `Parent__r`). */
  parent(relationshipName: string, namespace?: string | null): FieldSchema | undefined;
  /** Finds a child relationship by name, any case (`Contacts`, `Children__r`). */
  children(relationshipName: string, namespace?: string | null): ChildRelationship | undefined;
}

/** All objects of an org. */
export interface OrgSchema {
  /** Namespace of the org's own code and metadata, or null. */
  readonly namespace: string | null;
  /** Currencies of an org with several; none: it has one. */
  readonly currencies: readonly Currency[];
  /** By qualified API name in lower case. */
  readonly objects: ReadonlyMap<string, ObjectSchema>;
  /** Finds an object by name, any case; an unprefixed custom name is looked up in `namespace` (default: the org's) first. */
  object(name: string, namespace?: string | null): ObjectSchema | undefined;
  byKeyPrefix(prefix: string): ObjectSchema | undefined;
}
