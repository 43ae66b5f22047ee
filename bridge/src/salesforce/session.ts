import { Connection, type HttpRequest } from 'jsforce';
import type { SalesforceConfig } from '../config/index.ts';
import { ConnectionFailure } from '../shared/errors.ts';
import { requestToken, type Token } from './token.ts';
import { asFailure } from './failure.ts';

const GUARD_MS = 60_000;
const MAX_REFRESHES = 3;

/**
 * The login to one org. jsforce does the calls, but with our own refresh: its default loses rotated refresh tokens, and
 * it would go on for ever when the org refuses every fresh token.
 */
export class Session {
  readonly #config: SalesforceConfig;
  #token: Token | undefined;
  #connection: Connection | undefined;
  #pending: Promise<Token> | undefined;
  #refreshes: number[] = [];

  constructor(config: SalesforceConfig) {
    this.#config = config;
  }

  /** Path of the REST API. */
  get apiPath(): string {
    return `/services/data/v${this.#config.apiVersion}`;
  }

  /** Path of the package's Apex REST resources. */
  get apexPath(): string {
    const { namespace } = this.#config;
    return `/services/apexrest/${namespace ? `${namespace}/` : ''}v1`;
  }

  /** A name of the package as the org knows it. */
  apiName(name: string): string {
    const { namespace } = this.#config;
    return namespace ? `${namespace}__${name}` : name;
  }

  /**
   * A JSON call. A session that has run out is renewed once.
   *
   * @throws ConnectionFailure or OrgRefusal, see failure.ts
   */
  async call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const connection = await this.#connect();
    const request: HttpRequest = {
      method,
      url: `${connection.instanceUrl}${path}`,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    };
    try {
      return await connection.request<unknown>(request, { timeout: this.#config.timeoutMs });
    } catch (error) {
      throw this.#lastRefusal(error) ?? asFailure(error, connection.instanceUrl);
    }
  }

  /** The present token, for calls that do not go through jsforce. */
  async token(): Promise<Token> {
    if (this.#token) return this.#token;
    return this.renew(undefined);
  }

  /** A token newer than the given one; callers at the same time share one login. */
  async renew(stale: string | undefined): Promise<Token> {
    if (this.#token && this.#token.accessToken !== stale) return this.#token;
    this.#pending ??= this.#login().finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  /** Forgets failures of the past, as when a parked connection is tried again. */
  reset(): void {
    this.#refreshes = [];
  }

  async #login(): Promise<Token> {
    this.#guard();
    const token = await requestToken(this.#config);
    this.#token = token;
    if (this.#connection) {
      this.#connection.accessToken = token.accessToken;
      this.#connection.instanceUrl = token.instanceUrl;
    }
    return token;
  }

  #guard(): void {
    const now = Date.now();
    this.#refreshes = [...this.#refreshes.filter((time) => time > now - GUARD_MS), now];
    if (this.#refreshes.length <= MAX_REFRESHES) return;
    throw new ConnectionFailure(
      'salesforce',
      'ORG_SESSION_REFUSED',
      'The org refuses the sessions it has just given.',
      'Check the login policies, IP ranges and session settings of the bridge’s user.',
    );
  }

  async #connect(): Promise<Connection> {
    if (this.#connection) return this.#connection;
    const token = await this.token();
    this.#connection ??= new Connection({
      version: this.#config.apiVersion,
      instanceUrl: token.instanceUrl,
      accessToken: token.accessToken,
      refreshFn: (connection, callback) => {
        this.#refusal = undefined;
        this.renew(connection.accessToken ?? undefined).then(
          (fresh) => void callback(null, fresh.accessToken),
          (error: Error) => {
            this.#refusal = error;
            callback(error);
          },
        );
      },
    });
    return this.#connection;
  }

  /** jsforce keeps only the message of an error in refreshing; this is the error itself. */
  #refusal: Error | undefined;

  #lastRefusal(error: unknown): ConnectionFailure | undefined {
    const isRefresh = error instanceof Error && error.message.startsWith('Unable to refresh session');
    return isRefresh && this.#refusal instanceof ConnectionFailure ? this.#refusal : undefined;
  }
}
