import { BridgeError, ConnectionFailure } from '../shared/errors.ts';

/** The org answered a call with a refusal; `code` is the org's. */
export class OrgRefusal extends BridgeError {}

const CONNECTION_CODES: Readonly<Record<string, string>> = {
  INVALID_SESSION_ID: 'Check the login of the bridge’s user.',
  REQUEST_LIMIT_EXCEEDED: 'The org has used up its API calls; the connection resumes when it has new ones.',
  SERVER_UNAVAILABLE: 'Salesforce is not available; the connection resumes by itself.',
  API_DISABLED_FOR_ORG: 'Give the bridge’s user the permission "API Enabled".',
  API_CURRENTLY_DISABLED: 'Give the bridge’s user the permission "API Enabled".',
  INSUFFICIENT_ACCESS: 'Assign the Bridge permission set to the bridge’s user.',
  UNKNOWN_CONNECTION: 'Make the connection in the app, with this connection’s key.',
  NOT_A_PUBLISHER: 'Name the bridge’s user as publisher of the connection in the app.',
  CONNECTION_DISABLED: 'Enable the connection in the app.',
  NOT_FOUND: 'Install the package, and check the configured namespace.',
  FORBIDDEN: 'Assign the Bridge permission set to the bridge’s user.',
};

/**
 * What a failed call means: the org as a whole does not work for us, or it refuses this one call.
 */
export function asFailure(error: unknown, instanceUrl: string): ConnectionFailure | OrgRefusal {
  if (error instanceof ConnectionFailure || error instanceof OrgRefusal) return error;
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  const http = /^ERROR_HTTP_(\d+)$/.exec(code)?.[1];
  if (!code || Number(http) >= 500 || http === '429' || http === '420') return unreachable(instanceUrl, error);
  const remedy = CONNECTION_CODES[code] ?? (http === '404' ? CONNECTION_CODES.NOT_FOUND : undefined);
  if (remedy) return new ConnectionFailure('salesforce', code, message, remedy, error);
  return new OrgRefusal(code, message, 'Look the code up in Salesforce’s list of status codes.', error);
}

/** jsforce puts Salesforce's code into `errorCode`; broken connections have only the codes of node and undici. */
function errorCode(error: unknown): string {
  const code = (error as { errorCode?: unknown } | null)?.errorCode;
  return typeof code === 'string' ? code : '';
}

function unreachable(instanceUrl: string, cause: unknown): ConnectionFailure {
  const host = URL.canParse(instanceUrl) ? new URL(instanceUrl).host : 'The org';
  const remedy = 'Check the network and the org’s state; the connection resumes by itself.';
  return new ConnectionFailure('salesforce', 'ORG_UNREACHABLE', `${host} does not answer.`, remedy, cause);
}
