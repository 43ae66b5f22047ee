import { BridgeError } from '../../shared/errors.ts';

/** The embedded database cannot be used; the message says why and the remedy what to do. */
export class EmbeddedDatabaseError extends BridgeError {}

export const USE_DATABASE_URL = 'Or set DATABASE_URL to a PostgreSQL server.';
