/**
 * Which fields of a table, and of the parents joined to it, make up the records of a result, and how they are read from a
 * row of the statement.
 */
import { notImplemented } from '../../runtime/exceptions.ts';
import { Decimal } from '../../runtime/values/decimal.ts';
import { SObjectValue } from '../../runtime/sobject.ts';
import { AddressValue } from '../../runtime/values/address.ts';
import { partsOfAddress, type AddressPart } from '../../schema/compound.ts';
import type { FieldSchema } from '../../schema/model.ts';
import type { SqlValue } from '../record-store.ts';
import { throwNoSuchColumn } from './errors.ts';
import { kindOf } from './kinds.ts';
import type { Run } from './run.ts';
import { typeName, understands, type Link, type Source } from './source.ts';

/** shown: may be read; implicit: comes along, as the id does; hidden: only for the formulas of the record. */
type Visibility = 'shown' | 'implicit' | 'hidden';

/** label: toLabel(); converted: convertCurrency(). */
type Form = 'plain' | 'label' | 'converted';

const order: readonly Visibility[] = ['hidden', 'implicit', 'shown'];

interface Entry {
  readonly field: FieldSchema;
  /** Result column; -1: computed after all columns were read. */
  readonly index: number;
  visibility: Visibility;
  form: Form;
}

interface ParentEntry {
  readonly link: Link;
  readonly shapes: readonly Shape[];
  visibility: Visibility;
  /** `What.Type`: the object's name is given as a field. */
  withType: boolean;
}

type Row = readonly SqlValue[];

export class Shape {
  readonly source: Source;
  /** Column of the record's id. */
  readonly idIndex: number;
  readonly #queried = new Set<string>();
  readonly #entries = new Map<string, Entry>();
  readonly #parents = new Map<string, ParentEntry>();
  #hidden: boolean | null = null;
  readonly #openFormulas = new Set<string>();

  constructor(source: Source) {
    this.source = source;
    this.idIndex = source.statement.select(source.id());
    const id = source.object.fields.get('id');
    if (id !== undefined) this.#add(id, 'implicit');
  }

  /** Adds a field by path, with the parents in it. @throws System.QueryException for unknown names */
  select(path: readonly string[], visibility: Visibility = 'shown', form: Form = 'plain'): void {
    const [first, ...rest] = path;
    if (first === undefined) return;
    if (rest.length === 0) this.addField(this.source.field(first), visibility, form);
    else this.#parent(first, visibility).select(rest, visibility, form);
  }

  /** TYPEOF: other fields for each object that the reference may point to. */
  selectTypeOf(relationship: string, fieldsOf: (object: string) => readonly (readonly string[])[]): void {
    const parent = this.#parent(relationship, 'shown');
    for (const shape of parent.shapes) for (const path of fieldsOf(shape.source.object.name)) shape.select(path);
  }

  addField(field: FieldSchema, visibility: Visibility, form: Form = 'plain'): void {
    const entry = this.#add(field, visibility);
    if (form !== 'plain') entry.form = form;
    if (form === 'converted') this.#addCurrency();
    if (visibility === 'shown') this.#queried.add(field.name.toLowerCase());
  }

  /** Names that a subquery adds to what may be read. */
  addChildren(relationship: string): void {
    this.#queried.add(relationship);
  }

