/**
 * Who sees and edits files: owners, those with whom a file is shared, and who has a record that it is linked to. Files do not
 * follow the role hierarchy.
 * Source: Object Reference, "ContentDocumentLink" (ShareType, Special Access Rules); Salesforce Help, "File Access".
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';
import type { RowFilter } from './row-filter.ts';
import { joined } from './row-filter.ts';

export type Right = 'read' | 'edit';

export interface FileAccessParts {
  readonly store: SqliteStore;
  readonly userId: string;
  /** Rows whose column leads to a record that the user may read or edit. */
  readonly reachable: (column: string, ids: FieldSchema, of: ObjectSchema, right: Right) => RowFilter;
}

const fileObjects: ReadonlySet<string> = new Set(['ContentDocument', 'ContentVersion', 'ContentDocumentLink']);

export function isFileObject(object: ObjectSchema): boolean {
  return fileObjects.has(object.name);
}

/** Rows of the table joined as `alias` that belong to files that the user may read or edit. */
export function fileFilter(object: ObjectSchema, alias: string, right: Right, parts: FileAccessParts): RowFilter {
  const document = object.name === 'ContentDocument' ? `${alias}."Id"` : `${alias}."ContentDocumentId"`;
  const whole = documentFilter(document, right, parts);
  if (object.name !== 'ContentDocumentLink' || right === 'read') return whole;
  // Whoever has the record may take the file off it; whoever was given the file may end what others were given.
  const linked = toRecords(alias, right, parts);
  const given = linkTo(document, `l."LinkedEntityId" = ?`, [parts.userId], parts.store);
  return joined(' OR ', [whole, linked, given]);
}

function documentFilter(document: string, right: Right, parts: FileAccessParts): RowFilter {
  const { store, userId } = parts;
  const { direct, linked } = entities('l', right, parts);
  return joined(' OR ', [
    {
      sql: `EXISTS (SELECT 1 FROM ${store.table(fileObject(store, 'ContentDocument'))} d WHERE d."Id" = ${document} AND d."OwnerId" = ?)`,
      values: [userId],
    },
    linkTo(document, direct.sql, direct.values, store),
    linkTo(document, linked.sql, linked.values, store),
  ]);
}

function linkTo(document: string, condition: string, values: RowFilter['values'], store: SqliteStore): RowFilter {
  return {
    sql: `EXISTS (SELECT 1 FROM ${store.table(fileObject(store, 'ContentDocumentLink'))} l
      WHERE l."ContentDocumentId" = ${document} AND l."IsDeleted" = 0 AND (${condition}))`,
    values,
  };
}

/** Links by which a user has a file, of the table joined as `alias`: to himself, and to records. Viewers edit nothing. */
function entities(alias: string, right: Right, parts: FileAccessParts): { direct: RowFilter; linked: RowFilter } {
  const records = toRecords(alias, right, parts);
  const shared = { sql: `${alias}."LinkedEntityId" = ?`, values: [parts.userId] };
  if (right === 'read') return { direct: shared, linked: records };
  const collaborator = { sql: `${alias}."ShareType" = 'C'`, values: [] };
  const inferred = { sql: `${alias}."ShareType" IN ('C', 'I')`, values: [] };
  return { direct: joined(' AND ', [collaborator, shared]), linked: joined(' AND ', [inferred, records]) };
}

function toRecords(alias: string, right: Right, parts: FileAccessParts): RowFilter {
  const links = fileObject(parts.store, 'ContentDocumentLink');
  const entity = links.fields.get('linkedentityid');
  if (entity === undefined) throw new Error('links of files have no LinkedEntityId');
  return parts.reachable(`${alias}."LinkedEntityId"`, entity, links, right);
}

function fileObject(store: SqliteStore, name: string): ObjectSchema {
  const object = store.schema.object(name, null);
  if (object === undefined) throw new Error(`the schema has no object ${name}`);
  return object;
}
