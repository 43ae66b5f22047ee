import { createHash } from 'node:crypto';
import express from 'express';
import { FakeServer } from './server.ts';
import { TEST_KEY } from './samples.ts';

const MEGABYTE = 1024 * 1024;

/** A SpotDraft stand-in: what the bridge reads, with switches for what can go wrong. */
export class FakeSpotDraft {
  hmacKey = TEST_KEY;
  /** Contracts that SpotDraft does not show. */
  readonly hidden = new Set<string>();
  /** Sections that answer with this status, by the last words of their path. */
  readonly broken = new Map<string, number>();
  /** Status of the download link, then of the file. */
  linkStatus = 200;
  fileStatus = 200;
  fileHead = '%PDF-1.7\n';
  fileMegabytes = 1;
  contractStatus = 'EXECUTED';
  linkOverride: string | undefined;
  keyReads = 0;
  fileReads = 0;
  readonly calls: string[] = [];
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

  /** MD5 of the file as it is served. */
  fileMd5(): string {
    const hash = createHash('md5');
    for (const chunk of this.#chunks()) hash.update(chunk);
    return hash.digest('hex');
  }

  #row(id: string): object {
    return {
      id,
      created: '2026-04-14T09:12:31Z',
      contract_name: `Contract ${id.slice(2)}`,
      contract_link: `https://app.spotdraft.com/contracts/v2/${id.slice(2)}`,
      contract_status: this.contractStatus,
      created_by_user_name: 'Dana Whitfield',
      created_by_user_email: 'dana.whitfield@acme.example',
      created_by_workspace: 77,
    };
  }

  *#chunks(): Generator<Buffer> {
    yield Buffer.from(this.fileHead);
    for (let index = 0; index < this.fileMegabytes * 16; index += 1) yield Buffer.alloc(MEGABYTE / 16, index % 251);
  }

  #app(): express.Express {
    const app = express();
    app.set('strict routing', true);
    app.get('/files/:id', async (_request, response) => {
      this.fileReads += 1;
      if (this.fileStatus !== 200) return void response.status(this.fileStatus).end();
      const chunks = [...this.#chunks()];
      response.set('content-length', String(chunks.reduce((sum, chunk) => sum + chunk.length, 0)));
      for (const chunk of chunks) {
        if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve));
      }
      response.end();
    });
    const api = express.Router({ strict: true });
    api.use((request, response, next) => {
      this.calls.push(`${request.method} ${request.path}`);
      if (request.get('client-id') !== 'id' || request.get('client-secret') !== 'secret') {
        return void response.status(401).json({ detail: 'Invalid credentials' });
      }
      const status = [...this.broken].find(([end]) => request.path.endsWith(end))?.[1];
      if (status) return void response.status(status).json({ detail: 'no' });
      next();
    });
    api.get('/webhooks/hmac_key/', (_request, response) => {
      this.keyReads += 1;
      response.json({ hmac_key: this.hmacKey });
    });
    api.get('/contracts/', (request, response) => {
      const { query } = request;
      const ids = String(query['filter__contract_id[$in]'] ?? query.filter__contract_id ?? '').split(',');
      const found = ids.filter((id) => id.startsWith('T-') && !this.hidden.has(id.slice(2)));
      const size = Number(query.limit ?? 10);
      const results = found.slice((Number(query.page ?? 1) - 1) * size).slice(0, size);
      response.json({ page: 1, limit: size, total_results: found.length, results: results.map((id) => this.#row(id)) });
    });
    api.get('/contracts/:id/status', (request, response) => {
      response.json({ contract_status: this.contractStatus, contract_name: `Contract ${request.params.id.slice(2)}` });
    });
    api.get('/contracts/:id/key_pointers', (_request, response) => {
      response.json([
        {
          id: 1,
          label: 'Contract Value',
          field_name: 'contract_value',
          value: { type: 'USD', value: 120000 },
          data_type: 'currency',
        },
        {
          id: 2,
          label: 'Term',
          field_name: 'term',
          value: { type: 'MONTHS', value: 12, days: 365 },
          data_type: 'duration',
        },
        { id: 3, label: 'Ort', field_name: 'city', value: 'Zürich 😀', data_type: 'string' },
      ]);
    });
    api.get('/contracts/:id/external_metadata', (_request, response) => {
      response.json({
        external_metadata: {
          id: '006Dn00000AbCdEIAV',
          integration_name: 'Salesforce',
          record_type: 'Opportunity',
          record_data: {},
        },
      });
    });
    api.post('/contracts/:id/download_link', (request, response) => {
      if (this.linkStatus !== 200) return void response.status(this.linkStatus).json({ detail: 'Not Found' });
      const url = this.linkOverride ?? `${this.url}/files/${request.params.id}?X-Goog-Signature=abc`;
      response.json({ url, file_name: `Contract ${request.params.id} a3b2.pdf`, current_version_id: 7731 });
    });
    app.use('/api/v2.1/public', api);
    app.use((_request, response) => void response.status(404).json({ detail: 'Not Found' }));
    return app;
  }
}
