/** The local org with the package and a customer's own triggers and rules, set up for runs without a bridge. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/run.ts';
import { hashSecret, startOrg } from '../local-org/src/index.ts';
import type { RunningOrg } from '../local-org/src/index.ts';
import { OrgClient } from '../stack/org-client.ts';

/** Key of the one connection. */
export const connectionKey = 'bench';

/** One automation to set up: its definition by config/contract/automation.schema.json. */
export interface AutomationSetup {
  readonly key: string;
  readonly definition: { readonly triggers: readonly string[] } & Readonly<Record<string, unknown>>;
}

export interface CustomerOrg {
  readonly org: RunningOrg;
  /** Signed in as the administrator. */
  readonly admin: OrgClient;
  /** Signed in as the bridge's user. */
  readonly bridge: OrgClient;
  /** Runs anonymous Apex. @throws Error with the platform's message when it fails */
  execute(source: string): Promise<void>;
  /** Adds enabled automations. */
  install(automations: readonly AutomationSetup[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the org with users, a running user and one connection.
 * @param onFault told of defects of the local org
 */
export async function startCustomerOrg(onFault?: (message: string) => void): Promise<CustomerOrg> {
  const secret = randomBytes(24).toString('base64url');
  const client = (clientId: string, runAs: string) => ({
    clientId,
    secretHash: hashSecret(secret),
    publicKey: null,
    runAs,
  });
  const org = await startOrg({
    projectDirectory: join(root, 'scripts', 'customer-org'),
    port: 0,
    clients: [client('admin', 'admin@local.org'), client('bridge', 'bridge@local.org')],
    ...(onFault === undefined ? {} : { onFault }),
  });
  const admin = new OrgClient(org.url, { clientId: 'admin', clientSecret: secret });
  const bridge = new OrgClient(org.url, { clientId: 'bridge', clientSecret: secret });
  const execute = async (source: string): Promise<void> => {
    const result = await org.anonymous(source);
    if (!result.success)
      throw new Error(`${result.compileProblem ?? result.exceptionMessage ?? 'failed'} (line ${result.line})`);
  };
  try {
    await execute(await readFile(join(root, 'scripts', 'stack', 'seed-users.apex'), 'utf8'));
    await execute(connectionScript);
    const [runner] = await admin.query("SELECT Id FROM User WHERE Username = 'sync@local.org'");
    await admin.post('/services/data/v67.0/tooling/sobjects/PlatformEventSubscriberConfig', {
      DeveloperName: 'SpotDraftSync',
      MasterLabel: 'SpotDraft Sync',
      PlatformEventConsumerId: 'SyncWakeTrigger',
      UserId: runner?.['Id'],
    });
  } catch (error) {
    await org.stop();
    throw error;
  }
  return {
    org,
    admin,
    bridge,
    execute,
    install: async (automations) => {
      for (const automation of automations) await execute(automationScript(automation));
    },
    stop: () => org.stop(),
  };
}

const connectionScript = `
insert new Connection__c(
  Name = 'Bench', Key__c = '${connectionKey}', Organization_Id__c = UserInfo.getOrganizationId(),
  Publishers__c = [SELECT Id FROM User WHERE Username = 'bridge@local.org'].Id, Status__c = 'Connected'
);
insert new Integration__c(
  Name = 'Bench', Key__c = 'bench', Unique_Name__c = 'bench', Enabled__c = true, Only_Linked__c = false,
  Connection__c = [SELECT Id FROM Connection__c WHERE Key__c = '${connectionKey}'].Id
);`;

function automationScript({ key, definition }: AutomationSetup): string {
  return `
Automation__c automation = new Automation__c(
  Name = '${key}', Key__c = '${key}', Scope__c = 'ALL', Enabled__c = true,
  Integration__c = [SELECT Id FROM Integration__c WHERE Key__c = 'bench'].Id,
  Triggers__c = '${definition.triggers.join('\\n')}'
);
insert automation;
Automation_Version__c version = new Automation_Version__c(
  Automation__c = automation.Id, Key__c = '${key}|1|1', Number__c = 1, Part__c = 1,
  Definition__c = '${apexText(JSON.stringify(definition))}'
);
insert version;
automation.Active_Version__c = version.Id;
update automation;`;
}

/** A text between the quotes of an Apex literal. */
export function apexText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n');
}
