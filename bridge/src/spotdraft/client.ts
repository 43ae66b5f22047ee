import { request, type Dispatcher } from 'undici';
import type { SpotDraftConfig } from '../config/index.ts';
import { spotDraftBase } from '../config/index.ts';
import { BridgeError, ConnectionFailure, PermanentFailure, TransientFailure } from '../shared/errors.ts';
import { backoff, pause } from '../shared/time.ts';
import { TokenBucket } from './bucket.ts';

/** SpotDraft answered that this cannot be read: it is not there, not visible, or not allowed. */
export class NotAvailable extends BridgeError {}

const API = '/api/v2.1/public';
const ATTEMPTS = 4;
const BASE_MS = 500;
const MAX_PAUSE_MS = 30_000;

interface Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly text: string;
}

/**
 * Calls of SpotDraft's public API v2.1: at most 8 a second, no redirects (they mean a wrong slash or http, and may turn
 * POST into GET), time-outs, and a few retries of 429, 5xx and broken connections.
 */
export class SpotDraftClient {
  readonly #config: SpotDraftConfig;
  readonly #base: string;
  readonly #bucket: TokenBucket;

  constructor(config: SpotDraftConfig) {
    this.#config = config;
    this.#base = spotDraftBase(config);
    this.#bucket = new TokenBucket(config.requestsPerSecond);
  }

  /**
   * The parsed answer of a call.
   *
   * @throws NotAvailable for 403, 404 and other refusals; ConnectionFailure when SpotDraft cannot be reached or refuses
   * the credential; TransientFailure when it stays busy or broken
   */
  async call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const answer = await this.#withRetries(method, path, body);
    return parse(answer, path);
  }

  async #withRetries(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      const last = attempt + 1 >= ATTEMPTS;
      const result = await this.#once(method, path, body).catch((error: unknown) => error);
      if (isAnswer(result)) {
        if (result.status !== 429 && result.status < 500) return accepted(result, path);
        if (last) throw busy(result, path);
        await pause(retryAfter(result) ?? backoff(attempt, BASE_MS, MAX_PAUSE_MS));
      } else {
        if (last) throw unreachable(this.#base, result);
        await pause(backoff(attempt, BASE_MS, MAX_PAUSE_MS));
      }
    }
  }

  async #once(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    await this.#bucket.take();
    const { clientId, clientSecret, timeoutMs } = this.#config;
    const response = await request(`${this.#base}${API}${path}`, {
      method,
      headers: {
        'client-id': clientId,
        'client-secret': clientSecret,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : null,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs * 2),
    });
    return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
  }
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'status' in value && 'text' in value;
}

function accepted(answer: Answer, path: string): Answer {
  if (answer.status < 300) return answer;
  const operation = nameOf(path);
  if (answer.status === 401) {
    throw new ConnectionFailure(
      'spotdraft',
      'SPOTDRAFT_LOGIN_REFUSED',
      `SpotDraft refuses the API credential (${operation}: 401).`,
      'Check client id, client secret and region; make a new credential in Settings > Developer settings.',
    );
  }
  if (answer.status < 400) {
    throw new PermanentFailure(
      'SPOTDRAFT_REDIRECTS',
      `SpotDraft redirects ${operation} (${answer.status}), which it does for a wrong address.`,
      'Check the base URL: https, the right region, no path.',
    );
  }
  const remedy = 'Check that the credential’s user may see the contract.';
  throw new NotAvailable(
    answer.status === 404 ? 'NOT_FOUND' : `HTTP_${answer.status}`,
    `${operation}: ${answer.status}`,
    remedy,
  );
}

function busy(answer: Answer, path: string): TransientFailure {
  const code = answer.status === 429 ? 'SPOTDRAFT_RATE_LIMIT' : 'SPOTDRAFT_ERROR';
  return new TransientFailure(
    code,
    `SpotDraft answers ${nameOf(path)} with ${answer.status}.`,
    'Nothing: it is tried again.',
  );
}

function unreachable(base: string, cause: unknown): ConnectionFailure {
  const { host } = new URL(base);
  const remedy = 'Check the network and SpotDraft’s status; the connection resumes by itself.';
  return new ConnectionFailure('spotdraft', 'SPOTDRAFT_UNREACHABLE', `${host} does not answer.`, remedy, cause);
}

function retryAfter({ headers }: Answer): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, MAX_PAUSE_MS) : undefined;
}

function parse({ text }: Answer, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TransientFailure(
      'SPOTDRAFT_NOT_JSON',
      `The answer to ${nameOf(path)} is not JSON.`,
      'It is tried again.',
      error,
    );
  }
}

/** The path without query, as names and e-mail addresses may be in it. */
function nameOf(path: string): string {
  return path.split('?')[0] ?? path;
}
