/**
 * The story page: one browser page over the three parts. It holds the access to each of them, so that the browser needs
 * none, and listens on the loopback interface only.
 */
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

export interface StoryContract {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly value: string | null;
  readonly linkedRecord: string | null;
}

export interface StoryOpportunity {
  readonly id: string;
  readonly name: string;
  readonly account: string | null;
  readonly stage: string;
  readonly amount: string | null;
  readonly closeDate: string | null;
  readonly files: readonly string[];
}

export interface StoryEntry {
  readonly state: string;
  readonly title: string;
  readonly detail: string | null;
  readonly reason: string | null;
}

/** What the page shows. */
export interface StoryState {
  readonly contracts: readonly StoryContract[];
  readonly deliveries: readonly StoryEntry[];
  readonly opportunities: readonly StoryOpportunity[];
  readonly history: readonly StoryEntry[];
  readonly addresses: readonly { readonly name: string; readonly url: string }[];
}

export interface StorySource {
  state(): Promise<StoryState>;
  execute(contractId: string): Promise<void>;
}

export interface RunningStory {
  readonly url: string;
  stop(): Promise<void>;
}

const pages: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/story.css': ['story.css', 'text/css; charset=utf-8'],
  '/story.js': ['story.js', 'text/javascript; charset=utf-8'],
};

/** Starts the page; rejects when the port is taken. */
export async function startStory(source: StorySource, port: number, host = '127.0.0.1'): Promise<RunningStory> {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    next();
  });
  for (const [path, [file, type]] of Object.entries(pages)) {
    app.get(path, async (_request, response) => {
      response.type(type).send(await readFile(new URL(`browser/${file}`, import.meta.url), 'utf8'));
    });
  }
  app.get('/story/state', async (_request, response) => {
    response.json(await source.state());
  });
  app.post('/story/contracts/:id/execute', async (request, response) => {
    if (!isSameOrigin(request)) {
      response.status(403).json({ message: 'Only this page may do that.' });
      return;
    }
    await source.execute(request.params.id);
    response.status(204).end();
  });
  app.use((_request, response) => {
    response.status(404).json({ message: 'There is no such page here; the story is at /.' });
  });
  app.use((error: unknown, _request: express.Request, response: express.Response, next: express.NextFunction) => {
    if (response.headersSent) next(error);
    else
      response
        .status(502)
        .json({ message: error instanceof Error ? error.message : 'One of the parts did not answer.' });
  });
  const server = await listen(app, port, host);
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    stop: () => closeServer(server),
  };
}

/** Refuses posts that another site's page made the browser send. */
function isSameOrigin(request: express.Request): boolean {
  const origin = request.headers.origin;
  return origin === undefined || origin === `http://${request.headers.host}`;
}

function listen(app: express.Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host);
    server.once('listening', () => resolve(server));
    server.once('error', reject);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
