import type { ExchangeResponse } from '../contract/index.ts';
import { ConnectionFailure, describeError, PermanentFailure, TransientFailure } from '../shared/errors.ts';
import type { JsonObject } from '../shared/json.ts';
import { OrgRefusal } from '../salesforce/index.ts';
import { NotAvailable } from '../spotdraft/index.ts';
import type { Outcome } from '../store/requests.ts';

/** A request as the org leased it to us. */
export type OrgRequest = ExchangeResponse['requests'][number];

/** What a handler may use while it works. */
export interface Work {
  /** Fires when the bridge stops. */
  readonly signal: AbortSignal;
  /**
   * Tells the org that the work goes on, which also extends the lease.
   *
   * @param body members of the result
   * @param instead what was reported before and not told yet need not be told
   */
  report(body: JsonObject, instead: boolean): Promise<void>;
}

/** Does requests of one kind. */
export interface RequestHandler {
  /** What became of the request. @throws any error; see outcomeOf */
  handle(request: OrgRequest, work: Work): Promise<Outcome>;
  /** Breaks off what is under way. */
  close?(): Promise<void>;
}

/** Gives requests to the handlers of their kinds. */
export class RequestDesk {
  readonly #handlers: Readonly<Record<string, RequestHandler>>;

  constructor(handlers: Readonly<Record<string, RequestHandler>>) {
    this.#handlers = handlers;
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#handlers).map(async (handler) => handler.close?.()));
  }

  /** What became of the request; never throws, `onFailure` hears of failures of the whole connection. */
  async handle(request: OrgRequest, work: Work, onFailure: (failure: ConnectionFailure) => void): Promise<Outcome> {
    const handler = Object.hasOwn(this.#handlers, request.kind) ? this.#handlers[request.kind] : undefined;
    if (!handler) {
      return { outcome: 'failed', reasonCode: 'UNSUPPORTED', message: 'This bridge does not know the request.' };
    }
    try {
      return await handler.handle(request, work);
    } catch (error) {
      if (error instanceof ConnectionFailure) onFailure(error);
      return outcomeOf(error);
    }
  }
}

/** What an error means for a request: what will not get better by itself has failed. */
export function outcomeOf(error: unknown): Outcome {
  const { code, message } = describeError(error);
  if (error instanceof NotAvailable || error instanceof OrgRefusal || error instanceof PermanentFailure) {
    return { outcome: 'failed', reasonCode: code, message };
  }
  if (error instanceof TransientFailure || error instanceof ConnectionFailure) {
    return { outcome: 'retry', reasonCode: code, message };
  }
  return { outcome: 'retry', reasonCode: 'BROKEN_OFF', message: `The work broke off (${code}).` };
}
