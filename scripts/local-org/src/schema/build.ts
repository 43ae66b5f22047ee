/** Makes objects and schemas of the model from their parts, with the lookups by name. */
import type { ChildRelationship, FieldSchema, FieldType, ObjectSchema, OrgSchema } from './model.ts';
import type { Currency } from './org-shape.ts';

export type FieldParts = Pick<FieldSchema, 'name' | 'type'> & Partial<FieldSchema>;

/** Characters that fields have without a length of their own. Source: Object Reference, "Field Types". */
export const textLength: Partial<Record<FieldType, number>> = {
  STRING: 255,
  TEXTAREA: 255,
  PICKLIST: 255,
  MULTIPICKLIST: 4099,
  COMBOBOX: 255,
  EMAIL: 80,
  PHONE: 40,
  URL: 255,
  ID: 18,
  REFERENCE: 18,
  ENCRYPTEDSTRING: 175,
};

/** Long texts and blobs can be neither filtered nor sorted. Source: SOQL reference, "Field types". */
const longText = 255;

/** A field with the platform's defaults for what is not given. */
export function makeField(parts: FieldParts): FieldSchema {
  const { name, type } = parts;
  const length = parts.length ?? textLength[type] ?? 0;
  const isLong = type === 'BASE64' || (type === 'TEXTAREA' && length > longText);
  const readOnly =
    (parts.formula ?? null) !== null || (parts.autoNumber ?? null) !== null || (parts.summary ?? null) !== null;
  const required = parts.required ?? false;
  return {
    localName: name,
    label: name,
    precision: 0,
    scale: 0,
    unique: false,
    caseSensitive: false,
    externalId: false,
    nameField: false,
    custom: false,
    formula: null,
    formulaBlanks: 'zero',
    defaultFormula: null,
    picklist: [],
    restrictedPicklist: false,
    dependentOn: null,
    controlledBy: new Map(),
    referenceTo: [],
    relationshipName: null,
    masterDetail: false,
    reparentable: false,
    writeRequiresMasterRead: false,
    onDelete: 'setNull',
    lookupFilter: null,
    autoNumber: null,
    htmlFormatted: false,
    encrypted: false,
    helpText: null,
    description: null,
    summary: null,
    idLookup: type === 'ID' || (parts.externalId ?? false),
    filterable: !isLong,
    sortable: !isLong && type !== 'MULTIPICKLIST',
    groupable: !isLong && type !== 'DOUBLE' && type !== 'CURRENCY' && type !== 'DATETIME',
    createable: !readOnly,
    updateable: !readOnly,
    ...parts,
    length,
    required,
    nillable: parts.nillable ?? (!required && type !== 'BOOLEAN' && type !== 'ID'),
    defaultedOnCreate:
      (parts.defaultedOnCreate ?? type === 'BOOLEAN') || (parts.picklist ?? []).some(({ isDefault }) => isDefault),
  };
}

export type ObjectParts = Pick<ObjectSchema, 'name' | 'keyPrefix' | 'kind' | 'fields'> &
  Partial<Omit<ObjectSchema, 'field' | 'parent' | 'children'>>;

/** An object with its lookups by name, any case. Custom names without a namespace mean the org's own first, on standard objects too. */
export function makeObject(parts: ObjectParts, orgNamespace: string | null = null): ObjectSchema {
  const { fields, namespace = null } = parts;
  const childRelationships = parts.childRelationships ?? [];
  const parents = new Map<string, FieldSchema>();
  for (const field of fields.values())
    if (field.relationshipName !== null) parents.set(field.relationshipName.toLowerCase(), field);
  return {
    localName: parts.name,
    label: parts.name,
    pluralLabel: parts.label ?? parts.name,
    custom: false,
    setup: false,
    createable: true,
    updateable: true,
    deletable: true,
    queryable: true,
    triggerable: true,
    sharingModel: 'ReadWrite',
    publishBehavior: null,
    recordTypes: [],
    validationRules: [],
    description: null,
    ...parts,
    namespace,
    childRelationships,
    field: (name, given) => lookUp(name, given === undefined ? orgNamespace : given, (key) => fields.get(key)),
    parent: (name, given) => lookUp(name, given === undefined ? orgNamespace : given, (key) => parents.get(key)),
    children: (name, given) =>
      lookUp(name, given === undefined ? orgNamespace : given, (key) =>
        childRelationships.find((child) => child.relationshipName?.toLowerCase() === key),
      ),
  };
}

/** Unprefixed custom names mean the namespace's own first. */
function lookUp<T>(name: string, namespace: string | null, find: (key: string) => T | undefined): T | undefined {
  const key = name.toLowerCase();
  if (namespace === null || !/__[a-z]+$/.test(key)) return find(key);
  return find(`${namespace.toLowerCase()}__${key}`) ?? find(key);
}

/** All objects with their child relationships, which follow from the reference fields of the others. */
export function makeSchema(
  namespace: string | null,
  parts: readonly ObjectParts[],
  currencies: readonly Currency[] = [],
): OrgSchema {
  const children = new Map<string, ChildRelationship[]>();
  const known = new Map(parts.map((part) => [part.name.toLowerCase(), part]));
  for (const part of parts) {
    for (const field of part.fields.values()) {
      for (const target of field.referenceTo) {
        const key = target.toLowerCase();
        const list = children.get(key) ?? [];
        list.push({
          childObject: part.name,
          field: field.name,
          relationshipName: childName(field),
          cascadeDelete: field.masterDetail || field.onDelete === 'cascade',
        });
        children.set(key, list);
      }
    }
  }
  const objects = new Map(
    [...known].map(([key, part]) => [
      key,
      makeObject({ ...part, childRelationships: children.get(key) ?? [] }, namespace),
    ]),
  );
  // All share objects of custom objects have one prefix: an id of it names no object.
  const prefixes = new Map(
    [...objects.values()].filter((object) => object.kind !== 'share').map((object) => [object.keyPrefix, object]),
  );
  return {
    namespace,
    currencies,
    objects,
    object: (name, given) => lookUp(name, given === undefined ? namespace : given, (key) => objects.get(key)),
    byKeyPrefix: (prefix) => prefixes.get(prefix),
  };
}

const childNames = new WeakMap<FieldSchema, string>();

/** Remembers the name that a reference field gives its child relationship. */
export function nameChildren(field: FieldSchema, name: string | null): FieldSchema {
  if (name !== null) childNames.set(field, name);
  return field;
}

/** Name of the child relationship that a reference field makes; null when it has none. */
export function childName(field: FieldSchema): string | null {
  return childNames.get(field) ?? null;
}
