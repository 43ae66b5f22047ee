/** What other programs may use of the local org. */
export { startOrg, type OrgOptions, type RunningOrg } from './org/start.ts';
export { hashSecret, type OAuthClient } from './api/sessions.ts';
