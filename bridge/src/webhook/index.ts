export { GroupInserter } from './inserter.ts';
export { SignatureVerifier } from './signature.ts';
export type { Workspace } from './parse.ts';
export { webhookRoutes, type WebhookConnection } from './routes.ts';
