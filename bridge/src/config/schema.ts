import { z } from 'zod';

/** API bases by region: fact of SpotDraft's published regions. */
export const REGIONS = {
  in: 'https://api.in.spotdraft.com',
  us: 'https://api.us.spotdraft.com',
  eu: 'https://api.eu.spotdraft.com',
  me: 'https://api.me.spotdraft.com',
} as const;

const key = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'letters, digits, _ and -, at most 40');
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const positive = z.coerce.number().int().positive();

const spotdraft = z.strictObject({
  region: z.enum(['in', 'us', 'eu', 'me']).optional().describe('Region of the workspace'),
  baseUrl: httpUrl.optional().describe('Base URL instead of a region, as for UAT or the simulator'),
  workspaceId: z.string().min(1).max(80).describe('Id of the workspace; part of every event key'),
  clientId: z.string().min(1).describe('client-id of the API credential'),
  clientSecret: z.string().min(1).describe('client-secret of the API credential'),
  hmacKeys: z.array(z.string().min(1)).default([]).describe('Base64 webhook keys; read from SpotDraft when empty'),
  requestsPerSecond: z.coerce
    .number()
    .positive()
    .max(10)
    .default(8)
    .describe('Share of SpotDraft’s 10 requests a second'),
  timeoutMs: positive.default(30_000).describe('Time-out of one API call'),
  downloadHosts: z.array(z.string()).default([]).describe('Hosts files may come from; any public host when empty'),
  allowInsecureLoopback: z.boolean().default(false).describe('Allow http and private addresses on this machine'),
});

const salesforceAuth = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('clientCredentials'),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal('jwt'),
    clientId: z.string().min(1),
    username: z.string().min(1),
    privateKey: z.string().min(1).describe('PKCS#8 PEM of the RSA key'),
    audience: z.string().optional().describe('aud of the assertion; the login URL when absent'),
  }),
]);

const salesforce = z.strictObject({
  loginUrl: httpUrl.describe('https://login.salesforce.com, https://test.salesforce.com or My Domain'),
  namespace: z
    .string()
    .regex(/^$|^[A-Za-z][A-Za-z0-9]{0,14}$/)
    .default('sdsync')
    .describe('Namespace of the package; empty in an org that has its source without one'),
  apiVersion: z
    .string()
    .regex(/^\d+\.\d$/)
    .default('67.0'),
  timeoutMs: positive.default(30_000).describe('Time-out of one API call'),
  auth: salesforceAuth,
});

const timing = z
  .strictObject({
    maxAttempts: positive.default(12).describe('Attempts of one event before it goes to the dead letters'),
    retryBaseMs: positive.default(2_000),
    retryMaxMs: positive.default(3_600_000),
    parkBaseMs: positive.default(1_000).describe('First pause of a parked connection; doubles'),
    parkMaxMs: positive.default(60_000),
    sweepMs: positive.default(1_000).describe('How often due events are looked for'),
    rescueMs: positive.default(120_000).describe('An event without progress for so long is enqueued again'),
    requirementsMs: positive.default(300_000).describe('How long requirements are used without asking again'),
    requirementsMissMs: positive.default(30_000).describe('The same when they say that an activity is not needed'),
    exchangeFirstMs: positive.default(500),
    exchangeBusyMaxMs: positive.default(5_000),
    exchangeIdleMaxMs: positive.default(300_000),
    republishAfterMs: positive.default(600_000).describe('Absent from the ledger for so long: published again'),
    republishTimes: positive.default(5),
    fileTimeoutMs: positive.default(120_000).describe('Longest silence while a file moves'),
  })
  .prefault({});

const connection = z.strictObject({
  key: key.describe('Name of the connection in the webhook URL and in the org'),
  spotdraft: spotdraft.refine((value) => value.region ?? value.baseUrl, 'give region or baseUrl'),
  salesforce,
});

/** Configuration of the bridge; unknown keys are refused. */
export const bridgeConfigSchema = z.strictObject({
  host: z.string().default('127.0.0.1').describe('Address to listen on'),
  port: z.coerce.number().int().min(0).max(65_535).default(8787).describe('Port to listen on; 0 picks a free one'),
  dataDir: z.string().default('.data/bridge').describe('Where the embedded database lives'),
  databaseUrl: z.string().optional().describe('A PostgreSQL server instead of the embedded one'),
  statusToken: z.string().min(16).optional().describe('Bearer token of the status API; without it the API is off'),
  statusRemote: z.boolean().default(false).describe('Answer the status API to other machines too'),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  shutdownMs: positive.default(10_000).describe('How long open requests may take at shutdown'),
  connection,
  timing,
});

/** Configuration with every default filled in. */
export type BridgeConfig = z.output<typeof bridgeConfigSchema>;
/** Configuration as one writes it. */
export type BridgeConfigInput = z.input<typeof bridgeConfigSchema>;
export type ConnectionConfig = BridgeConfig['connection'];
export type SpotDraftConfig = ConnectionConfig['spotdraft'];
export type SalesforceConfig = ConnectionConfig['salesforce'];
export type Timing = BridgeConfig['timing'];

/** Where the API of the connection's workspace is. */
export function spotDraftBase(config: SpotDraftConfig): string {
  return config.baseUrl ?? REGIONS[config.region ?? 'us'];
}
