import { importPKCS8, SignJWT } from 'jose';
import { request } from 'undici';
import type { SalesforceConfig } from '../config/index.ts';
import { ConnectionFailure } from '../shared/errors.ts';
import { isObject, textOf } from '../shared/json.ts';

/** An access token and the address of the org it is for. */
export interface Token {
  readonly accessToken: string;
  readonly instanceUrl: string;
}

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * Logs in with the JWT bearer or the client credentials flow. Neither has a refresh token that a crash could lose.
 *
 * @throws ConnectionFailure ORG_UNREACHABLE, or ORG_LOGIN_REFUSED with Salesforce's error code
 */
export async function requestToken(config: SalesforceConfig): Promise<Token> {
  const parameters = await grantParameters(config);
  const { status, body } = await post(config, parameters);
  const accessToken = textOf(body.access_token);
  const instanceUrl = textOf(body.instance_url);
  if (status === 200 && accessToken && instanceUrl)
    return { accessToken, instanceUrl: instanceUrl.replace(/\/+$/, '') };
  if (status === 429 || status >= 500) throw unreachable(config, new Error(`the token endpoint answers ${status}`));
  throw new ConnectionFailure(
    'salesforce',
    'ORG_LOGIN_REFUSED',
    `Salesforce refuses the login (${textOf(body.error) ?? status}).`,
    'Check the app’s client id, its secret or key, and that the bridge’s user is allowed to use it.',
  );
}

async function grantParameters({ auth, loginUrl }: SalesforceConfig): Promise<Record<string, string>> {
  if (auth.kind === 'clientCredentials') {
    return { grant_type: 'client_credentials', client_id: auth.clientId, client_secret: auth.clientSecret };
  }
  try {
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(auth.clientId)
      .setSubject(auth.username)
      .setAudience(auth.audience ?? loginUrl)
      .setExpirationTime('3m')
      .sign(await importPKCS8(auth.privateKey, 'RS256'));
    return { grant_type: JWT_GRANT, assertion };
  } catch (error) {
    const remedy = 'Give an RSA key as PKCS#8 PEM ("BEGIN PRIVATE KEY").';
    throw new ConnectionFailure('salesforce', 'PRIVATE_KEY_UNUSABLE', 'The private key cannot be used.', remedy, error);
  }
}

async function post(
  config: SalesforceConfig,
  parameters: Record<string, string>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  try {
    const response = await request(`${config.loginUrl}/services/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(parameters).toString(),
      headersTimeout: config.timeoutMs,
      bodyTimeout: config.timeoutMs,
    });
    const text = await response.body.text();
    return { status: response.statusCode, body: parse(text) };
  } catch (error) {
    throw unreachable(config, error);
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {}; // A proxy's error page: the status says enough.
  }
}

function unreachable(config: SalesforceConfig, cause: unknown): ConnectionFailure {
  const { host } = new URL(config.loginUrl);
  const remedy = 'Check the network and the org’s address; the connection resumes by itself.';
  return new ConnectionFailure('salesforce', 'ORG_UNREACHABLE', `${host} does not answer.`, remedy, cause);
}
