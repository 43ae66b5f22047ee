import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig, VARIABLES } from '../src/config/index.ts';
import { asciiJson, splitPayload } from '../src/contract/index.ts';
import { externalRecordOf } from '../src/pipeline/payload.ts';
import { metadataOf, signatoriesOf } from '../src/pipeline/sections.ts';
import { maskText } from '../src/shared/errors.ts';
import { orderedUuid } from '../src/shared/ids.ts';
import { canonicalJson } from '../src/shared/json.ts';
import { checkLink } from '../src/spotdraft/index.ts';
import { parseDelivery } from '../src/webhook/parse.ts';
import { webhookBody } from './support/samples.ts';

const CUT_INSIDE_ESCAPE = /(?:^|[^\\])(?:\\\\)*\\(?:u[0-9a-fA-F]{0,3})?$/;

describe('payload fields', () => {
  it('join to the same text, are ASCII, and are cut neither at spaces nor inside escapes', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(' '.repeat(63), ' '.repeat(500), '\\', '"', '\n'),
    );
    const property = fc.property(fc.array(texts), fc.integer({ min: 80, max: 200 }), (value, length) => {
      const text = asciiJson(value);
      const parts = splitPayload(text, length);
      expect(parts.join('')).toBe(text);
      expect(JSON.parse(text)).toEqual(value);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(length);
        expect(part).toBe(part.trim());
      }
      for (const part of parts.slice(0, -1)) expect(part).not.toMatch(CUT_INSIDE_ESCAPE);
    });
    fc.assert(property, { numRuns: 500 });
  });
});

describe('event keys', () => {
  const workspace = { connectionKey: 'acme', workspaceId: '77', region: 'us' };
  const keyOf = (body: string, change = {}): string =>
    parseDelivery(Buffer.from(body), { ...workspace, ...change }).eventKey;

  it('do not depend on the connection, and do on everything else', () => {
    const body = webhookBody(1, 'CONTRACT_SIGNED', 1);
    expect(keyOf(body, { connectionKey: 'other' })).toBe(keyOf(body));
    expect(keyOf(body, { workspaceId: '78' })).not.toBe(keyOf(body));
    expect(keyOf(body, { region: 'eu' })).not.toBe(keyOf(body));
    expect(keyOf(webhookBody(2, 'CONTRACT_SIGNED', 1))).not.toBe(keyOf(body));
    expect(keyOf(webhookBody(1, 'CONTRACT_VOIDED', 1))).not.toBe(keyOf(body));
    expect(keyOf(webhookBody(1, 'CONTRACT_SIGNED', 2))).not.toBe(keyOf(body));
  });

  it('take an integer and a composite id for the same contract', () => {
    const body = webhookBody(1, 'CONTRACT_SIGNED', 1);
    expect(keyOf(body.replace('"contract_id":1', '"contract_id":"T-1"'))).toBe(keyOf(body));
  });

  it('come from canonical JSON', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  });
});

describe('links', () => {
  const closed = { allowInsecureLoopback: false, downloadHosts: [] };

  it.each([
    'http://storage.example/a',
    'https://127.0.0.1/a',
    'https://169.254.169.254/a',
    'https://[fd00::1]/a',
    'https://u:p@x.example/',
  ])('refuses %s', (link) => {
    expect(() => checkLink(link, closed)).toThrow(/refused/);
  });

  it('allows public https, and this machine only when told', () => {
    expect(checkLink('https://storage.googleapis.com/a?b', closed).host).toBe('storage.googleapis.com');
    expect(() => checkLink('http://127.0.0.1:1/a', closed)).toThrow();
    expect(checkLink('http://127.0.0.1:1/a', { ...closed, allowInsecureLoopback: true }).port).toBe('1');
    expect(() => checkLink('https://x.example/', { ...closed, downloadHosts: ['y.example'] })).toThrow();
  });
});

