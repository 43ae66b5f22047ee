import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type pg from 'pg';
import { countByState, findDelivery, listDeliveries } from '../store/status.ts';
import type { Parked } from '../pipeline/parking.ts';

/** What the status API tells of one connection. */
export interface ConnectionView {
  readonly key: string;
  readonly parked: Parked | undefined;
}

/** Who may ask: whoever has the token, from this machine unless `remote`. */
export interface StatusAccess {
  readonly token: string | undefined;
  readonly remote: boolean;
}

const MAX_DELIVERIES = 500;

/** `/api/v1/status` and `/api/v1/deliveries`; without a configured token there is no such API. */
export function statusRoutes(pool: pg.Pool, connection: ConnectionView, access: StatusAccess): Router {
  const router = Router();
  router.use(guard(access));
  router.get('/status', async (_request, response) => {
    const { key, parked } = connection;
    response.json({
      connection: { key, state: parked ? 'parked' : 'connected', parked: parked ?? null },
      events: await countByState(pool, key),
    });
  });
  router.get('/deliveries', async (request, response) => {
    const limit = Number(request.query.limit ?? 50);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_DELIVERIES) {
      return refuse(response, 400, 'INVALID_LIMIT', `limit is a number from 1 to ${MAX_DELIVERIES}.`);
    }
    response.json({ deliveries: await listDeliveries(pool, limit) });
  });
  router.get('/deliveries/:eventKey', async (request, response) => {
    const delivery = await findDelivery(pool, request.params.eventKey);
    if (delivery) response.json(delivery);
    else refuse(response, 404, 'UNKNOWN_EVENT', 'There is no event with this key.');
  });
  return router;
}

function guard({ token, remote }: StatusAccess): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!token) return refuse(response, 404, 'STATUS_API_OFF', 'Set a status token to use the status API.');
    if (!remote && !isLocal(request.socket.remoteAddress))
      return refuse(response, 403, 'LOCAL_ONLY', 'Ask from this machine.');
    const given = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
    // Digests have one length, so the comparison tells nothing of the token's.
    if (timingSafeEqual(digest(given), digest(token))) return next();
    response.set('WWW-Authenticate', 'Bearer');
    refuse(response, 401, 'UNAUTHENTICATED', 'Send the status token as a bearer token.');
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isLocal(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
}

function refuse(response: Response, status: number, errorCode: string, message: string): void {
  response.status(status).json({ errorCode, message });
}
