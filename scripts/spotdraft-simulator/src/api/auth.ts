import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Faults } from '../webhook/faults.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Refuses callers without the workspace's `client-id` and `client-secret`. Source: SpotDraft API, "Authentication". */
export function requireCredentials(credentials: Credentials): RequestHandler {
  return (request, response, next) => {
    const good =
      same(request.get('client-id'), credentials.clientId) &&
      same(request.get('client-secret'), credentials.clientSecret);
    if (good) next();
    else response.status(401).json({ detail: 'Authentication credentials were not provided.' });
  };
}

function same(given: string | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Answers 429 beyond so many requests in one second; 0 switches it off. Source: SpotDraft's usage guidelines. */
export function limitRate(perSecond: number, now: () => number): RequestHandler {
  let second = 0;
  let count = 0;
  return (_request, response, next) => {
    const current = Math.floor(now() / 1000);
    if (current !== second) [second, count] = [current, 0];
    count += 1;
    if (perSecond > 0 && count > perSecond) response.status(429).json({ detail: 'Request was throttled.' });
    else next();
  };
}

/** Answers 429 or 503 where such a fault is armed. */
export function injectFaults(faults: Faults): RequestHandler {
  return (_request, response, next) => {
    const fault = faults.forAnswer();
    if (fault === undefined) return next();
    if (fault.kind === 'unavailable') return void response.status(503).json({ detail: 'Service Unavailable' });
    if (fault.retryAfterSeconds !== undefined) response.set('Retry-After', String(fault.retryAfterSeconds));
    response.status(429).json({ detail: 'Request was throttled.' });
  };
}