  #add(field: FieldSchema, visibility: Visibility): Entry {
    const key = field.name.toLowerCase();
    const known = this.#entries.get(key);
    if (known !== undefined) {
      if (order.indexOf(visibility) > order.indexOf(known.visibility)) known.visibility = visibility;
      return known;
    }
    // The fields that a formula uses come first in the map: they are read before it.
    const index = this.#columnOf(field);
    const entry: Entry = { field, index, visibility, form: 'plain' };
    this.#entries.set(key, entry);
    return entry;
  }

  #columnOf(field: FieldSchema): number {
    const { statement, object } = this.source;
    const { store, files } = statement.engine;
    if (store.isStored(field) || field.summary !== null)
      return statement.select(this.source.column(field, field.name).sql);
    if (field.formula !== null) {
      this.#addUsedFields(field, field.formula);
      return -1;
    }
    if (field.type === 'BASE64' && files !== null) return -1;
    if (field.type === 'ADDRESS') {
      // Who may read the address may read its parts.
      statement.unnoticed(() => {
        for (const part of partsOfAddress(object, field).values()) this.#add(part, 'hidden');
      });
      return -1;
    }
    return notImplemented(`${object.name}.${field.name} (${field.type}) in a query`);
  }

  /** What a formula reads is selected too, but not shown, and the user needs no right to it. */
  #addUsedFields(field: FieldSchema, text: string): void {
    const { statement, object } = this.source;
    const { formula } = statement.engine;
    if (formula === null) notImplemented(`the formula field ${object.name}.${field.name} in a query`);
    if (this.#openFormulas.has(field.name)) throw new Error(`formula of ${object.name}.${field.name} uses itself`);
    this.#openFormulas.add(field.name);
    statement.unnoticed(() => {
      for (const path of formula.fieldsUsed(text)) if (!path.startsWith('$')) this.select(path.split('.'), 'hidden');
    });
    this.#openFormulas.delete(field.name);
  }

  #parent(relationship: string, visibility: Visibility): ParentShape {
    const link = this.source.link(relationship);
    const name = (link.reference.relationshipName ?? relationship).toLowerCase();
    let entry = this.#parents.get(name);
    if (entry === undefined) {
      const shapes = link.targets.map((target) => new Shape(target));
      entry = { link, shapes, visibility, withType: false };
      this.#parents.set(name, entry);
    }
    if (order.indexOf(visibility) > order.indexOf(entry.visibility)) entry.visibility = visibility;
    if (visibility === 'shown') {
      this.#queried.add(name);
      this.#add(link.reference, 'implicit');
    }
    return new ParentShape(entry);
  }

  /** Asked for each row, when nothing is added any more. */
  #hasHidden(): boolean {
    return (this.#hidden ??=
      [...this.#entries.values()].some((entry) => entry.visibility === 'hidden') ||
      [...this.#parents.values()].some(
        (entry) => entry.visibility === 'hidden' || entry.shapes.some((s) => s.#hasHidden()),
      ));
  }

  /** The record of a row; null when the row has none, as a parent may be missing. */
  read(row: Row, run: Run): SObjectValue | null {
    return this.#read(row, run)?.shown ?? null;
  }

  #read(row: Row, run: Run): { shown: SObjectValue; full: SObjectValue } | null {
    const id = row[this.idIndex];
    if (typeof id !== 'string' || !this.#isAllowed(run)) return null;
    const shown = new SObjectValue(this.source.object);
    const full = this.#hasHidden() ? new SObjectValue(this.source.object) : shown;
    this.#readParents(row, run, shown, full);
    for (const [key, entry] of this.#entries) {
      const value = this.#value(entry, row, run, full);
      if (value === null) continue;
      if (full !== shown) full.setField(key, value);
      if (entry.visibility !== 'hidden') shown.setField(key, this.#formed(entry, value, row, run));
    }
    shown.queriedFields = this.#queried;
    return { shown, full };
  }

  #isAllowed(run: Run): boolean {
    return (
      !this.source.optional || run.options.access !== 'user' || run.engine.access.objectAccess(this.source.object).read
    );
  }

  #readParents(row: Row, run: Run, shown: SObjectValue, full: SObjectValue): void {
    for (const [name, entry] of this.#parents) {
      let parent: { shown: SObjectValue; full: SObjectValue } | null = null;
      for (const shape of entry.shapes) parent ??= shape.#read(row, run);
      if (parent !== null && entry.withType) parent.shown.setField('type', typeName(name, parent.shown.object));
      full.setParent(name, parent?.full ?? null);
      if (full !== shown && entry.visibility === 'shown') shown.setParent(name, parent?.shown ?? null);
    }
  }

  #value(entry: Entry, row: Row, run: Run, full: SObjectValue): unknown {
    const { store, formula, files } = run.engine;
    if (entry.index >= 0) return store.fromSql(entry.field, row[entry.index] ?? null);
    if (entry.field.formula !== null) return formula?.formulaOf(entry.field, full) ?? null;
    if (entry.field.type === 'ADDRESS') return this.#address(entry.field, row, run);
    return files?.body(this.source.object, entry.field, row[this.idIndex] as string) ?? null;
  }

  #address(field: FieldSchema, row: Row, run: Run): AddressValue | null {
    const parts = [...partsOfAddress(this.source.object, field)].map(([name, part]): [AddressPart, unknown] => {
      const { index = -1 } = this.#entries.get(part.name.toLowerCase()) ?? {};
      return [name, run.engine.store.fromSql(part, row[index] ?? null)];
    });
    return AddressValue.of(new Map(parts));
  }

  /** The currency of the record, to convert its amounts. */
  #addCurrency(): void {
    const field = this.source.object.fields.get('currencyisocode');
    if (field !== undefined) this.source.statement.unnoticed(() => this.#add(field, 'hidden'));
  }

  #formed(entry: Entry, value: unknown, row: Row, run: Run): unknown {
    if (entry.form === 'label') return labelOf(entry.field, value);
    if (entry.form === 'plain' || !(value instanceof Decimal)) return value;
    const currency = row[this.#entries.get('currencyisocode')?.index ?? -1];
    const from = typeof currency === 'string' ? currency : null;
    return run.engine.currencies?.converted(value, from, entry.field.scale) ?? value;
  }

  /** The id in a row, for children to find their parent. */
  idOf(row: Row): string {
    return String(row[this.idIndex]);
  }

  /** Fields of the object that FIELDS() stands for. */
  selectGroup(group: string): void {
    const { statement, object } = this.source;
    const { engine, scope } = statement;
    for (const field of object.fields.values()) {
      if (group !== 'ALL' && field.custom !== (group === 'CUSTOM')) continue;
      if (kindOf(field) === 'other' && field.type !== 'ADDRESS') continue;
      if (scope.userMode && !engine.access.fieldAccess(field, object).read) continue;
      this.select([field.name]);
    }
  }
}

