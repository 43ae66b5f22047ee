/** Local org, simulator and bridge together on this machine, with the package installed and a story to tell. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBridge } from '../../bridge/src/index.ts';
import type { Bridge, BridgeConfigInput } from '../../bridge/src/index.ts';
import { hashSecret, startOrg } from '../local-org/src/index.ts';
import type { RunningOrg } from '../local-org/src/index.ts';
import { activities, createSimulator, seedContracts } from '../spotdraft-simulator/src/index.ts';
import type { Simulator } from '../spotdraft-simulator/src/index.ts';
import { root } from '../lib/run.ts';
import { BridgeClient } from './bridge-client.ts';
import { bridgeFolder } from './bridge-folder.ts';
import { OrgClient } from './org-client.ts';

export interface StackOptions {
  /** Folder that keeps the data of all parts. */
  readonly folder: string;
  readonly orgPort?: number;
  readonly simulatorPort?: number;
  readonly bridgePort?: number;
  /** Told what is being done, for a person who waits. */
  readonly say?: (text: string) => void;
  /** Told of defects of the local org. */
  readonly onFault?: (message: string) => void;
  /** Changes of the bridge's pauses, for tests. */
  readonly timing?: BridgeConfigInput['timing'];
}

/** Key of the one connection, in the bridge and in the org. */
const connectionKey = 'demo';

export interface Stack {
  readonly org: RunningOrg;
  readonly orgClient: OrgClient;
  readonly simulator: Simulator;
  readonly bridge: Bridge;
  readonly bridgeClient: BridgeClient;
  stop(): Promise<void>;
}

/**
 * Starts everything; what is there already in the folder is kept.
 * @throws Error with the remedy when a part cannot start; the others are stopped again
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const say = options.say ?? (() => undefined);
  const opened: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const part of opened.splice(0).reverse()) await part.stop();
  };
  try {
    await mkdir(options.folder, { recursive: true });
    const secrets = { bridge: secret(), story: secret(), status: secret() };
    say('Compiling the package and starting the local org ...');
    const org = await openOrg(options, secrets);
    opened.push(org);
    const orgClient = new OrgClient(org.url, { clientId: 'story', clientSecret: secrets.story });
    const isNew = (await orgClient.query('SELECT Id FROM Account LIMIT 1')).length === 0;
    if (isNew) await seedOrg(org, orgClient, say);
    say('Starting the SpotDraft simulator ...');
    const simulator = createSimulator({
      port: options.simulatorPort ?? 0,
      dataFile: join(options.folder, 'simulator.json'),
    });
    await simulator.start();
    opened.push(simulator);
    if (simulator.store.contracts().length === 0) await seedSimulator(simulator, orgClient);
    say('Starting the bridge with its own PostgreSQL ...');
    const bridge = createBridge(bridgeConfig(options, org, simulator, secrets));
    await bridge.start();
    opened.push(bridge);
    register(simulator, bridge.webhookUrl);
    const bridgeClient = new BridgeClient(bridge.url, secrets.status);
    return { org, orgClient, simulator, bridge, bridgeClient, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Secrets {
  readonly bridge: string;
  readonly story: string;
  readonly status: string;
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}

function openOrg(options: StackOptions, secrets: Secrets): Promise<RunningOrg> {
  const client = (clientId: string, clientSecret: string, runAs: string) => ({
    clientId,
    secretHash: hashSecret(clientSecret),
    publicKey: null,
    runAs,
  });
  return startOrg({
    projectDirectory: root,
    dataFile: join(options.folder, 'org.sqlite'),
    port: options.orgPort ?? 0,
    clients: [client('bridge', secrets.bridge, 'bridge@local.org'), client('story', secrets.story, 'admin@local.org')],
    ...(options.onFault === undefined ? {} : { onFault: options.onFault }),
  });
}

/** Runs the seed script, and says whose rights the automations have. */
async function seedOrg(org: RunningOrg, client: OrgClient, say: (text: string) => void): Promise<void> {
  say('Setting up the org: users, opportunities, one automation ...');
  const bundle = JSON.stringify(
    JSON.parse(await readFile(join(root, 'config', 'samples', 'executed-to-closed-won.json'), 'utf8')),
  );
  const literal = bundle.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  await runScript(org, 'seed-users.apex', (source) => source);
  await runScript(org, 'seed.apex', (source) => source.replace('{{bundle}}', () => literal));
  const [runner] = await client.query("SELECT Id FROM User WHERE Username = 'sync@local.org'");
  await client.post('/services/data/v67.0/tooling/sobjects/PlatformEventSubscriberConfig', {
    DeveloperName: 'SpotDraftSync',
    MasterLabel: 'SpotDraft Sync',
    PlatformEventConsumerId: 'SyncWakeTrigger',
    UserId: runner?.['Id'],
  });
}

async function runScript(org: RunningOrg, name: string, fill: (source: string) => string): Promise<void> {
  const result = await org.anonymous(fill(await readFile(join(import.meta.dirname, name), 'utf8')));
  if (result.success) return;
  throw new Error(
    `The org could not be set up: ${result.compileProblem ?? result.exceptionMessage ?? ''} (${name}, line ${result.line})`,
  );
}

/** Contracts of the story, linked to the seeded opportunities. */
async function seedSimulator(simulator: Simulator, client: OrgClient): Promise<void> {
  const rows = await client.query('SELECT Id, Account.Name FROM Opportunity');
  const linkTo = (account: string) => {
    const row = rows.find((candidate) => (candidate['Account'] as { Name?: string } | null)?.Name === account);
    return row === undefined ? undefined : { id: String(row['Id']), recordType: 'Opportunity' };
  };
  const [northwind, contoso, fabrikam] = ['Northwind Traders', 'Contoso GmbH', 'Fabrikam Ltd'].map(linkTo);
  seedContracts(simulator, {
    ...(northwind === undefined ? {} : { northwind }),
    ...(contoso === undefined ? {} : { contoso }),
    ...(fabrikam === undefined ? {} : { fabrikam }),
  });
}

function bridgeConfig(
  options: StackOptions,
  org: RunningOrg,
  simulator: Simulator,
  secrets: Secrets,
): BridgeConfigInput {
  return {
    port: options.bridgePort ?? 0,
    dataDir: bridgeFolder(options.folder),
    statusToken: secrets.status,
    logLevel: 'error',
    connection: {
      key: connectionKey,
      spotdraft: {
        baseUrl: simulator.url,
        workspaceId: String(simulator.store.workspace.id),
        clientId: simulator.credentials.clientId,
        clientSecret: simulator.credentials.clientSecret,
        allowInsecureLoopback: true,
      },
      salesforce: {
        loginUrl: org.url,
        auth: { kind: 'clientCredentials', clientId: 'bridge', clientSecret: secrets.bridge },
      },
    },
    // A person who enables an automation and executes a contract at once expects it to be seen.
    timing: { requirementsMissMs: 1000, ...options.timing },
  };
}

/** The bridge's address may have changed since the last run. */
function register(simulator: Simulator, url: string): void {
  const { state } = simulator.store;
  const known = state.webhooks.find((webhook) => webhook.url === url);
  if (known !== undefined) {
    known.status = 'ACTIVE';
    return;
  }
  state.webhooks.length = 0;
  state.webhooks.push({
    id: simulator.store.next('webhook'),
    title: 'Reverse Sync bridge',
    description: '',
    url,
    activities,
    customHeaders: {},
    createdBy: simulator.store.workspace.credentialUser,
    status: 'ACTIVE',
    consecutiveFailures: 0,
  });
  simulator.store.changed();
}
