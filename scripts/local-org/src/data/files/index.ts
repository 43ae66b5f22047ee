/**
 * Files: what the platform makes of a ContentVersion, and the bytes of blob fields.
 * Source: Object Reference, "ContentVersion", "ContentDocument", "ContentDocumentLink".
 */
import type { SObjectValue } from '../../runtime/index.ts';
import { ApexBlob, ApexDatetime, ApexId, PlatformObject } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SaveRow, StandardBehavior } from '../dml/parts.ts';
import { problem } from '../dml/parts.ts';
import type { StoredBlob } from '../record-store.ts';
import type { SqliteStore } from '../store/index.ts';
import { fileTypeOf } from './file-types.ts';

/** Bytes that were stored before their record was: an upload. Stands as the value of a BASE64 field. */
export class StoredBytes extends PlatformObject {
  readonly blob: StoredBlob;

  constructor(blob: StoredBlob) {
    super('System.Blob');
    this.blob = blob;
  }
}

export interface FileParts {
  readonly store: SqliteStore;
  readonly now: () => number;
}

export function fileBehaviors(parts: FileParts): StandardBehavior[] {
  return [contentVersion(parts), contentDocumentLink(parts), attachment(parts)];
}

/** The bytes of a record's field as Apex sees them. */
export function readBody(store: SqliteStore, field: FieldSchema, id: string): ApexBlob | null {
  const blob = store.blobs.ofField(id, field.name);
  return blob === null ? null : new ApexBlob(Buffer.concat([...store.blobs.read(blob.id)]));
}

function storedBlob(value: unknown, store: SqliteStore): StoredBlob | null {
  if (value instanceof StoredBytes) return value.blob;
  return value instanceof ApexBlob ? store.blobs.write([value.bytes]) : null;
}

const pending = new WeakMap<SObjectValue, StoredBlob>();

function contentVersion({ store, now }: FileParts): StandardBehavior {
  return {
    objects: ['ContentVersion'],
    beforeSave: (row) => {
      if (row.old !== null) return;
      const { record } = row;
      const blob = storedBlob(record.getField('versiondata'), store);
      if (blob === null)
        return void row.problems.push(
          problem('REQUIRED_FIELD_MISSING', 'Required fields are missing: [VersionData]', 'VersionData'),
        );
      const path = record.getField('pathonclient');
      if (typeof path !== 'string' || path === '')
        return void row.problems.push(
          problem('REQUIRED_FIELD_MISSING', 'Required fields are missing: [PathOnClient]', 'PathOnClient'),
        );
      pending.set(record, blob);
      describeContent(record, path, blob, now());
      placeVersion(row, store);
    },
    afterSave: (row) => {
      const blob = pending.get(row.record);
      if (blob === undefined) return;
      pending.delete(row.record);
      finishVersion(row.record, blob, store);
    },
  };
}

function describeContent(record: SObjectValue, path: string, blob: StoredBlob, now: number): void {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const extension = /\.([^.]+)$/.exec(name)?.[1] ?? null;
  record.removeField('versiondata');
  if (record.getField('title') === null)
    record.setField('title', extension === null ? name : name.slice(0, -extension.length - 1));
  record.setField('fileextension', extension);
  record.setField('filetype', fileTypeOf(extension));
  record.setField('contentsize', blob.size);
  record.setField('checksum', blob.md5);
  record.setField('contentmodifieddate', new ApexDatetime(Math.floor(now / 1000) * 1000));
  record.setField('contentlocation', record.getField('contentlocation') ?? 'S');
  record.setField('origin', record.getField('origin') ?? 'C');
  record.setField('publishstatus', 'P');
  record.setField('islatest', true);
}

/** A version of a known document follows its latest; without one a document is made. */
function placeVersion(row: SaveRow, store: SqliteStore): void {
  const { record } = row;
  const document = record.getField('contentdocumentid');
  if (document instanceof ApexId) {
    const [latest] = store.all(
      'SELECT max(CAST("VersionNumber" AS INTEGER)) FROM "ContentVersion" WHERE "ContentDocumentId" = ?',
      [document.value],
    );
    record.setField('versionnumber', String(Number(latest?.[0] ?? 0n) + 1));
    return;
  }
  const object = requireObject(store, 'ContentDocument');
  const id = store.newId(object);
  record.setField('contentdocumentid', id);
  record.setField('versionnumber', '1');
  store.insertRow(
    object,
    new Map<string, unknown>([
      ['id', id],
      ['title', record.getField('title')],
      ['ownerid', record.getField('ownerid')],
      ['publishstatus', 'P'],
    ]),
  );
}

