import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestOrg } from './support/org.ts';

let org: TestOrg;
const bytes = Buffer.from('%PDF-1.7 contract');

beforeEach(() => {
  org = new TestOrg();
});

function row(sql: string, ...values: string[]): unknown[] {
  return org.store.all(sql, values)[0] ?? [];
}

function document(version: string): string {
  return org.id('SELECT "ContentDocumentId" FROM "ContentVersion" WHERE "Id" = ?', version);
}

describe('a first version', () => {
  it('makes a document and knows what the file is', () => {
    const version = org.insert('ContentVersion', { PathOnClient: 'folder/Contract.final.PDF', VersionData: bytes });
    expect(
      row(
        'SELECT "Title", "FileExtension", "FileType", "ContentSize", "VersionNumber", "IsLatest", "Checksum" FROM "ContentVersion" WHERE "Id" = ?',
        version,
      ),
    ).toEqual([
      'Contract.final',
      'PDF',
      'PDF',
      BigInt(bytes.length),
      '1',
      1n,
      createHash('md5').update(bytes).digest('hex'),
    ]);
    expect(
      row(
        'SELECT "Title", "LatestPublishedVersionId", "FileType" FROM "ContentDocument" WHERE "Id" = ?',
        document(version),
      ),
    ).toEqual(['Contract.final', version, 'PDF']);
    expect(org.data.blobOf(org.schema.object('ContentVersion') as never, version, 'VersionData')?.size).toBe(
      bytes.length,
    );
  });

  it('is linked to its owner and to the record that it is published at', () => {
    const account = org.insert('Account', { Name: 'A' });
    const version = org.insert('ContentVersion', {
      PathOnClient: 'a.txt',
      VersionData: bytes,
      FirstPublishLocationId: account,
    });
    const links = org.store.all(
      'SELECT "LinkedEntityId", "ShareType" FROM "ContentDocumentLink" WHERE "ContentDocumentId" = ? ORDER BY 1',
      [document(version)],
    );
    expect(links).toEqual([
      [account, 'V'],
      [org.administrator, 'I'],
    ]);
  });

  it('needs bytes and a path', () => {
    const [noBytes, noPath] = org.save('ContentVersion', [{ PathOnClient: 'a.txt' }, { VersionData: bytes }]);
    expect(noBytes?.errors[0]).toMatchObject({ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['VersionData'] });
    expect(noPath?.errors[0]).toMatchObject({ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['PathOnClient'] });
  });
});

describe('a next version', () => {
  it('takes the place of the latest', () => {
    const first = org.insert('ContentVersion', { PathOnClient: 'a.txt', VersionData: bytes });
    const second = org.insert('ContentVersion', {
      PathOnClient: 'b.docx',
      VersionData: Buffer.from('new'),
      ContentDocumentId: document(first),
    });
    expect(document(second)).toBe(document(first));
    expect(
      org.store.all('SELECT "Id", "VersionNumber", "IsLatest" FROM "ContentVersion" ORDER BY "VersionNumber"', []),
    ).toEqual([
      [first, '1', 0n],
      [second, '2', 1n],
    ]);
    expect(
      row('SELECT "LatestPublishedVersionId", "FileExtension" FROM "ContentDocument" WHERE "Id" = ?', document(first)),
    ).toEqual([second, 'docx']);
    expect(row('SELECT count(*) FROM "ContentDocument"')).toEqual([1n]);
  });
});

describe('a link', () => {
  it('is there once for a document and a record', () => {
    const account = org.insert('Account', { Name: 'A' });
    const version = org.insert('ContentVersion', { PathOnClient: 'a.txt', VersionData: bytes });
    const values = { ContentDocumentId: document(version), LinkedEntityId: account, ShareType: 'V' };
    expect(org.save('ContentDocumentLink', [values])[0]?.success).toBe(true);
    expect(org.save('ContentDocumentLink', [values])[0]?.errors[0]?.statusCode).toBe('DUPLICATE_VALUE');
    const other = org.insert('Account', { Name: 'B' });
    const [one, two] = org.save('ContentDocumentLink', [
      { ...values, LinkedEntityId: other },
      { ...values, LinkedEntityId: other },
    ]);
    expect([one?.success, two?.success]).toEqual([true, false]);
  });

  it('leads to custom objects too, and needs a share type', () => {
    const project = org.insert('Project__c', { Name: 'P' });
    const version = org.insert('ContentVersion', { PathOnClient: 'a.txt', VersionData: bytes });
    const link = { ContentDocumentId: document(version), LinkedEntityId: project };
    expect(org.save('ContentDocumentLink', [link])[0]?.errors[0]).toMatchObject({
      statusCode: 'REQUIRED_FIELD_MISSING',
      fields: ['ShareType'],
    });
    expect(org.save('ContentDocumentLink', [{ ...link, ShareType: 'V' }])[0]?.success).toBe(true);
  });
});

describe('an attachment', () => {
  it('keeps its body and length', () => {
    const account = org.insert('Account', { Name: 'A' });
    const id = org.insert('Attachment', { ParentId: account, Name: 'a.txt', Body: bytes });
    expect(row('SELECT "BodyLength" FROM "Attachment" WHERE "Id" = ?', id)).toEqual([BigInt(bytes.length)]);
    expect(org.data.blobOf(org.schema.object('Attachment') as never, id, 'Body')?.size).toBe(bytes.length);
  });
});

describe('a large attachment', () => {
  it('is refused above 25 MB', () => {
    const account = org.insert('Account', { Name: 'A' });
    const most = 25 * 1024 * 1024;
    const [fits, tooLarge] = org.save('Attachment', [
      { ParentId: account, Name: 'most', Body: Buffer.alloc(most) },
      { ParentId: account, Name: 'more', Body: Buffer.alloc(most + 1) },
    ]);
    expect(fits?.success).toBe(true);
    expect(tooLarge?.errors[0]).toMatchObject({ statusCode: 'MAXIMUM_SIZE_OF_ATTACHMENT', fields: ['Body'] });
  });
});
