/** One environment variable and the configuration member it sets. */
export interface Variable {
  readonly name: string;
  readonly path: string;
  /** `list`: separated by commas; `switch`: 1, true, 0 or false; `file`: the content of the named file. */
  readonly kind?: 'list' | 'switch' | 'file';
}

/** Every variable the bridge reads. README.md documents the same table; a test compares them. */
export const VARIABLES: readonly Variable[] = [
  { name: 'BRIDGE_HOST', path: 'host' },
  { name: 'BRIDGE_PORT', path: 'port' },
  { name: 'BRIDGE_DATA_DIR', path: 'dataDir' },
  { name: 'DATABASE_URL', path: 'databaseUrl' },
  { name: 'BRIDGE_STATUS_TOKEN', path: 'statusToken' },
  { name: 'BRIDGE_STATUS_REMOTE', path: 'statusRemote', kind: 'switch' },
  { name: 'BRIDGE_LOG_LEVEL', path: 'logLevel' },
  { name: 'BRIDGE_SHUTDOWN_MS', path: 'shutdownMs' },
  { name: 'BRIDGE_CONNECTION_KEY', path: 'connection.key' },
  { name: 'BRIDGE_SPOTDRAFT_REGION', path: 'connection.spotdraft.region' },
  { name: 'BRIDGE_SPOTDRAFT_BASE_URL', path: 'connection.spotdraft.baseUrl' },
  { name: 'BRIDGE_SPOTDRAFT_WORKSPACE_ID', path: 'connection.spotdraft.workspaceId' },
  { name: 'BRIDGE_SPOTDRAFT_CLIENT_ID', path: 'connection.spotdraft.clientId' },
  { name: 'BRIDGE_SPOTDRAFT_CLIENT_SECRET', path: 'connection.spotdraft.clientSecret' },
  { name: 'BRIDGE_SPOTDRAFT_HMAC_KEYS', path: 'connection.spotdraft.hmacKeys', kind: 'list' },
  { name: 'BRIDGE_SPOTDRAFT_DOWNLOAD_HOSTS', path: 'connection.spotdraft.downloadHosts', kind: 'list' },
  {
    name: 'BRIDGE_SPOTDRAFT_ALLOW_INSECURE_LOOPBACK',
    path: 'connection.spotdraft.allowInsecureLoopback',
    kind: 'switch',
  },
  { name: 'BRIDGE_SALESFORCE_LOGIN_URL', path: 'connection.salesforce.loginUrl' },
  { name: 'BRIDGE_SALESFORCE_NAMESPACE', path: 'connection.salesforce.namespace' },
  { name: 'BRIDGE_SALESFORCE_API_VERSION', path: 'connection.salesforce.apiVersion' },
  { name: 'BRIDGE_SALESFORCE_AUTH', path: 'connection.salesforce.auth.kind' },
  { name: 'BRIDGE_SALESFORCE_CLIENT_ID', path: 'connection.salesforce.auth.clientId' },
  { name: 'BRIDGE_SALESFORCE_CLIENT_SECRET', path: 'connection.salesforce.auth.clientSecret' },
  { name: 'BRIDGE_SALESFORCE_USERNAME', path: 'connection.salesforce.auth.username' },
  { name: 'BRIDGE_SALESFORCE_PRIVATE_KEY_FILE', path: 'connection.salesforce.auth.privateKey', kind: 'file' },
  { name: 'BRIDGE_SALESFORCE_AUDIENCE', path: 'connection.salesforce.auth.audience' },
];

/** Names that are read before the configuration itself. */
export const FILE_VARIABLE = 'BRIDGE_CONFIG';
