/** A running org: the HTTP server in this thread, Apex in a worker. */
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { AnonymousResult } from '../api/context.ts';
import type { ApiResponse } from '../api/messages.ts';
import { startServer } from '../api/server.ts';
import type { LockFault } from '../data/faults/index.ts';
import type { ShapeSource } from '../schema/org-shape.ts';
import type { OAuthClient } from '../api/sessions.ts';
import type { FromWorker, SentMessages, ToWorker, WorkerData } from './worker-messages.ts';

export interface OrgOptions extends ShapeSource {
  readonly projectDirectory: string;
  /** Overrides the project's namespace; empty: none. */
  readonly namespace?: string;
  /** SQLite file; in memory when not given. */
  readonly dataFile?: string;
  readonly host?: string;
  /** 0: any free port. */
  readonly port?: number;
  /** Apps that may log in. */
  readonly clients?: readonly OAuthClient[];
  /** Told of defects of the local org while it runs. */
  readonly onFault?: (message: string) => void;
}

export interface RunningOrg {
  readonly url: string;
  /** Runs anonymous Apex as a user, the administrator when none is named. */
  anonymous(source: string, username?: string): Promise<AnonymousResult>;
  readonly faults: FaultPort;
  /** Mail and notifications that Apex has sent. */
  sentMessages(): Promise<SentMessages>;
  /** Whether no event and no job is due. */
  isIdle(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Faults of the platform, for tests of what Apex does about them. */
export interface FaultPort {
  /** Makes records look locked by another transaction: FOR UPDATE queries and DML fail. */
  lockRow(fault: LockFault): Promise<void>;
  /** Uses up the org's data storage: no record can be created any more. */
  fillStorage(): Promise<void>;
  /** How many statements have failed by faults so far. */
  struck(): Promise<number>;
  /** Takes all faults out. */
  clear(): Promise<void>;
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** @throws Error when the project does not compile, the data file cannot be used, or the port is taken */
export async function startOrg(options: OrgOptions): Promise<RunningOrg> {
  const apex = await ApexWorker.start(options);
  const host = options.host ?? '127.0.0.1';
  try {
    const server = await startServer({
      host,
      port: options.port ?? 0,
      dispatch: async (request) => (await apex.ask({ kind: 'request', request })) as ApiResponse,
      openBlob: (blobId) => Readable.from(apex.blob(blobId)),
    });
    return {
      url: server.url,
      anonymous: async (source, username) =>
        (await apex.ask({ kind: 'anonymous', source, username: username ?? null })) as AnonymousResult,
      faults: {
        lockRow: async (fault) => void (await apex.ask({ kind: 'faults', action: { lock: fault } })),
        fillStorage: async () => void (await apex.ask({ kind: 'faults', action: 'fillStorage' })),
        struck: async () => (await apex.ask({ kind: 'faults', action: 'count' })) as number,
        clear: async () => void (await apex.ask({ kind: 'faults', action: 'clear' })),
      },
      sentMessages: async () => (await apex.ask({ kind: 'messages' })) as SentMessages,
      isIdle: async () => (await apex.ask({ kind: 'idle' })) as boolean,
      stop: async () => {
        await server.close();
        await apex.stop();
      },
    };
  } catch (error) {
    await apex.stop();
    throw error;
  }
}

function shapeOf({ definitionFile, currencies }: OrgOptions): ShapeSource {
  return {
    ...(definitionFile === undefined ? {} : { definitionFile }),
    ...(currencies === undefined ? {} : { currencies }),
  };
}

class ApexWorker {
  readonly #worker: Worker;
  readonly #open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #count = 0;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static start(options: OrgOptions): Promise<ApexWorker> {
    const data: WorkerData = {
      projectDirectory: options.projectDirectory,
      namespace: options.namespace ?? null,
      shape: shapeOf(options),
      file: options.dataFile ?? null,
      clients: options.clients ?? [],
    };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: data,
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const apex = new ApexWorker(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') resolve(apex);
        else if (message.kind === 'refused') reject(new Error(message.message));
        else if (message.kind === 'fault') options.onFault?.(message.message);
        else apex.#settle(message);
      });
      worker.on('error', (error: Error) => {
        reject(error);
        apex.#failAll(error);
      });
      worker.on('exit', () => {
        const error = new Error('The Apex worker has ended.');
        reject(error);
        apex.#failAll(error);
      });
    });
  }

  ask(message: Unnumbered<ToWorker>): Promise<unknown> {
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      this.#worker.postMessage({ ...message, id });
    });
  }

  /** The pieces of a stored blob, one question each, so that no file is held in memory. */
  async *blob(blobId: string): AsyncGenerator<Uint8Array> {
    for (let piece = 0; ; piece++) {
      const bytes = (await this.ask({ kind: 'blob', blobId, piece })) as Uint8Array | null;
      if (bytes === null) return;
      yield bytes;
    }
  }

  async stop(): Promise<void> {
    await this.ask({ kind: 'stop' }).catch(() => undefined);
    await this.#worker.terminate();
  }

  #settle(message: Extract<FromWorker, { kind: 'reply' | 'failure' }>): void {
    const waiting = this.#open.get(message.id);
    this.#open.delete(message.id);
    if (message.kind === 'reply') waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.message));
  }

  #failAll(error: Error): void {
    for (const waiting of this.#open.values()) waiting.reject(error);
    this.#open.clear();
  }
}
