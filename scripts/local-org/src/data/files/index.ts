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
      const { record } = row;
      const blob = storedBlob(record.getField('versiondata'), store);
      if (row.old !== null) {
        if (blob !== null) replaceContent(record, blob);
        return;
      }
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
      if (row.old === null) finishVersion(row.record, blob, store);
      else store.blobs.attach((row.record.id as ApexId).value, 'VersionData', blob);
    },
  };
}

function replaceContent(record: SObjectValue, blob: StoredBlob): void {
  record.removeField('versiondata');
  record.setField('contentsize', blob.size);
  record.setField('checksum', blob.md5);
  pending.set(record, blob);
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

/** A version without a document makes one. */
function placeVersion(row: SaveRow, store: SqliteStore): void {
  const { record } = row;
  if (record.getField('contentdocumentid') instanceof ApexId) return;
  const object = requireObject(store, 'ContentDocument');
  const id = store.newId(object);
  record.setField('contentdocumentid', id);
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
  // Counted when all of the statement are written: several of them may be versions of one document.
  const earlier = store.all('SELECT count(*) FROM "ContentVersion" WHERE "ContentDocumentId" = ? AND "Id" < ?', [
    document.value,
    id.value,
  ])[0]?.[0];
  record.setField('versionnumber', String(Number(earlier ?? 0n) + 1));
  store.updateRow(record.object, id.value, new Map([['versionnumber', record.getField('versionnumber')]]));
  store.blobs.attach(id.value, 'VersionData', blob);
  store.run('UPDATE "ContentVersion" SET "IsLatest" = 0 WHERE "ContentDocumentId" = ? AND "Id" < ?', [
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
      if (row.record.getField('visibility') === null) row.record.setField('visibility', 'AllUsers');
      checkLink(row);
    },
    beforeDelete: (row) => {
      if (isOwnersLink(row.record, store))
        row.problems.push(problem('FIELD_INTEGRITY_EXCEPTION', 'field integrity exception'));
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

/** Users and groups are given a right of their own, records hand theirs on. */
function checkLink(row: SaveRow): void {
  const { record, old } = row;
  const entity = record.getField('linkedentityid');
  const isPerson = entity instanceof ApexId && ['005', '0F9'].includes(entity.keyPrefix());
  const [shareType, visibility] = [record.getField('sharetype'), record.getField('visibility')];
  if (isPerson && old === null && shareType === 'I')
    row.problems.push(problem('FIELD_INTEGRITY_EXCEPTION', 'Invalid sharing type I', 'ShareType'));
  if (!isPerson && visibility === 'SharedUsers')
    row.problems.push(problem('FIELD_INTEGRITY_EXCEPTION', 'Invalid visibility SharedUsers', 'Visibility'));
  if (isPerson && old !== null && visibility !== old.getField('visibility'))
    row.problems.push(problem('FIELD_INTEGRITY_EXCEPTION', 'Visibility cannot be updated', 'Visibility'));
}

/** The link by which the owner has the file stays as long as the file does. */
function isOwnersLink(record: SObjectValue, store: SqliteStore): boolean {
  const [document, entity] = [record.getField('contentdocumentid'), record.getField('linkedentityid')];
  if (!(document instanceof ApexId) || !(entity instanceof ApexId)) return false;
  const owner = store.all('SELECT "OwnerId" FROM "ContentDocument" WHERE "Id" = ? AND "IsDeleted" = 0', [
    document.value,
  ]);
  return owner[0]?.[0] === entity.value;
}

/** Source: Object Reference, "Attachment". */
const largestAttachment = 25 * 1024 * 1024;

function attachment({ store }: FileParts): StandardBehavior {
  return {
    objects: ['Attachment'],
    beforeSave: ({ record, old, problems }) => {
      const blob = storedBlob(record.getField('body'), store);
      if (blob === null) {
        if (old === null)
          problems.push(problem('REQUIRED_FIELD_MISSING', 'Required fields are missing: [Body]', 'Body'));
        return;
      }
      if (blob.size > largestAttachment) {
        problems.push(problem('MAXIMUM_SIZE_OF_ATTACHMENT', 'Maximum size of an attachment exceeded: 25 MB', 'Body'));
        return;
      }
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