describe('sections', () => {
  it('reads values of every documented kind', () => {
    const pointers = [
      { field_name: 'a', value: { type: 'EUR', value: 5 } },
      { field_name: 'b', value: { type: 'YEARS', value: 2 } },
      { field_name: 'c', value: { line_one: 'Main St', city: 'X' } },
      { field_name: 'd', value: null },
      { value: 'without a name' },
    ];
    expect(metadataOf(pointers)).toEqual({
      a: { value: 5, currency: 'EUR' },
      b: { value: 2, durationType: 'YEARS' },
      c: { value: { line_one: 'Main St', city: 'X' } },
      d: { value: null },
    });
    expect(Object.keys(metadataOf(pointers, ['b']))).toEqual(['b']);
  });

  it('knows a signatory’s side by e-mail', () => {
    const recipient = { recipient_type: 'SIGNATORY', user: { name: 'L', email: 'L@x.example' }, recipient_order: 1 };
    const items = [
      { recipient, recipient_action: { is_success: true, timestamp: 't' }, status: 'COMPLETED' },
      { recipient: { ...recipient, recipient_type: 'APPROVER' }, status: 'PENDING' },
    ];
    const metrics = {
      contract_signed_by_signatory_list: [{ is_creator_party: false, signatory_email: 'l@X.example' }],
    };
    expect(signatoriesOf({ items }, metrics)).toEqual([
      expect.objectContaining({ signedAt: 't', declined: false, isOurSide: false, status: 'COMPLETED' }),
    ]);
  });

  it('finds the linked record under the names that occur', () => {
    expect(externalRecordOf({ external_metadata: { recordId: '006' } })).toEqual({ id: '006' });
    expect(externalRecordOf({})).toBeNull();
  });
});

describe('small parts', () => {
  it('masks e-mail addresses and signed links', () => {
    expect(maskText('bad dana@acme.example at https://x/y?a=1&X-Goog-Signature=abc')).toBe(
      'bad [e-mail] at https://x/y?a=1&X-Goog-Signature=[secret]',
    );
  });

  it('makes ids that grow', () => {
    const ids = Array.from({ length: 10_000 }, () => orderedUuid());
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('configuration', () => {
  const enough = {
    BRIDGE_CONNECTION_KEY: 'acme',
    BRIDGE_SPOTDRAFT_REGION: 'eu',
    BRIDGE_SPOTDRAFT_WORKSPACE_ID: '77',
    BRIDGE_SPOTDRAFT_CLIENT_ID: 'id',
    BRIDGE_SPOTDRAFT_CLIENT_SECRET: 'very-secret',
    BRIDGE_SALESFORCE_LOGIN_URL: 'https://login.salesforce.com/',
    BRIDGE_SALESFORCE_AUTH: 'clientCredentials',
    BRIDGE_SALESFORCE_CLIENT_ID: 'c',
    BRIDGE_SALESFORCE_CLIENT_SECRET: 's',
  };

  it('can come from the environment alone', () => {
    const config = loadConfig({ ...enough, BRIDGE_SPOTDRAFT_HMAC_KEYS: 'a, b', BRIDGE_PORT: '1' });
    expect(config).toMatchObject({ port: 1, connection: { spotdraft: { hmacKeys: ['a', 'b'] } } });
    expect(config.connection.salesforce.loginUrl).toBe('https://login.salesforce.com');
  });

  it('refuses unknown variables and wrong values without quoting secrets', () => {
    expect(() => loadConfig({ ...enough, BRIDGE_PROT: '1' })).toThrow(/BRIDGE_PROT/);
    expect(() => loadConfig({ ...enough, BRIDGE_SPOTDRAFT_REGION: 'moon' })).toThrow(/region/);
    const broken = (): unknown => loadConfig({ ...enough, BRIDGE_CONNECTION_KEY: '' });
    expect(broken).toThrow(/connection\.key/);
    expect(broken).not.toThrow(/very-secret/);
  });

  it('has every variable in the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const documented = [...readme.matchAll(/^\| `((?:BRIDGE|DATABASE)_[A-Z_]+)`/gm)].map(([, name]) => name);
    expect(documented.toSorted()).toEqual(['BRIDGE_CONFIG', ...VARIABLES.map(({ name }) => name)].toSorted());
  });
});
