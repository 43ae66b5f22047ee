/** An org over one of the projects of test/org, with an administrator signed in to its REST API. */
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { hashSecret, startOrg } from '../../src/index.ts';
import type { RunningOrg } from '../../src/index.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a request to a path below the version's root, with a JSON body when there is one. */
type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

export interface SignedInOrg {
  readonly send: Send;
  /** The org once it runs. */
  readonly org: () => RunningOrg;
  readonly token: () => string;
}

/** Starts the org before the tests of a file and stops it after them. @param project name of the folder below test/org */
export function signedInOrg(project: string): SignedInOrg {
  let org: RunningOrg;
  let token: string;
  beforeAll(async () => {
    org = await startOrg({
      projectDirectory: join(import.meta.dirname, '..', 'org', project),
      clients: [{ clientId: 'app', secretHash: hashSecret('secret'), publicKey: null, runAs: 'admin@local.org' }],
    });
    const response = await fetch(`${org.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' }),
    });
    token = ((await response.json()) as { access_token: string }).access_token;
  });
  afterAll(() => org.stop());
  const send: Send = async (method, path, body, headers = {}) => {
    const response = await fetch(`${org.url}/services/data/v67.0${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return { send, org: () => org, token: () => token };
}
