import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bridge } from '../src/index.ts';
import { Bench, until } from './support/bench.ts';

let bench: Bench;
let bridge: Bridge | undefined;

beforeEach(async () => {
  bench = new Bench();
  await bench.start();
});
afterEach(async () => {
  await bridge?.stop();
  bridge = undefined;
  await bench.stop();
});

describe('files', () => {
  it('carries a file into the org and reports it', async () => {
    const wanted = bench.salesforce.wantFile('T-1', { title: 'Signed contract', publishTo: 'a00000000000001AAA' });
    bridge = await bench.bridge();
    const outcome = await until(() => wanted.outcome, 'reported');
    const [upload] = bench.salesforce.uploads;
    expect(upload?.fields).toMatchObject({
      Title: 'Signed contract',
      PathOnClient: 'Signed contract.pdf',
      FirstPublishLocationId: 'a00000000000001AAA',
    });
    expect(outcome).toMatchObject({
      outcome: 'done',
      contentVersionId: upload?.id,
      size: upload?.size,
      sha256: upload?.sha256,
    });
  });

  it.each([
    ['the link is not there', { linkStatus: 404 }, 'FILE_NOT_READY'],
    ['the file is not there', { fileStatus: 404 }, 'FILE_NOT_READY'],
    ['the file is no PDF', { fileHead: '<html>' }, 'WRONG_FILE_TYPE'],
    ['the contract is not executed', { contractStatus: 'SIGN' }, 'NOT_EXECUTED'],
  ])('answers "retry" while %s, and delivers later', async (_name, trouble, reasonCode) => {
    const healthy = { linkStatus: 200, fileStatus: 200, fileHead: '%PDF-1.7\n', contractStatus: 'EXECUTED' };
    Object.assign(bench.spotdraft, trouble);
    const wanted = bench.salesforce.wantFile('T-2');
    bridge = await bench.bridge();
    expect(await until(() => wanted.outcome, 'reported')).toMatchObject({ outcome: 'retry', reasonCode });
    Object.assign(bench.spotdraft, healthy);
    await until(() => wanted.outcome?.outcome === 'done', 'delivered');
    expect(bench.salesforce.uploads).toHaveLength(1);
  });

  it.each([
    'http://example.com/a.pdf',
    'https://10.0.0.1/a.pdf',
    'https://[::ffff:a9fe:a9fe]/a',
    'ftp://x/a',
    'nonsense',
  ])('refuses the link %s', async (link) => {
    bench.spotdraft.linkOverride = link;
    const wanted = bench.salesforce.wantFile('T-3');
    bridge = await bench.bridge();
    const outcome = await until(() => wanted.outcome, 'reported');
    expect(outcome).toMatchObject({ outcome: 'failed', reasonCode: 'LINK_REFUSED' });
    expect(JSON.stringify(outcome)).not.toContain(link);
  });

  it('does not upload twice when the org’s answer got lost', async () => {
    bench.salesforce.dropUploadAnswer = true;
    const wanted = bench.salesforce.wantFile('T-4');
    bridge = await bench.bridge();
    await until(() => bench.salesforce.uploads.length > 0, 'uploaded');
    bench.salesforce.dropUploadAnswer = false;
    const [upload] = bench.salesforce.uploads;
    wanted.fields.existing = [{ contentVersionId: upload?.id, checksum: upload?.md5 }];
    await until(() => wanted.outcome?.outcome === 'done', 'reported');
    expect(wanted.outcome).toMatchObject({ contentVersionId: upload?.id });
    expect(bench.salesforce.uploads).toHaveLength(1);
  });

  it('renews the session for an upload', async () => {
    bridge = await bench.bridge();
    await until(() => bench.salesforce.logins > 0, 'login');
    const wanted = bench.salesforce.wantFile('T-5');
    await until(() => wanted.lease, 'leased');
    bench.salesforce.expireSessions();
    await until(() => wanted.outcome?.outcome === 'done', 'delivered');
    expect(bench.salesforce.uploads).toHaveLength(1);
  });

  it('answers what it does not know with "failed"', async () => {
    const kind = bench.salesforce.wantFile('T-6', { kind: 'SING_A_SONG' });
    const file = bench.salesforce.wantFile('T-6', { file: 'auditTrail' });
    bridge = await bench.bridge();
    await until(() => kind.outcome && file.outcome, 'reported');
    expect(kind.outcome).toMatchObject({ outcome: 'failed', reasonCode: 'UNSUPPORTED' });
    expect(file.outcome).toMatchObject({ outcome: 'failed', reasonCode: 'UNKNOWN_FILE' });
  });
});
