/** The schema of an org: standard objects, and what a project's metadata adds. */
import { basename, dirname } from 'node:path';
import type { ObjectParts } from './build.ts';
import { childName, makeField, makeSchema, nameChildren } from './build.ts';
import { withCurrencies } from './currency-fields.ts';
import type { ProjectFolder } from './folders.ts';
import { packageFolders } from './folders.ts';
import type { FieldSchema, OrgSchema } from './model.ts';
import { extendObject, inlineParts, ownObject } from './object-metadata.ts';
import type { ObjectFiles } from './object-metadata.ts';
import { customPrefix } from './key-prefix.ts';
import type { OrgShape } from './org-shape.ts';
import { plainShape } from './org-shape.ts';
import { hasShares, shareName, shareObject } from './shares.ts';
import { standardObjects } from './standard.ts';
import { settleSummaries } from './summaries.ts';
import { withGlobalValues } from './value-sets.ts';
import type { Element } from './xml.ts';
import { metadataFiles, readMetadata } from './xml.ts';

/**
 * Reads all objects of a project and the standard ones.
 * @throws Error naming the file of metadata that cannot be read
 */
export function loadSchema(folder: ProjectFolder, { currencies }: OrgShape = plainShape): OrgSchema {
  const standard = standardObjects();
  const files = withGlobalValues(folder, [...objectFiles(folder).values()]);
  const own = new Set(files.filter((file) => isCustom(file.name)).map((file) => file.name.toLowerCase()));
  const qualify = qualifier(folder.namespace, own, fieldNames(files));
  const parts = new Map(standard.map((part) => [part.name.toLowerCase(), part]));
  const prefixes = new Set<string>();
  for (const file of files.filter((candidate) => isCustom(candidate.name)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const part = ownObject(file, folder.namespace, qualify, customPrefix(file.name, prefixes));
    parts.set(part.name.toLowerCase(), part);
    if (hasShares(part)) parts.set(shareName(part.name).toLowerCase(), shareObject(part));
  }
  for (const file of files.filter((candidate) => !isCustom(candidate.name))) {
    const base = parts.get(file.name.toLowerCase());
    if (base === undefined)
      throw new Error(`${file.file}: the local org does not know the standard object ${file.name}`);
    parts.set(base.name.toLowerCase(), extendObject(base, file, qualify));
  }
  const settled = openReferences(settleSummaries([...parts.values()]));
  return makeSchema(folder.namespace, withCurrencies(settled, currencies), currencies);
}

function isCustom(name: string): boolean {
  return /__(c|e|mdt)$/.test(name);
}

/** Files of each object together, decomposed or not, from all package directories. */
function objectFiles(folder: ProjectFolder): Map<string, ObjectFiles> {
  const objects = new Map<string, ObjectFiles>();
  const add = (name: string, file: string, change: Partial<ObjectFiles>): void => {
    const before = objects.get(name) ?? { name, file, object: null, fields: [], recordTypes: [], validationRules: [] };
    objects.set(name, {
      ...before,
      ...(change.object === undefined ? {} : { object: change.object, file }),
      fields: [...before.fields, ...(change.fields ?? [])],
      recordTypes: [...before.recordTypes, ...(change.recordTypes ?? [])],
      validationRules: [...before.validationRules, ...(change.validationRules ?? [])],
    });
  };
  for (const root of packageFolders(folder)) {
    for (const file of metadataFiles(root, '.object-meta.xml')) {
      const object = readMetadata(file, 'CustomObject');
      add(basename(file, '.object-meta.xml'), file, { object, ...inlineParts(object) });
    }
    for (const [suffix, rootName, member] of decomposed) {
      for (const file of metadataFiles(root, suffix)) {
        const element: Element = readMetadata(file, rootName);
        add(basename(dirname(dirname(file))), file, { [member]: [element] });
      }
    }
  }
  return objects;
}

const decomposed = [
  ['.field-meta.xml', 'CustomField', 'fields'],
  ['.recordType-meta.xml', 'RecordType', 'recordTypes'],
  ['.validationRule-meta.xml', 'ValidationRule', 'validationRules'],
] as const;

/** Names of the custom fields and relationships that the project defines, in lower case. */
function fieldNames(files: readonly ObjectFiles[]): Set<string> {
  const names = new Set<string>();
  for (const { fields } of files) {
    for (const field of fields) {
      const name = typeof field['fullName'] === 'string' ? field['fullName'] : '';
      const relationship = typeof field['relationshipName'] === 'string' ? field['relationshipName'] : null;
      names.add(name.toLowerCase());
      names.add(name.toLowerCase().replace(/__c$/, '__r'));
      if (relationship !== null) names.add(`${relationship.toLowerCase()}__r`);
    }
  }
  return names;
}

/** Adds the namespace to what the project itself defines, and to nothing else. */
function qualifier(
  namespace: string | null,
  objects: ReadonlySet<string>,
  fields: ReadonlySet<string>,
): (name: string) => string {
  return (name) => {
    const key = name.toLowerCase();
    return namespace !== null && (objects.has(key) || fields.has(key)) ? `${namespace}__${name}` : name;
  };
}

/** References of the platform that may point to any object of a kind learn the custom ones. */
function openReferences(parts: readonly ObjectParts[]): ObjectParts[] {
  const custom = parts.filter((part) => part.kind === 'custom').map((part) => part.name);
  const withCustom = (field: FieldSchema): FieldSchema =>
    nameChildren(makeField({ ...field, referenceTo: [...field.referenceTo, ...custom] }), childName(field));
  const open: Readonly<Record<string, readonly string[]>> = {
    ContentDocumentLink: ['LinkedEntityId'],
    ContentVersion: ['FirstPublishLocationId'],
    Attachment: ['ParentId'],
    Note: ['ParentId'],
    Task: ['WhatId'],
    Event: ['WhatId'],
  };
  return parts.map((part) => {
    const names = open[part.name];
    if (names === undefined) return part;
    const fields = new Map(part.fields);
    for (const name of names) {
      const field = fields.get(name.toLowerCase());
      if (field !== undefined) fields.set(name.toLowerCase(), withCustom(field));
    }
    return { ...part, fields };
  });
}