function finishVersion(record: SObjectValue, blob: StoredBlob, store: SqliteStore): void {
  const id = record.id as ApexId;
  const document = record.getField('contentdocumentid') as ApexId;
  store.blobs.attach(id.value, 'VersionData', blob);
  store.run('UPDATE "ContentVersion" SET "IsLatest" = 0 WHERE "ContentDocumentId" = ? AND "Id" <> ?', [
    document.value,
    id.value,
  ]);
  const audit = ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp'];
  const isFirst = record.getField('versionnumber') === '1';
  const values = new Map<string, unknown>(
    audit.filter((name) => isFirst || !name.startsWith('created')).map((name) => [name, record.getField(name)]),
  );
  for (const name of ['title', 'filetype', 'fileextension', 'contentsize', 'description', 'contentmodifieddate'])
    values.set(name, record.getField(name));
  values.set('latestpublishedversionid', id);
  store.updateRow(requireObject(store, 'ContentDocument'), document.value, values);
  if (!isFirst) return;
  link(store, record, document, record.getField('ownerid'), 'I', 'AllUsers');
  const location = record.getField('firstpublishlocationid');
  if (location instanceof ApexId && !location.value.startsWith('005'))
    link(store, record, document, location, 'V', 'AllUsers');
}

function link(
  store: SqliteStore,
  version: SObjectValue,
  document: ApexId,
  entity: unknown,
  shareType: string,
  visibility: string,
): void {
  const object = requireObject(store, 'ContentDocumentLink');
  const values = new Map<string, unknown>([
    ['id', store.newId(object)],
    ['linkedentityid', entity],
    ['contentdocumentid', document],
    ['sharetype', shareType],
    ['visibility', visibility],
  ]);
  for (const name of ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp'])
    values.set(name, version.getField(name));
  store.insertRow(object, values);
}

/** A document is linked to a record once. */
function contentDocumentLink({ store }: FileParts): StandardBehavior {
  return {
    objects: ['ContentDocumentLink'],
    beforeSave: (row) => {
      const { record } = row;
      if (row.old !== null) return;
      if (record.getField('visibility') === null) record.setField('visibility', 'AllUsers');
    },
    // Looked for among the rows as written, so that links of the same statement count too: the first one stays.
    afterSave: (row) => {
      const { record } = row;
      const [document, entity] = [record.getField('contentdocumentid'), record.getField('linkedentityid')];
      if (row.old !== null || record.id === null || !(document instanceof ApexId) || !(entity instanceof ApexId))
        return;
      const earlier = `SELECT 1 FROM "ContentDocumentLink" WHERE "ContentDocumentId" = ? AND "LinkedEntityId" = ? AND "IsDeleted" = 0 AND "Id" < ?`;
      if (store.all(earlier, [document.value, entity.value, record.id.value]).length === 0) return;
      const message = `Document with ID: ${document.value.slice(0, 15)} is already linked with the entity with ID: ${entity.value.slice(0, 15)}`;
      row.problems.push(problem('DUPLICATE_VALUE', message, 'LinkedEntityId'));
    },
  };
}

function attachment({ store }: FileParts): StandardBehavior {
  return {
    objects: ['Attachment'],
    beforeSave: ({ record }) => {
      const blob = storedBlob(record.getField('body'), store);
      if (blob === null) return;
      record.removeField('body');
      record.setField('bodylength', blob.size);
      pending.set(record, blob);
    },
    afterSave: ({ record }) => {
      const blob = pending.get(record);
      pending.delete(record);
      if (blob !== undefined) store.blobs.attach((record.id as ApexId).value, 'Body', blob);
    },
  };
}

function requireObject(store: SqliteStore, name: string): ObjectSchema {
  const object = store.schema.object(name, null);
  if (object === undefined) throw new Error(`the schema has no object ${name}`);
  return object;
}
