import { createHash, randomUUID } from 'node:crypto';
import busboy from 'busboy';
import express from 'express';
import { FakeServer } from './server.ts';

type Fields = Record<string, unknown>;

/** An uploaded file; its bytes are only counted. */
export interface Uploaded {
  readonly id: string;
  readonly fields: Fields;
  readonly size: number;
  readonly sha256: string;
  readonly md5: string;
}

/** A request the org wants done. */
export interface Wanted {
  readonly id: string;
  readonly fields: Fields;
  lease?: string;
  outcome?: Fields;
  /** Results that said that the work goes on. */
  readonly reports: Fields[];
}

/** An org stand-in: login, collections, Apex REST and file upload, with switches for what can go wrong. */
export class FakeSalesforce {
  readonly namespace = 'sdsync';
  activities = ['CONTRACT_CREATED', 'CONTRACT_SIGNED', 'CONTRACT_EXECUTED', 'CONTRACT_VOIDED'];
  sections: string[] = [];
  /** Every published record in order, repetitions included. */
  readonly published: Fields[] = [];
  /** Event keys that the bus loses. */
  readonly lost = new Set<string>();
  readonly ledger = new Set<string>();
  readonly uploads: Uploaded[] = [];
  readonly wanted: Wanted[] = [];
  readonly voids: unknown[] = [];
  /** What the next exchange says to be missing. */
  missingSequences: { contractKey: string; sequences: number[] }[] = [];
  /** Bodies of all exchanges. */
  readonly exchanges: Fields[] = [];
  publishError: string | undefined;
  /** Milliseconds a publishing call takes. */
  publishDelay = 0;
  ledgerDelay = false;
  logins = 0;
  unauthorized = 0;
  refuseLogin = false;
  refuseEverySession = false;
  dropUploadAnswer = false;
  /** The file is there, and whoever uploaded it waits. */
  holdUploadAnswer = false;
  readonly #tokens = new Set<string>();
  readonly #server: FakeServer;

  constructor() {
    this.#server = new FakeServer(this.#app());
  }

  get url(): string {
    return this.#server.url;
  }

