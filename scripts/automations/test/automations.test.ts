/** pull, diff and push against the package in a local org, with the samples of config/samples. */
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret, startOrg } from '../../local-org/src/index.ts';
import type { RunningOrg } from '../../local-org/src/index.ts';
import { root, run } from '../../lib/run.ts';
import { activities } from '../../spotdraft-simulator/src/index.ts';
import { diff, pull, push } from '../commands.ts';
import { login } from '../login.ts';
import { AutomationsClient } from '../org.ts';

const samples = join(root, 'config', 'samples');
const setUp = `
insert new PermissionSetAssignment(
  AssigneeId = UserInfo.getUserId(),
  PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'SpotDraft_Sync_Admin'].Id
);`;
const connect = `
insert new Connection__c(Key__c = 'demo', Name = 'Demo', Workspace__c = 'Demo workspace', Status__c = 'Connected');`;

let folder: string;
let org: RunningOrg;
let token: string;
let client: AutomationsClient;
let said: string[];

const settings = (dir: string, only: string[] = []) => ({
  folder: join(folder, dir),
  only,
  say: (line: string) => void said.push(line),
});

async function anonymous(source: string): Promise<void> {
  const result = await org.anonymous(source);
  expect(result, source).toMatchObject({ success: true });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverse-sync-automations-'));
  org = await startOrg({
    projectDirectory: root,
    dataFile: join(folder, 'org.sqlite'),
    port: 0,
    clients: [{ clientId: 'test', secretHash: hashSecret('secret'), publicKey: null, runAs: 'admin@local.org' }],
  });
  await anonymous(setUp);
  await anonymous(connect);
  const answer = await fetch(`${org.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'test', client_secret: 'secret' }),
  });
  token = ((await answer.json()) as { access_token: string }).access_token;
  client = new AutomationsClient(await login({ url: `${org.url}/`, token }));
});

afterAll(async () => {
  await org.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  said = [];
});

describe('automations', () => {
  it('pushes every sample into an empty org, and then nothing differs', async () => {
    const all = { ...settings('unused'), folder: samples };
    expect(await diff(client, all, { connection: 'demo' })).toBe(1);
    expect(said.filter((line) => line.includes('+ automation')).length).toBeGreaterThan(4);
    said = [];
    expect(await push(client, all, { connection: 'demo' }), said.join('\n')).toBe(0);
    const files = (await readdir(samples)).length;
    expect(said.filter((line) => line.startsWith('written'))).toHaveLength(files);
    said = [];
    expect(await diff(client, all, {})).toBe(0);
    expect(said).toEqual(['Nothing differs.']);
    expect(await push(client, all, {})).toBe(0);
    expect(said.filter((line) => line.startsWith('unchanged'))).toHaveLength(files);
  });

  it('pulls what it pushed, and a second time writes nothing', async () => {
    const pulled = settings('pulled');
    expect(await pull(client, pulled, false)).toBe(0);
    expect(said.every((line) => line.startsWith('written'))).toBe(true);
    const sales = JSON.parse(await readFile(join(pulled.folder, 'sales.json'), 'utf8')) as {
      automations: { definition: unknown }[];
    };
    const sample = JSON.parse(await readFile(join(samples, 'executed-to-closed-won.json'), 'utf8')) as typeof sales;
    expect(sales.automations[0]?.definition).toEqual(sample.automations[0]?.definition);
    said = [];
    await pull(client, pulled, false);
    expect(said.every((line) => line.startsWith('unchanged'))).toBe(true);
    await pull(client, settings('history', ['sales']), true);
    expect(await readdir(join(folder, 'history'))).toEqual(['sales.json']);
  });

  it('tells a change by its path and writes it as a new version', async () => {
    const file = join(folder, 'pulled', 'sales.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"Closed Won"', '"Signed"'));
    const sales = settings('pulled', ['sales']);
    expect(await diff(client, sales, {})).toBe(1);
    expect(said.join('\n')).toContain('~ $.definition.steps[0].update[0].value.value: "Closed Won" -> "Signed"');
    said = [];
    expect(await push(client, sales, { enable: true })).toBe(0);
    expect(said.at(-1)).toBe('written   sales: 1 new versions');
    expect(await client.integrations()).toContainEqual(expect.objectContaining({ key: 'sales', enabled: true }));
  });

  it('writes nothing at all when one bundle has a fault', async () => {
    const bundle = (key: string, object: string) =>
      JSON.stringify({
        format: 1,
        integration: { key, name: key },
        automations: [
          {
            key: `${key}.one`,
            name: 'One',
            definition: {
              version: 1,
              triggers: ['CONTRACT_EXECUTED'],
              steps: [{ key: 'one', kind: 'record', object }],
            },
          },
        ],
      });
    const faulty = settings('faulty');
    await pull(client, settings('faulty', ['sales']), false);
    await writeFile(join(faulty.folder, 'a.json'), bundle('a', 'Account'));
    await writeFile(join(faulty.folder, 'b.json'), bundle('b', 'User'));
    said = [];
    expect(await push(client, faulty, { connection: 'demo' })).toBe(1);
    expect(said.join('\n')).toContain('! $.steps[0].object: automations must not change User');
    expect(said.at(-1)).toContain('Nothing was written');
    expect((await client.integrations()).map(({ key }) => key)).not.toContain('a');
  });

  it('names what is missing', async () => {
    await expect(pull(client, settings('x', ['nobody']), false)).rejects.toThrow('no integration nobody');
    await expect(push(client, settings('none'), {})).rejects.toThrow('There is no folder');
    await expect(push(client, settings('pulled', ['nobody']), {})).rejects.toThrow('no bundle of nobody');
    await expect(client.bundle('nobody')).rejects.toThrow('UNKNOWN_INTEGRATION');
    await expect(login({})).rejects.toThrow('--target-org');
    await expect(login({ url: 'http://localhost' })).rejects.toThrow('SF_ACCESS_TOKEN');
    await expect(new AutomationsClient({ url: org.url, token: 'wrong' }).integrations()).rejects.toThrow(
      'Log in again',
    );
  });

  it('runs as a command', async () => {
    const script = join(root, 'scripts', 'commands', 'automations.ts');
    const env = { SF_ACCESS_TOKEN: token };
    const same = await run(
      process.execPath,
      [script, 'diff', '--url', org.url, '--dir', samples, '--integration', 'accounts'],
      { env },
    );
    expect(same).toMatchObject({ code: 0, stdout: 'Nothing differs.\n' });
    expect(await run(process.execPath, [script, 'merge'], { env })).toMatchObject({ code: 2 });
    expect(await run(process.execPath, [script, 'pull'], { env })).toMatchObject({ code: 2 });
  });
});

describe('the catalogue of activities', () => {
  it('has every activity of SpotDraft, and the derived ones besides', async () => {
    const file = join(root, 'force-app', 'main', 'automation', 'classes', 'Activities.cls');
    const entries = [...(await readFile(file, 'utf8')).matchAll(/new Activity\(\s*'(\w+)',[^)]*Subscription\.(\w+)/g)];
    const codes = (derived: boolean) =>
      entries.filter((entry) => (entry[2] === 'DERIVED') === derived).map((entry) => entry[1]);
    expect(codes(false).sort()).toEqual([...activities].sort());
    expect(codes(true)).toHaveLength(11);
  });
});
