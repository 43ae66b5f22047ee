/** What other programs may use of the local org. */
export { startOrg, type FaultPort, type OrgOptions, type RunningOrg } from './org/start.ts';
export { hashSecret, type OAuthClient } from './api/sessions.ts';
export type { LockFault } from './data/faults/index.ts';
export type { SentMessages } from './org/worker-messages.ts';