  start(): Promise<void> {
    return this.#server.start();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** Every session given so far is over. */
  expireSessions(): void {
    this.#tokens.clear();
  }

  /** Adds a request for the executed PDF of a contract. */
  wantFile(contractId: string, fields: Fields = {}): Wanted {
    return this.want('DELIVER_FILE', { file: 'executedPdf', contractId, contractKey: `c|${contractId}`, ...fields });
  }

  /** Adds a request of any kind; of no contract unless told otherwise. */
  want(kind: string, fields: Fields): Wanted {
    const wanted = {
      id: randomUUID(),
      fields: { kind, contractId: '-', contractKey: 'acme|-', ...fields },
      reports: [],
    };
    this.wanted.push(wanted);
    return wanted;
  }

  field(record: Fields, name: string): unknown {
    return record[`${this.namespace}__${name}`];
  }

  /** Distinct event keys that reached the org. */
  keys(): string[] {
    return [...new Set(this.published.map((record) => String(this.field(record, 'Event_Key__c'))))];
  }

  /** The payload of a record, joined and parsed. */
  payload(record: Fields): Fields {
    const parts = Number(this.field(record, 'Payload_Parts__c'));
    const text = Array.from({ length: parts }, (_, index) =>
      String(this.field(record, `Payload_${index + 1}__c`)),
    ).join('');
    if (createHash('sha256').update(text).digest('hex') !== this.field(record, 'Payload_Hash__c'))
      throw new Error('hash');
    return JSON.parse(text) as Fields;
  }

  #app(): express.Express {
    const app = express();
    app.post('/services/oauth2/token', express.urlencoded(), (_request, response) => {
      this.logins += 1;
      if (this.refuseLogin) return void response.status(400).json({ error: 'invalid_grant' });
      const token = randomUUID();
      if (!this.refuseEverySession) this.#tokens.add(token);
      response.json({ access_token: token, instance_url: this.url, token_type: 'Bearer' });
    });
    app.use((request, response, next) => {
      const token = request.get('authorization')?.replace('Bearer ', '') ?? '';
      if (this.#tokens.has(token)) return next();
      this.unauthorized += 1;
      request.resume();
      response.status(401).json([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]);
    });
    app.post('/services/data/v67.0/composite/sobjects', express.json({ limit: '8mb' }), async (request, response) => {
      if (this.publishDelay > 0) await new Promise((resolve) => setTimeout(resolve, this.publishDelay));
      const { records } = request.body as { records: Fields[] };
      response.json(records.map((record) => this.#publish(record)));
    });
    app.get('/services/apexrest/sdsync/v1/requirements/:key', (request, response) => {
      response.json({ ...this.#requirements(), connectionKey: request.params.key });
    });
    app.post('/services/apexrest/sdsync/v1/exchange/:key', express.json({ limit: '1500000b' }), (request, response) => {
      response.json(this.#exchange(request.body as Fields));
    });
    app.post('/services/data/v67.0/sobjects/ContentVersion', (request, response) => this.#upload(request, response));
    return app;
  }

  #requirements(): Fields {
    const version = createHash('md5')
      .update(JSON.stringify([this.activities, this.sections]))
      .digest('hex');
    return { version, activities: this.activities, sections: this.sections, files: [] };
  }

  #publish(record: Fields): Fields {
    if (this.publishError) {
      return { success: false, errors: [{ statusCode: this.publishError, message: 'refused', fields: [] }] };
    }
    const key = String(this.field(record, 'Event_Key__c'));
    this.published.push(record);
    if (!this.lost.has(key)) this.ledger.add(key);
    const errors = [{ statusCode: 'OPERATION_ENQUEUED', message: randomUUID(), fields: [] }];
    return { success: true, id: 'e00000000000001AAA', errors };
  }

  #exchange(body: Fields): Fields {
    this.exchanges.push(body);
    const asked = body.published as string[];
    const known = asked.filter((key) => this.ledger.has(key) && !this.ledgerDelay);
    for (const result of body.results as Fields[]) {
      const wanted = this.wanted.find(({ id, lease }) => id === result.id && lease === result.lease);
      if (!wanted) continue;
      if (result.outcome === 'progress') {
        wanted.reports.push(result);
        continue;
      }
      if (result.outcome === 'retry') delete wanted.lease;
      wanted.outcome = result;
    }
    this.voids.push(...((body.voidSequences as unknown[] | undefined) ?? []));
    const open = this.wanted.filter(
      ({ lease, outcome }) => !lease && outcome?.outcome !== 'done' && outcome?.outcome !== 'failed',
    );
    const leased = open.slice(0, Number(body.maxRequests));
    for (const wanted of leased) wanted.lease = randomUUID();
    return {
      acknowledged: known.map((eventKey) => ({ eventKey, state: 'Applied', reasonCode: null, message: null })),
      missing: asked.filter((key) => !known.includes(key)),
      missingSequences: this.missingSequences.splice(0),
      requests: leased.map(({ id, lease, fields }) => ({
        id,
        lease,
        leaseUntil: new Date(Date.now() + 600_000).toISOString(),
        ...fields,
      })),
      requirementsVersion: this.#requirements().version,
      openRequests: this.wanted.filter(({ outcome }) => outcome?.outcome !== 'done' && outcome?.outcome !== 'failed')
        .length,
      openEvents: 0,
    };
  }

  #upload(request: express.Request, response: express.Response): void {
    const parser = busboy({ headers: request.headers });
    let fields: Fields = {};
    let size = 0;
    const sha256 = createHash('sha256');
    const md5 = createHash('md5');
    parser.on('field', (_name, value) => (fields = JSON.parse(value) as Fields));
    parser.on('file', (_name, stream) => {
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        sha256.update(chunk);
        md5.update(chunk);
      });
    });
    parser.on('close', () => {
      const id = `068${String(this.uploads.length + 1).padStart(12, '0')}AAA`;
      this.uploads.push({ id, fields, size, sha256: sha256.digest('hex'), md5: md5.digest('hex') });
      if (this.holdUploadAnswer) return;
      if (this.dropUploadAnswer) return void request.socket.destroy();
      response.status(201).json({ id, success: true, errors: [] });
    });
    parser.on('error', () => response.destroy());
    request.pipe(parser);
  }
}
