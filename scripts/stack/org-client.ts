/** The org's REST API for the stack's own needs: log in, query, set up, fetch a file. */
import { z } from 'zod';

const tokenSchema = z.object({ access_token: z.string() });
const querySchema = z.object({ records: z.array(z.record(z.string(), z.unknown())) });

export type Row = Readonly<Record<string, unknown>>;

export class OrgClient {
  readonly #url: string;
  readonly #credentials: { readonly clientId: string; readonly clientSecret: string };
  #token: string | null = null;

  constructor(url: string, credentials: { readonly clientId: string; readonly clientSecret: string }) {
    this.#url = url;
    this.#credentials = credentials;
  }

  /** Rows of a query; of small sets only, further pages are not read. */
  async query(soql: string): Promise<Row[]> {
    const response = await this.#call('GET', `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`);
    return querySchema.parse(await response.json()).records;
  }

  async post(path: string, body: unknown): Promise<void> {
    await this.#call('POST', path, body);
  }

  /** The bytes of a file's version. */
  async versionData(id: string): Promise<Uint8Array> {
    const response = await this.#call('GET', `/services/data/v67.0/sobjects/ContentVersion/${id}/VersionData`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async #call(method: string, path: string, body?: unknown): Promise<Response> {
    this.#token ??= await this.#login();
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    if (response.status === 401) this.#token = null;
    throw new Error(
      `The local org answered ${response.status} to ${method} ${path.split('?')[0]}: ${await response.text()}`,
    );
  }

  async #login(): Promise<string> {
    const { clientId, clientSecret } = this.#credentials;
    const response = await fetch(`${this.#url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    });
    if (!response.ok) throw new Error(`The local org refused the log-in: ${await response.text()}`);
    return tokenSchema.parse(await response.json()).access_token;
  }
}