/** The parent side of a relationship: one shape, or one for each object of a polymorphic reference. */
class ParentShape {
  readonly #entry: ParentEntry;

  constructor(entry: ParentEntry) {
    this.#entry = entry;
  }

  get shapes(): readonly Shape[] {
    return this.#entry.shapes;
  }

  select(path: readonly string[], visibility: Visibility, form: Form): void {
    const { link, shapes } = this.#entry;
    if (!link.polymorphic) return shapes[0]!.select(path, visibility, form);
    if (path.length === 1 && path[0]!.toLowerCase() === 'type') {
      this.#entry.withType = true;
      for (const shape of shapes) shape.addChildren('type');
      return;
    }
    const found = shapes.filter((shape) => understands(shape.source, path[0]!, path.length === 1));
    if (found.length === 0) throwNoSuchColumn(path[0]!, 'Name');
    for (const shape of found) shape.select(path, visibility, form);
    // What other targets lack may be read all the same and is null.
    if (path.length === 1)
      for (const shape of shapes) if (!found.includes(shape)) shape.addChildren(path[0]!.toLowerCase());
  }
}

/** toLabel(): the label of a picklist value; other values stay as they are. */
function labelOf(field: FieldSchema, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(field.type === 'MULTIPICKLIST' ? ';' : '\0')
    .map((part) => field.picklist.find((entry) => entry.value === part)?.label ?? part)
    .join(';');
}
