import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { injectFaults, limitRate, requireCredentials } from './api/auth.ts';
import { controlErrors, publicErrors } from './api/errors.ts';
import { publicApi } from './api/public-api.ts';
import { redirectSlashes } from './api/slashes.ts';
import { controlApi, view } from './control/control-api.ts';
import { Downloads, isAvailable } from './document/downloads.ts';
import { contractPdf } from './document/pdf.ts';
import { Refusal } from './errors.ts';
import type { ContractInput } from './lifecycle/contract-input.ts';
import { Journal } from './lifecycle/journal.ts';
import { Lifecycle } from './lifecycle/lifecycle.ts';
import { defaultWorkspace } from './model/default-workspace.ts';
import type { Contract } from './model/contract.ts';
import type { Workspace } from './model/workspace.ts';
import { Store } from './state/store.ts';
import type { Clock } from './state/store.ts';
import { Deliverer } from './webhook/deliverer.ts';
import { Faults } from './webhook/faults.ts';
import { isHmacKey, newHmacKey } from './webhook/signature.ts';

export interface SimulatorOptions {
  readonly host?: string;
  /** 0: any free port. */
  readonly port?: number;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Base64 of 64 bytes; made, and kept in the data file, when absent. */
  readonly hmacKey?: string;
  /** File that keeps contracts, registrations and the key between runs. */
  readonly dataFile?: string;
  /** Requests a second before the API answers 429; 0 switches it off. */
  readonly requestsPerSecond?: number;
  readonly clock?: Clock;
  readonly workspace?: Workspace;
}

/** SpotDraft's published limit. */
const documentedRate = 10;

export interface Simulator {
  /** Where it listens; known after `start`. */
  readonly url: string;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly deliverer: Deliverer;
  readonly faults: Faults;
  create(input: ContractInput): Contract;
  /** @throws Refusal 404 */
  contract(id: string): Contract;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error for a key that is none, or a data file that cannot be used */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  if (options.hmacKey !== undefined && !isHmacKey(options.hmacKey))
    throw new Error('hmacKey must be base64 of 64 bytes.');
  return new SpotDraftSimulator(options);
}

class SpotDraftSimulator implements Simulator {
  readonly credentials: Simulator['credentials'];
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly deliverer: Deliverer;
  readonly faults = new Faults();
  readonly #options: SimulatorOptions;
  readonly #downloads = new Downloads();
  #server: Server | null = null;
  #url = '';

  constructor(options: SimulatorOptions) {
    this.#options = options;
    this.credentials = {
      clientId: options.clientId ?? 'simulator-client',
      clientSecret: options.clientSecret ?? 'simulator-secret',
    };
    this.store = new Store({
      clock: options.clock ?? (() => new Date()),
      workspace: options.workspace ?? defaultWorkspace,
      hmacKey: options.hmacKey ?? newHmacKey(),
      forceHmacKey: options.hmacKey !== undefined,
      ...(options.dataFile === undefined ? {} : { dataFile: options.dataFile }),
    });
    this.deliverer = new Deliverer(this.store, this.faults);
    this.lifecycle = new Lifecycle(
      this.store,
      new Journal(this.store, (contractId, event) => this.deliverer.publish(contractId, event)),
    );
  }

  get url(): string {
    return this.#url;
  }

  create(input: ContractInput): Contract {
    return this.lifecycle.create(input);
  }

  contract(id: string): Contract {
    const contract = this.store.find(id);
    if (contract === undefined) throw new Refusal(404, `There is no contract ${id}.`);
    return contract;
  }

  async start(): Promise<void> {
    const host = this.#options.host ?? '127.0.0.1';
    const server = await listen(this.#app(), this.#options.port ?? 0, host);
    this.#server = server;
    this.#url = `http://${host}:${(server.address() as AddressInfo).port}`;
    this.deliverer.resume();
  }

  async stop(): Promise<void> {
    await this.deliverer.stop();
    await new Promise<void>((resolve) => {
      if (this.#server === null) return resolve();
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
    await this.store.flush();
  }

  #app(): express.Express {
    const app = express();
    app.disable('x-powered-by');
    app.disable('etag');
    app.enable('strict routing');
    const parts = { store: this.store, lifecycle: this.lifecycle, deliverer: this.deliverer, faults: this.faults };
    app.use('/simulator', controlApi(parts), controlErrors);
    app.get('/files/:id/:file', (request, response, next) => void this.#file(request, response).catch(next));
    app.use(
      '/api/v2.1/public',
      requireCredentials(this.credentials),
      limitRate(this.#options.requestsPerSecond ?? documentedRate, () => this.store.now().getTime()),
      injectFaults(this.faults),
      redirectSlashes,
      publicApi({ ...parts, downloads: this.#downloads, origin: () => this.#url }),
      publicErrors,
    );
    app.use((_request, response) => void response.status(404).json({ detail: 'Not Found' }));
    app.use(publicErrors);
    return app;
  }

  async #file(request: express.Request, response: express.Response): Promise<void> {
    const query = new URL(request.originalUrl, this.#url).searchParams;
    const valid = this.#downloads.isValid(
      request.path,
      Number(query.get('expires')),
      query.get('signature') ?? '',
      this.store.now().getTime(),
    );
    if (!valid) throw new Refusal(403, 'The link has ended.');
    const contract = this.contract(String(request.params['id']));
    if (!isAvailable(contract, this.store.now())) throw new Refusal(404, 'Not Found');
    const pdf = await contractPdf(contract, this.store.workspace);
    response.type('application/pdf').set('content-length', String(pdf.length)).end(pdf);
  }
}

function listen(app: express.Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host);
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is taken. Stop the program that uses it, or choose another port.`, {
              cause: error,
            })
          : error,
      );
    });
  });
}

export { view as contractView };
