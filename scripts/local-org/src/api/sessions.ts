/**
 * OAuth: clients, tokens and sessions.
 * Source: Salesforce Help, "OAuth 2.0 JWT Bearer Flow", "OAuth 2.0 Client Credentials Flow", "Revoke OAuth Tokens".
 */
import { createHash, createPublicKey, randomBytes, timingSafeEqual, verify } from 'node:crypto';
import { z } from 'zod';
import type { FrameUser } from '../runtime/frame.ts';
import type { ApiContext } from './context.ts';
import type { ApiRequest, ApiResponse } from './messages.ts';
import { ApiError, formBody, json } from './messages.ts';

/** Sessions end after two hours, as an org's default session setting says. */
const sessionMs = 2 * 3_600_000;
/** A JWT assertion may be valid for at most three minutes; clocks may differ a little. */
const clockSkewMs = 60_000;

const clientSchema = z.object({
  clientId: z.string().min(1),
  /** SHA-256 of the secret, hex; null for JWT-only clients. */
  secretHash: z.string().nullable(),
  /** PEM public key or certificate for the JWT bearer flow. */
  publicKey: z.string().nullable(),
  /** Username that the client credentials flow runs as. */
  runAs: z.string().nullable(),
});

/** An app that may ask for tokens (an External Client App with its policies). */
export type OAuthClient = z.infer<typeof clientSchema>;

/** Registers or replaces a client. */
export function registerClient(context: ApiContext, client: OAuthClient): void {
  context.tables.saveSetting(`oauth-client:${client.clientId}`, JSON.stringify(client));
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** `POST /services/oauth2/token`. */
export function issueToken(context: ApiContext, request: ApiRequest): ApiResponse {
  const form = formBody(request);
  const grant = form.get('grant_type');
  switch (grant) {
    case 'client_credentials':
      return clientCredentials(context, request, form);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return jwtBearer(context, request, form);
    default:
      return oauthError('unsupported_grant_type', 'grant type not supported');
  }
}

/** `POST /services/oauth2/revoke`. */
export function revokeToken(context: ApiContext, request: ApiRequest): ApiResponse {
  const token = formBody(request).get('token') ?? request.query['token'];
  if (token === undefined || token === null) return oauthError('invalid_request', 'token is missing');
  const removed = context.tables.run('DELETE FROM _session WHERE token_hash = ?', hashSecret(token));
  return removed === 0
    ? oauthError('unsupported_token_type', 'this token type is not supported or is expired')
    : { status: 200, headers: {}, body: { kind: 'none' } };
}

/** `POST /services/oauth2/introspect`. */
export function introspectToken(context: ApiContext, request: ApiRequest): ApiResponse {
  const token = formBody(request).get('token');
  const row = token === null ? undefined : sessionRow(context, token);
  if (row === undefined) return json({ active: false });
  const user = context.users.byId(row.userId);
  return json({
    active: true,
    scope: 'api refresh_token',
    client_id: row.clientId,
    username: user.username,
    sub: identityUrl(context, request.origin, user),
    token_type: 'access_token',
    exp: Math.floor(row.expiresAt / 1000),
    iat: Math.floor(row.createdAt / 1000),
  });
}

/** The signed-in user of a request; 401 INVALID_SESSION_ID as the platform answers. */
export function authenticate(context: ApiContext, request: ApiRequest): FrameUser {
  const header = request.headers['authorization'] ?? '';
  const token = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header)?.[1];
  const row = token === undefined ? undefined : sessionRow(context, token);
  if (row === undefined) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  return context.users.byId(row.userId);
}

/** A new session for a user; returns the access token. Also used by the shell and the CLI. */
export function openSession(context: ApiContext, userId: string, clientId: string): string {
  const token = `${context.facts.id.slice(0, 15)}!${randomBytes(60).toString('base64url')}`;
  const now = context.now();
  context.tables.run('DELETE FROM _session WHERE expires_at < ?', now);
  context.tables.run(
    'INSERT INTO _session (token_hash, user_id, client_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
    hashSecret(token),
    userId,
    clientId,
    now,
    now + sessionMs,
  );
  return token;
}

