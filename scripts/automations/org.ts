/** The org's REST resource of bundles: `/v1/automations`. */
import { z } from 'zod';

/** Where the org is and who asks. */
export interface OrgLogin {
  readonly url: string;
  readonly token: string;
}

const integrationsSchema = z.object({
  integrations: z.array(
    z.object({ key: z.string(), name: z.string(), enabled: z.boolean(), connection: z.string().nullable() }),
  ),
});
export type Integration = z.infer<typeof integrationsSchema>['integrations'][number];

const changeSchema = z.object({
  path: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
const stateSchema = z.enum(['added', 'changed', 'removed', 'same']);
const previewSchema = z.object({
  ready: z.boolean(),
  fingerprint: z.string(),
  problems: z.array(z.string()),
  integration: z.object({
    key: z.string().nullable(),
    name: z.string().nullable(),
    state: stateSchema,
    changes: z.array(changeSchema),
  }),
  automations: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      state: stateSchema,
      changes: z.array(changeSchema),
      problems: z.array(z.string()),
    }),
  ),
  unresolved: z.array(
    z.object({ automation: z.string().nullable().optional(), path: z.string(), kind: z.string(), name: z.string() }),
  ),
});
export type Preview = z.infer<typeof previewSchema>;
export type Change = z.infer<typeof changeSchema>;

const outcomeSchema = z.object({ automations: z.number(), newVersions: z.number(), removed: z.number() });
export type Outcome = z.infer<typeof outcomeSchema>;

const refusalSchema = z.object({ errorCode: z.string(), message: z.string() });

/** What an import may do besides writing the bundle. */
export interface ImportOptions {
  readonly connection?: string | undefined;
  readonly enable?: boolean | undefined;
  readonly remove?: boolean | undefined;
  readonly keepUnresolved?: boolean | undefined;
  /** Fingerprint of the preview that a person has seen. */
  readonly expected?: string | undefined;
}

/** The org's answer when it refuses. */
export class OrgRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${message} (${code})`);
    this.code = code;
  }
}

export class AutomationsClient {
  readonly #login: OrgLogin;
  /** Known after the first answer: with the package's namespace where it is installed, without one in its scratch orgs. */
  #root: string | null = null;

  constructor(login: OrgLogin) {
    this.#login = login;
  }

  async integrations(): Promise<Integration[]> {
    return integrationsSchema.parse(await this.#call('GET', '')).integrations;
  }

  /** The bundle as the org writes it. */
  bundle(key: string, allVersions = false): Promise<unknown> {
    return this.#call('GET', `/${encodeURIComponent(key)}${allVersions ? '?versions=all' : ''}`);
  }

  /** What an import would do; nothing is written. */
  async preview(key: string, bundle: unknown, options: ImportOptions): Promise<Preview> {
    return previewSchema.parse(await this.#call('POST', address(key, options), bundle));
  }

  async write(key: string, bundle: unknown, options: ImportOptions): Promise<Outcome> {
    return outcomeSchema.parse(await this.#call('PUT', address(key, options), bundle));
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const roots = this.#root === null ? ['/services/apexrest/sdsync', '/services/apexrest'] : [this.#root];
    for (const root of roots) {
      const answer = await this.#send(method, `${root}/v1/automations${path}`, body);
      const isLast = root === roots.at(-1);
      if (answer.status === 404 && !refusalSchema.safeParse(answer.content).success && !isLast) continue;
      this.#root = root;
      return settle(answer);
    }
    throw new Error('There is no address to ask.');
  }

  async #send(method: string, path: string, body: unknown): Promise<Answer> {
    const response = await fetch(`${this.#login.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#login.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, content: parse(text), text };
  }
}

interface Answer {
  readonly status: number;
  readonly content: unknown;
  readonly text: string;
}

function address(key: string, options: ImportOptions): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== false);
  const parameters = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return `/${encodeURIComponent(key)}${given.length > 0 ? `?${parameters.toString()}` : ''}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** @throws OrgRefusal with the org's reason; Error with the remedy for what is not about automations */
function settle({ status, content, text }: Answer): unknown {
  if (status === 200) return content;
  const refusal = refusalSchema.safeParse(content);
  if (refusal.success) throw new OrgRefusal(refusal.data.errorCode, refusal.data.message);
  if (status === 401) throw new Error('The org does not know the login. Log in again.');
  if (status === 404)
    throw new Error('The org does not have the package, or your user lacks the permission set SpotDraft Sync Admin.');
  throw new Error(`The org answered ${status}: ${text.slice(0, 500)}`);
}
