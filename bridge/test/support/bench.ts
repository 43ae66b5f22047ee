import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBridge, type Bridge, type BridgeConfigInput } from '../../src/index.ts';
import { FakeSalesforce } from './fake-salesforce.ts';
import { FakeSpotDraft } from './fake-spotdraft.ts';
import { signatureOf, TEST_KEY } from './samples.ts';

export const STATUS_TOKEN = 'status-token-for-tests';

/** Both fakes, a data directory, and a configuration that binds them. */
export class Bench {
  readonly salesforce = new FakeSalesforce();
  readonly spotdraft = new FakeSpotDraft();
  readonly dataDir = mkdtempSync(join(tmpdir(), 'bridge-test-'));

  async start(): Promise<void> {
    await this.salesforce.start();
    await this.spotdraft.start();
  }

  async stop(): Promise<void> {
    await this.salesforce.stop();
    await this.spotdraft.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  config(timing: BridgeConfigInput['timing'] = {}, change: Partial<BridgeConfigInput> = {}): BridgeConfigInput {
    return {
      port: 0,
      dataDir: this.dataDir,
      logLevel: 'silent',
      statusToken: STATUS_TOKEN,
      connection: {
        key: 'acme',
        spotdraft: {
          baseUrl: this.spotdraft.url,
          workspaceId: '77',
          clientId: 'id',
          clientSecret: 'secret',
          hmacKeys: [TEST_KEY],
          allowInsecureLoopback: true,
        },
        salesforce: {
          loginUrl: this.salesforce.url,
          auth: { kind: 'clientCredentials', clientId: 'c', clientSecret: 's' },
        },
      },
      timing: {
        sweepMs: 100,
        parkBaseMs: 100,
        parkMaxMs: 500,
        retryBaseMs: 50,
        retryMaxMs: 200,
        exchangeFirstMs: 50,
        exchangeBusyMaxMs: 200,
        exchangeIdleMaxMs: 500,
        requirementsMissMs: 1,
        ...timing,
      },
      ...change,
    };
  }

  /** A started bridge; the caller stops it. */
  async bridge(timing: BridgeConfigInput['timing'] = {}, change: Partial<BridgeConfigInput> = {}): Promise<Bridge> {
    const bridge = createBridge(this.config(timing, change));
    await bridge.start();
    return bridge;
  }
}

/** Sends a delivery, signed unless told otherwise. */
export async function deliver(url: string, body: string, signature = signatureOf(body)): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'X-SD-WEBHOOK-CONTENT-HASH': signature };
  return fetch(url, { method: 'POST', body, headers });
}

/** What the tests look at in answers of the status API. */
export interface StatusAnswer {
  readonly connection: {
    readonly key: string;
    readonly state: string;
    readonly parked: { readonly code: string } | null;
  };
  readonly events: Readonly<Record<string, number>>;
  readonly deliveries: readonly {
    readonly state: string;
    readonly sequence: number | null;
    readonly attempts: number;
  }[];
  readonly state: string;
}

/** An answer of the status API. */
export async function status(bridge: { url: string }, path: string): Promise<StatusAnswer> {
  const response = await fetch(`${bridge.url}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${STATUS_TOKEN}` },
  });
  return (await response.json()) as StatusAnswer;
}

/** Waits until the check returns something, and returns it. */
export async function until<T>(check: () => T | Promise<T>, what: string, ms = 20_000): Promise<NonNullable<T>> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const value = await check();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`This did not happen in ${ms} ms: ${what}`);
}
