/**
 * SObject records in memory. Field names are qualified API names in lower case; values are Apex values.
 */
import type { ObjectSchema } from '../schema/model.ts';
import type { ApexList } from './collections/list.ts';
import { throwApex } from './exceptions.ts';
import { allocate } from './heap.ts';
import type { RowOptions } from './ports.ts';
import type { ApexId } from './values/id.ts';

/** An error that addError put on a record. */
export interface RecordError {
  readonly message: string;
  /** API name; null: on the record as a whole. */
  readonly field: string | null;
  readonly statusCode: string;
}

/** Options that a record carries to the statement that saves it. */
export interface CarriedOptions {
  rowOptions(): RowOptions;
}

/** Rough size of a record without its texts. */
const recordBytes = 64;

export class SObjectValue {
  readonly object: ObjectSchema;
  /** Set by SOQL: lower-case field and relationship names that may be read. Null: made in Apex, all may. */
  queriedFields: ReadonlySet<string> | null = null;
  /** Where Apex's `clone` took it from; null otherwise. */
  cloneSource: ApexId | null = null;
  /** Database.DMLOptions set with setOptions; read when the record is saved. */
  dmlOptions: CarriedOptions | null = null;
  /** What triggers get of the past and after the save: Apex may read it only. */
  readOnly = false;
  readonly #fields = new Map<string, unknown>();
  #parents: Map<string, SObjectValue | null> | null = null;
  #children: Map<string, ApexList<SObjectValue>> | null = null;
  #errors: RecordError[] | null = null;

  constructor(object: ObjectSchema) {
    this.object = object;
    allocate(recordBytes);
  }

  get id(): ApexId | null {
    return (this.#fields.get('id') as ApexId | undefined) ?? null;
  }

  set id(value: ApexId | null) {
    this.#fields.set('id', value);
  }

  /** Null when not set; checks nothing. */
  getField(name: string): unknown {
    return this.#fields.get(name) ?? null;
  }

  /** Marks the field as populated, also when the value is null. */
  setField(name: string, value: unknown): void {
    this.#fields.set(name, value);
    allocate(typeof value === 'string' ? 16 + value.length : 16);
  }

  /**
   * Sets a field for Apex.
   * @throws System.FinalException when the record is read-only
   */
  assign(name: string, value: unknown): void {
    this.requireWritable();
    this.setField(name, value);
  }

  /** @throws System.FinalException when the record is read-only */
  requireWritable(): void {
    if (this.readOnly) throwApex('System.FinalException', 'Record is read-only');
  }

  isPopulated(name: string): boolean {
    return this.#fields.has(name);
  }

  /** Populated fields by qualified API name, in the order they were first set. */
  *populated(): IterableIterator<[string, unknown]> {
    for (const [key, value] of this.#fields) yield [this.object.fields.get(key)?.name ?? key, value];
  }

  /** Populated fields by lower-case name. */
  populatedKeys(): IterableIterator<string> {
    return this.#fields.keys();
  }

  removeField(name: string): void {
    this.#fields.delete(name);
  }

  parentOf(relationship: string): SObjectValue | null {
    return this.#parents?.get(relationship) ?? null;
  }

  hasParent(relationship: string): boolean {
    return this.#parents?.has(relationship) ?? false;
  }

  setParent(relationship: string, value: SObjectValue | null): void {
    (this.#parents ??= new Map()).set(relationship, value);
  }

  /** Parent records by relationship name in lower case. */
  parents(): Iterable<[string, SObjectValue | null]> {
    return this.#parents ?? [];
  }

  childrenOf(relationship: string): ApexList<SObjectValue> | null {
    return this.#children?.get(relationship) ?? null;
  }

  setChildren(relationship: string, list: ApexList<SObjectValue>): void {
    (this.#children ??= new Map()).set(relationship, list);
  }

  /** Child lists by relationship name in lower case. */
  childLists(): Iterable<[string, ApexList<SObjectValue>]> {
    return this.#children ?? [];
  }

  removeRelationships(): void {
    this.#parents = null;
    this.#children = null;
  }

  /** Whether reading is allowed: made in Apex, queried, or set since. */
  isReadable(name: string): boolean {
    return this.queriedFields === null || this.queriedFields.has(name) || this.#fields.has(name);
  }

  /** Errors of addError, in order; add with push. */
  get errors(): RecordError[] {
    return (this.#errors ??= []);
  }

  hasErrors(): boolean {
    return this.#errors !== null && this.#errors.length > 0;
  }

  /** A copy with its own fields; parents and children are shared. Errors are not copied. */
  clone(): SObjectValue {
    const copy = new SObjectValue(this.object);
    for (const [name, value] of this.#fields) copy.#fields.set(name, value);
    if (this.#parents !== null) copy.#parents = new Map(this.#parents);
    if (this.#children !== null) copy.#children = new Map(this.#children);
    copy.queriedFields = this.queriedFields;
    return copy;
  }
}

/** A row of a query with aggregates: values by alias, any case. */
export class AggregateResultValue {
  readonly #values = new Map<string, { readonly alias: string; readonly value: unknown }>();

  constructor(values: Iterable<readonly [string, unknown]>) {
    for (const [alias, value] of values) this.#values.set(alias.toLowerCase(), { alias, value });
    allocate(recordBytes);
  }

  has(alias: string): boolean {
    return this.#values.has(alias.toLowerCase());
  }

  get(alias: string): unknown {
    return this.#values.get(alias.toLowerCase())?.value ?? null;
  }

  /** Alias and value, in the order of the SELECT clause. */
  *entries(): IterableIterator<[string, unknown]> {
    for (const { alias, value } of this.#values.values()) yield [alias, value];
  }
}
