import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { describeError } from '../shared/errors.ts';
import type { Logger } from '../shared/log.ts';
import type { LiveConnection } from '../pipeline/connection.ts';
import type { Database } from '../store/database.ts';
import { ping } from '../store/status.ts';
import { webhookRoutes } from '../webhook/index.ts';
import { statusRoutes, type StatusAccess } from './status.ts';

/** What the HTTP surface shows. */
export interface AppParts {
  readonly database: Database;
  readonly connection: LiveConnection;
  readonly access: StatusAccess;
  readonly isStopping: () => boolean;
  readonly log: Logger;
}

/** The express application: webhooks, health, status. */
export function createApp(parts: AppParts): Express {
  const { database, connection, access, isStopping, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(helmet());
  app.use((_request, response, next) => {
    // Tells load balancers and senders to use another connection, as this one is about to end.
    if (isStopping()) response.set('Connection', 'close');
    next();
  });
  app.get('/healthz', (_request, response) => void response.json({ status: 'alive' }));
  app.get('/readyz', (_request, response) => ready(parts, response));
  app.use(webhookRoutes((key) => (key === connection.key ? connection.webhook : undefined), log));
  app.use('/api/v1', statusRoutes(database.working, connection, access));
  app.use(
    (_request, response) =>
      void response.status(404).json({ errorCode: 'NOT_FOUND', message: 'There is nothing here.' }),
  );
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    log.error({ err: error, ...describeError(error) }, 'a request failed');
    if (response.headersSent) return next(error);
    response.status(500).json({ errorCode: 'INTERNAL', message: 'The request failed; the log says why.' });
  });
  return app;
}

/** Ready means: deliveries can be stored. A parked connection still receives, so it is only shown. */
async function ready({ database, connection, isStopping }: AppParts, response: Response): Promise<void> {
  const store = await ping(database.accepting);
  const isReady = store && !isStopping();
  const { key, parked } = connection;
  const shown = parked && { side: parked.side, code: parked.code, since: parked.since };
  response.status(isReady ? 200 : 503).json({
    status: isReady ? 'ready' : isStopping() ? 'stopping' : 'store unavailable',
    store: store ? 'up' : 'down',
    connections: [{ key, state: parked ? 'parked' : 'connected', parked: shown ?? null }],
  });
}