export function userInfo(context: ApiContext, request: ApiRequest, user: FrameUser): ApiResponse {
  return json({
    sub: identityUrl(context, request.origin, user),
    user_id: user.id,
    organization_id: context.facts.id,
    preferred_username: user.username,
    nickname: user.username,
    name: user.username,
    zoneinfo: user.timeZone,
    locale: user.locale,
    language: user.language,
    active: true,
    urls: { rest: `${request.origin}/services/data/v{version}/` },
  });
}

function clientCredentials(context: ApiContext, request: ApiRequest, form: URLSearchParams): ApiResponse {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  const [basicId, basicSecret] = basic === undefined ? [] : Buffer.from(basic, 'base64').toString('utf8').split(':');
  const client = findClient(context, basicId ?? form.get('client_id'));
  const secret = basicSecret ?? form.get('client_secret') ?? '';
  if (client === null) return oauthError('invalid_client_id', 'client identifier invalid');
  if (client.secretHash === null || !sameText(hashSecret(secret), client.secretHash)) {
    return oauthError('invalid_client', 'invalid client credentials');
  }
  if (client.runAs === null) return oauthError('invalid_grant', 'no client credentials user enabled');
  return grant(context, request, client, client.runAs);
}

const assertionSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
});

function jwtBearer(context: ApiContext, request: ApiRequest, form: URLSearchParams): ApiResponse {
  const parts = (form.get('assertion') ?? '').split('.');
  const claims = parts.length === 3 ? assertionSchema.safeParse(parseSegment(parts[1])) : null;
  if (claims === null || !claims.success) return oauthError('invalid_grant', 'invalid assertion');
  const client = findClient(context, claims.data.iss);
  if (client === null || client.publicKey === null) return oauthError('invalid_client_id', 'client identifier invalid');
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  const valid = verify(
    'RSA-SHA256',
    signed,
    createPublicKey(client.publicKey),
    Buffer.from(parts[2] ?? '', 'base64url'),
  );
  if (!valid) return oauthError('invalid_grant', 'invalid assertion');
  if (claims.data.exp * 1000 < context.now() - clockSkewMs) return oauthError('invalid_grant', 'expired assertion');
  const audiences = [claims.data.aud].flat();
  const accepted = [
    'https://login.salesforce.com',
    'https://test.salesforce.com',
    request.origin,
    context.facts.instanceUrl,
  ];
  if (!audiences.some((audience) => accepted.includes(audience.replace(/\/$/, '')))) {
    return oauthError('invalid_grant', 'audience is invalid');
  }
  return grant(context, request, client, claims.data.sub);
}

function parseSegment(segment: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(segment ?? '', 'base64url').toString('utf8'));
  } catch {
    // Not JSON: the caller refuses the assertion as invalid, as for any other content.
    return null;
  }
}

function grant(context: ApiContext, request: ApiRequest, client: OAuthClient, username: string): ApiResponse {
  const user = context.users.byUsername(username);
  if (user === null) return oauthError('invalid_grant', "user hasn't approved this consumer");
  return json({
    access_token: openSession(context, user.id, client.clientId),
    scope: 'api',
    instance_url: request.origin,
    id: identityUrl(context, request.origin, user),
    token_type: 'Bearer',
    issued_at: String(context.now()),
  });
}

function findClient(context: ApiContext, clientId: string | null | undefined): OAuthClient | null {
  const text = clientId === null || clientId === undefined ? null : context.tables.setting(`oauth-client:${clientId}`);
  return text === null ? null : clientSchema.parse(JSON.parse(text));
}

function sessionRow(
  context: ApiContext,
  token: string,
): { userId: string; clientId: string; createdAt: number; expiresAt: number } | undefined {
  const row = context.tables.get(
    'SELECT * FROM _session WHERE token_hash = ? AND expires_at > ?',
    hashSecret(token),
    context.now(),
  );
  if (row === undefined) return undefined;
  return {
    userId: row['user_id'] as string,
    clientId: row['client_id'] as string,
    createdAt: Number(row['created_at']),
    expiresAt: Number(row['expires_at']),
  };
}

function identityUrl(context: ApiContext, origin: string, user: FrameUser): string {
  return `${origin}/id/${context.facts.id}/${user.id}`;
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function oauthError(error: string, description: string): ApiResponse {
  return json({ error, error_description: description }, 400);
}
