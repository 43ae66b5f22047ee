/** Whose login is used: one that the sf CLI has stored, or an address with a token. */
import type { OrgLogin } from './org.ts';

export interface LoginOptions {
  readonly targetOrg?: string | undefined;
  readonly url?: string | undefined;
  readonly token?: string | undefined;
}

/** @throws Error with the remedy when there is no login */
export async function login(options: LoginOptions): Promise<OrgLogin> {
  if (options.url !== undefined) {
    if (options.token === undefined)
      throw new Error('With --url, give the access token: in SF_ACCESS_TOKEN, or with --token.');
    return { url: options.url.replace(/\/+$/, ''), token: options.token };
  }
  if (options.targetOrg === undefined)
    throw new Error('Which org? Give --target-org with an alias or username of the sf CLI, or --url with a token.');
  return await storedLogin(options.targetOrg);
}

/** A login of the sf CLI. Its library is heavy, so it is loaded for this only. */
async function storedLogin(aliasOrUsername: string): Promise<OrgLogin> {
  const { Org } = await import('@salesforce/core');
  try {
    const org = await Org.create({ aliasOrUsername });
    await org.refreshAuth();
    const connection = org.getConnection();
    const token = connection.accessToken;
    if (token === undefined || token === null) throw new Error('it has no access token');
    return { url: connection.instanceUrl, token };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The sf CLI's login ${aliasOrUsername} cannot be used: ${reason} Run: sf org login web`, {
      cause: error,
    });
  }
}
