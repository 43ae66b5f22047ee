/** An org over the project `pages`, with an administrator and a clerk who may see less. */
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll } from 'vitest';
import { startOrg } from '../../../src/index.ts';
import type { RunningOrg } from '../../../src/index.ts';

export interface Answer {
  readonly status: number;
  // Replies are looked at by matchers.
  readonly body: unknown;
}

export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

export interface PagesOrg {
  /** Requests below `ui-api` as the administrator. */
  readonly admin: Call;
  /** The same as the clerk. */
  readonly clerk: Call;
  /** Requests below the version's root as the administrator. */
  readonly rest: Call;
  /** Id of a new record. @param by whose it is */
  readonly create: (object: string, fields: Record<string, unknown>, by?: 'admin' | 'clerk') => Promise<string>;
  readonly adminId: () => string;
}

const administrator = 'admin@local.org';
const clerkName = 'clerk@local.org';

/** Starts the org before the tests of a file and stops it after them. */
export function pagesOrg(): PagesOrg {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const tokens = new Map<string, string>();
  let org: RunningOrg;
  let adminId = '';

  async function signIn(username: string): Promise<void> {
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer('app')
      .setSubject(username)
      .setAudience(org.url)
      .setExpirationTime('2m')
      .sign(keys.privateKey);
    const response = await fetch(`${org.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
    });
    tokens.set(username, ((await response.json()) as { access_token: string }).access_token);
  }

  const caller =
    (username: string, root: string): Call =>
    async (method, path, body, headers = {}) => {
      const response = await fetch(`${org.url}/services/data/v67.0${root}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${tokens.get(username)}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    };

  const rest = caller(administrator, '');
  const idOf = async (soql: string): Promise<string> => {
    const { body } = await rest('GET', `/query?q=${encodeURIComponent(soql)}`);
    return (body as { records: { Id: string }[] }).records[0]?.Id ?? '';
  };

  beforeAll(async () => {
    org = await startOrg({
      projectDirectory: join(import.meta.dirname, '..', '..', 'org', 'pages'),
      clients: [{ clientId: 'app', secretHash: null, publicKey, runAs: null }],
    });
    await signIn(administrator);
    adminId = await idOf(`SELECT Id FROM User WHERE Username = '${administrator}'`);
    await rest('POST', '/sobjects/User', {
      Username: clerkName,
      FirstName: 'Cleo',
      LastName: 'Clerk',
      Email: clerkName,
      Alias: 'clerk',
      TimeZoneSidKey: 'Europe/Berlin',
      LocaleSidKey: 'de_DE',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      ProfileId: await idOf("SELECT Id FROM Profile WHERE Name = 'Clerk'"),
    });
    await signIn(clerkName);
  });
  afterAll(() => org.stop());

  return {
    admin: caller(administrator, '/ui-api'),
    clerk: caller(clerkName, '/ui-api'),
    rest,
    create: async (object, fields, by = 'admin') => {
      const { status, body } = await caller(by === 'admin' ? administrator : clerkName, '')(
        'POST',
        `/sobjects/${object}`,
        fields,
      );
      if (status !== 201) throw new Error(`${object} was not created: ${JSON.stringify(body)}`);
      return (body as { id: string }).id;
    },
    adminId: () => adminId,
  };
}

/** What a request without a right, or for what is not there, is answered. */
export const notThere = { status: 404, body: [{ errorCode: 'NOT_FOUND' }] };
export const refused = { status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS' }] };
