import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { describeError } from '../shared/errors.ts';
import type { Logger } from '../shared/log.ts';
import type { GroupInserter } from './inserter.ts';
import { parseDelivery, type Workspace } from './parse.ts';
import { SIGNATURE_HEADER, type SignatureVerifier } from './signature.ts';

/** Largest delivery that is read. */
export const MAX_BODY = 1024 * 1024;
const RETRY_AFTER_SECONDS = '5';

/** What the accept path needs of one connection. */
export interface WebhookConnection {
  readonly workspace: Workspace;
  readonly verifier: SignatureVerifier;
  readonly inserter: GroupInserter;
}

/**
 * `POST /webhooks/spotdraft/:connectionKey`: size limit, raw body, signature, lenient parse, durable insert, 202. Nothing
 * is answered with 2xx before it is on disk.
 */
export function webhookRoutes(find: (key: string) => WebhookConnection | undefined, log: Logger): Router {
  const router = Router();
  const known = (request: Request, response: Response, next: NextFunction): void => {
    if (find(String(request.params.connectionKey))) next();
    else answer(response, 404, 'UNKNOWN_CONNECTION', 'There is no such connection.');
  };
  // The HMAC is over the bytes as they came, so nothing may parse or inflate them.
  const raw = express.raw({ type: () => true, limit: MAX_BODY, inflate: false });
  router.post('/webhooks/spotdraft/:connectionKey', known, raw, async (request, response) => {
    const connection = find(String(request.params.connectionKey));
    if (connection) await accept(connection, request, response, log);
  });
  router.use('/webhooks', refuse);
  return router;
}

async function accept(connection: WebhookConnection, request: Request, response: Response, log: Logger): Promise<void> {
  const body: unknown = request.body;
  const raw = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const verdict = await connection.verifier.verify(raw, request.get(SIGNATURE_HEADER));
  if (verdict === 'invalid') return answer(response, 401, 'BAD_SIGNATURE', 'The signature does not match the body.');
  if (verdict === 'unknown') return tryLater(response, 'NO_WEBHOOK_KEY', 'The webhook key is not known yet.');
  try {
    const accepted = await connection.inserter.add(parseDelivery(raw, connection.workspace));
    response.status(202).json(accepted);
  } catch (error) {
    log.error({ err: error, ...describeError(error) }, 'a delivery could not be stored');
    tryLater(response, 'NOT_STORED', 'The delivery could not be stored.');
  }
}

function tryLater(response: Response, code: string, message: string): void {
  response.set('Retry-After', RETRY_AFTER_SECONDS);
  answer(response, 503, code, message);
}

function refuse(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const status = (error as { status?: unknown }).status;
  if (status === 413) answer(response, 413, 'TOO_LARGE', `A delivery may have at most ${MAX_BODY} bytes.`);
  else if (status === 415) answer(response, 415, 'ENCODED_BODY', 'The body must not be compressed.');
  else if (status === 400) answer(response, 400, 'BROKEN_BODY', 'The body did not arrive whole.');
  else next(error);
}

function answer(response: Response, status: number, errorCode: string, message: string): void {
  response.status(status).json({ errorCode, message });
}
