/**
 * Record types: which a user may give records, the default of new records, and the picklist values of each.
 * Source: Salesforce Help, "Record Types"; Metadata API Developer Guide, "ProfileRecordTypeVisibility", "RecordTypePicklistValue".
 */
import { ApexId, apexEquals } from '../runtime/index.ts';
import type { SObjectValue } from '../runtime/index.ts';
import type { DmlOptions, RecordTypeRights } from '../runtime/ports.ts';
import type { FieldSchema, ObjectSchema, PicklistValue, RecordTypeSchema } from '../schema/model.ts';
import { masterRecordTypeId } from '../schema/model.ts';
import type { RecordTypeAccess, SaveRow } from './dml/parts.ts';
import { problem } from './dml/parts.ts';
import type { SqliteStore } from './store/index.ts';

const keyPrefix = '012';

export class RecordTypes implements RecordTypeAccess {
  readonly #store: SqliteStore;
  readonly #granted: () => ReadonlyMap<string, boolean>;
  #known = new Map<string, ReadonlyMap<string, string>>();
  #version = -1;

  /** @param granted ids of the record types that the running user has, each with whether it is his default */
  constructor(store: SqliteStore, granted: () => ReadonlyMap<string, boolean>) {
    this.#store = store;
    this.#granted = granted;
  }

  rights(object: ObjectSchema): RecordTypeRights {
    const available = new Set<string>();
    let chosen: string | null = null;
    const granted = this.#granted();
    for (const { developerName, active } of object.recordTypes) {
      const isDefault = granted.get(this.idOf(object, developerName)?.value ?? '');
      if (isDefault === undefined || !active) continue;
      available.add(developerName);
      if (isDefault) chosen ??= developerName;
    }
    return { available, defaultName: chosen };
  }

  idOf(object: ObjectSchema, developerName: string): ApexId | null {
    for (const [id, name] of this.#ofObject(object)) if (name === developerName) return ApexId.of(id);
    return null;
  }

  /** What new records get; null for the master. */
  defaultOf(object: ObjectSchema): ApexId | null {
    if (object.recordTypes.length === 0) return null;
    const { defaultName } = this.rights(object);
    return defaultName === null ? null : this.idOf(object, defaultName);
  }

  /** The values of a picklist that a record may have by its record type. */
  valuesFor(field: FieldSchema, record: SObjectValue): readonly PicklistValue[] {
    const narrowed = this.#typeOf(record)?.picklists.get(field.name.toLowerCase());
    if (narrowed === undefined) return field.picklist;
    return field.picklist.flatMap((entry) => {
      const isDefault = narrowed.get(entry.value);
      return isDefault === undefined ? [] : [{ ...entry, isDefault }];
    });
  }

  check(rows: readonly SaveRow[], object: ObjectSchema, { access }: DmlOptions): void {
    if (!object.fields.has('recordtypeid')) return;
    for (const row of rows) {
      const value = row.record.getField('recordtypeid');
      if (value === null || (row.old !== null && apexEquals(row.old.getField('recordtypeid'), value))) continue;
      const id = ApexId.of(String(value)).value;
      // Ids of other objects are refused as such.
      if (!id.startsWith(keyPrefix)) continue;
      if (!this.#isValid(object, id, access))
        row.problems.push(
          problem(
            'INVALID_CROSS_REFERENCE_KEY',
            `Record Type ID: this ID value isn't valid for the user: ${id}`,
            'RecordTypeId',
          ),
        );
      else if (id === masterRecordTypeId) row.record.setField('recordtypeid', null);
    }
  }

  /** Code in system mode may give records all record types of their object. */
  #isValid(object: ObjectSchema, id: string, access: DmlOptions['access']): boolean {
    const { available } = this.rights(object);
    if (id === masterRecordTypeId) return access === 'system' || available.size === 0;
    const name = this.#ofObject(object).get(id);
    return name !== undefined && (access === 'system' || available.has(name));
  }

  #typeOf(record: SObjectValue): RecordTypeSchema | undefined {
    const { object } = record;
    const id = object.recordTypes.length === 0 ? null : record.getField('recordtypeid');
    if (id === null) return undefined;
    const name = this.#ofObject(object).get(ApexId.of(String(id)).value);
    return object.recordTypes.find(({ developerName }) => developerName === name);
  }

  /** Developer names of an object's record types by id. */
  #ofObject(object: ObjectSchema): ReadonlyMap<string, string> {
    if (this.#version !== this.#store.setupVersion) {
      this.#known = new Map();
      this.#version = this.#store.setupVersion;
    }
    let names = this.#known.get(object.name);
    if (names === undefined) {
      const rows = this.#store.all('SELECT "Id", "DeveloperName" FROM "RecordType" WHERE "SobjectType" = ?', [
        object.name,
      ]);
      this.#known.set(object.name, (names = new Map(rows.map(([id, name]) => [String(id), String(name)]))));
    }
    return names;
  }
}
