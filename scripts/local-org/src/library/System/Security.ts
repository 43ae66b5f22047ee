/** System.Security and SObjectAccessDecision. Source: Apex Reference Guide, Security Class (apex_class_System_Security). */
import type { EnumValue, SObjectValue } from '../../runtime/index.ts';
import { ApexList, PlatformObject, currentFrame, throwApex } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { cloneRecord } from '../records.ts';
import { newMap, newSet, required } from '../support.ts';

type Purpose = 'CREATABLE' | 'READABLE' | 'UPDATABLE' | 'UPSERTABLE';

export class AccessDecision extends PlatformObject {
  readonly records: ApexList<SObjectValue>;
  readonly removed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly modified: ReadonlySet<number>;

  constructor(
    records: ApexList<SObjectValue>,
    removed: ReadonlyMap<string, ReadonlySet<string>>,
    modified: ReadonlySet<number>,
  ) {
    super('System.SObjectAccessDecision');
    this.records = records;
    this.removed = removed;
    this.modified = modified;
  }
}

export const SObjectAccessDecisionType = platformType({
  name: 'System.SObjectAccessDecision',
  kind: 'class',
  page: 'apex_class_System_SObjectAccessDecision',
  members: {
    'Set<Integer> getModifiedIndexes()': (self: AccessDecision) => newSet('Integer', self.modified),
    'List<SObject> getRecords()': (self: AccessDecision) => self.records,
    'Map<String, Set<String>> getRemovedFields()': (self: AccessDecision) =>
      newMap(
        'String',
        'Set<String>',
        [...self.removed].map(([object, fields]): [string, unknown] => [object, newSet('String', fields)]),
      ),
  },
});

export const SecurityType = platformType({
  name: 'System.Security',
  kind: 'class',
  page: 'apex_class_System_Security',
  members: {
    'static System.SObjectAccessDecision stripInaccessible(System.AccessType accessCheckType, List<SObject> sourceRecords)':
      (purpose: EnumValue | null, records: ApexList<SObjectValue> | null) => strip(purpose, records, true),
    'static System.SObjectAccessDecision stripInaccessible(System.AccessType accessCheckType, List<SObject> sourceRecords, Boolean enforceRootObjectCRUD)':
      strip,
  },
});

function strip(
  purpose: EnumValue | null,
  records: ApexList<SObjectValue> | null,
  enforceRoot: boolean | null,
): AccessDecision {
  const stripper = new Stripper(required(purpose).name as Purpose);
  const source = required(records);
  if (required(enforceRoot)) for (const record of source.items) stripper.requireObject(record.object);
  const modified = new Set<number>();
  const stripped = source.items.map((record, index) => {
    const copy = stripper.strip(record);
    if (copy.changed) modified.add(index);
    return copy.record;
  });
  return new AccessDecision(new ApexList(source.type, stripped), stripper.removed, modified);
}

class Stripper {
  readonly removed = new Map<string, Set<string>>();
  readonly #purpose: Purpose;

  constructor(purpose: Purpose) {
    this.#purpose = purpose;
  }

  /** @throws System.NoAccessException */
  requireObject(object: ObjectSchema): void {
    if (!this.#objectAllowed(object)) throwApex('System.NoAccessException', `No access to entity: ${object.name}`);
  }

  strip(record: SObjectValue): { record: SObjectValue; changed: boolean } {
    const options = { preserveId: true, preserveTimestamps: true, preserveAutonumber: true, deep: false };
    const copy = cloneRecord(record, options);
    copy.cloneSource = record.cloneSource;
    let changed = false;
    const remove = (field: string, key: string): void => {
      changed = true;
      copy.removeField(key);
      this.#note(record.object, field);
    };
    for (const key of record.populatedKeys()) {
      const field = record.object.fields.get(key);
      if (field !== undefined && key !== 'id' && !this.#fieldAllowed(field, record.object)) remove(field.name, key);
    }
    for (const [name, parent] of record.parents()) {
      if (parent === null) continue;
      const inner = this.strip(parent);
      copy.setParent(name, inner.record);
      changed ||= inner.changed;
    }
    for (const [name, children] of record.childLists()) {
      const inner = children.items.map((child) => this.strip(child));
      copy.setChildren(
        name,
        new ApexList(
          children.type,
          inner.map((child) => child.record),
        ),
      );
      changed ||= inner.some((child) => child.changed);
    }
    return { record: copy, changed };
  }

  #note(object: ObjectSchema, field: string): void {
    const fields = this.removed.get(object.name) ?? new Set<string>();
    this.removed.set(object.name, fields.add(field));
  }

  #objectAllowed(object: ObjectSchema): boolean {
    const access = currentFrame().ports.data.objectAccess(object);
    switch (this.#purpose) {
      case 'CREATABLE':
        return object.createable && access.create;
      case 'READABLE':
        return access.read;
      case 'UPDATABLE':
        return object.updateable && access.edit;
      case 'UPSERTABLE':
        return object.createable && object.updateable && access.create && access.edit;
    }
  }

  #fieldAllowed(field: FieldSchema, object: ObjectSchema): boolean {
    const access = currentFrame().ports.data.fieldAccess(field, object);
    switch (this.#purpose) {
      case 'CREATABLE':
        return field.createable && access.edit;
      case 'READABLE':
        return access.read;
      case 'UPDATABLE':
        return field.updateable && access.edit;
      case 'UPSERTABLE':
        return field.createable && field.updateable && access.edit;
    }
  }
}
