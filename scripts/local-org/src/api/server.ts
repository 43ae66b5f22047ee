/** The HTTP side of the org: bodies in, replies out. What a request means is decided in a worker. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import express from 'express';
import type { ApiRequest, ApiResponse, RequestBody, RequestPart } from './messages.ts';

/** Largest body that is not multipart, as the platform's REST limit. */
const maximumBody = 50 * 1024 * 1024;
/** Largest file in a multipart body. */
const maximumFile = 2 * 1024 * 1024 * 1024;
const maximumPartText = 5 * 1024 * 1024;

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  /** Answers a request in some worker. */
  readonly dispatch: (request: ApiRequest) => Promise<ApiResponse>;
  /** Opens a stored blob for reading. */
  readonly openBlob: (blobId: string) => NodeJS.ReadableStream;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts listening; rejects with a clear message when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, response) => {
    serve(options, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else
        response.status(500).json([
          {
            errorCode: 'UNKNOWN_EXCEPTION',
            message: error instanceof Error ? error.message : 'An unexpected error occurred.',
          },
        ]);
    });
  });
  const server = await listen(app, options);
  const { port } = server.address() as AddressInfo;
  return { url: `http://${options.host}:${port}`, close: () => closeServer(server) };
}

function listen(app: express.Express, options: ServerOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(options.port, options.host);
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new Error(
              `Port ${options.port} on ${options.host} is taken. Stop the program that uses it, or choose another port.`,
              { cause: error },
            )
          : error,
      );
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
}

async function serve(options: ServerOptions, request: express.Request, response: express.Response): Promise<void> {
  const directory = { path: null as string | null };
  try {
    const body = await readBody(request, directory);
    const reply = await options.dispatch(toApiRequest(request, body));
    await send(options, reply, response);
  } catch (error) {
    if (error instanceof BodyError)
      response.status(error.status).json([{ errorCode: error.errorCode, message: error.message }]);
    else throw error;
  } finally {
    if (directory.path !== null) await rm(directory.path, { recursive: true, force: true });
  }
}

class BodyError extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

function toApiRequest(request: express.Request, body: RequestBody): ApiRequest {
  const url = new URL(request.originalUrl, 'http://localhost');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  return {
    method:
      request.method === 'POST' && url.searchParams.has('_HttpMethod')
        ? (url.searchParams.get('_HttpMethod') ?? 'POST')
        : request.method,
    path,
    query: Object.fromEntries(url.searchParams),
    headers,
    body,
    origin: `http://${request.headers.host ?? 'localhost'}`,
    remoteAddress: request.socket.remoteAddress ?? '',
  };
}

async function readBody(request: express.Request, directory: { path: string | null }): Promise<RequestBody> {
  const contentType = request.headers['content-type'] ?? '';
  if (contentType.startsWith('multipart/form-data')) {
    directory.path = await mkdtemp(join(tmpdir(), 'local-org-upload-'));
    return { kind: 'parts', parts: await readParts(request, directory.path) };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBody)
      throw new BodyError(413, 'REQUEST_TOO_LARGE', `The body is larger than ${maximumBody} bytes.`);
    chunks.push(chunk);
  }
  return size === 0 ? { kind: 'none' } : { kind: 'bytes', bytes: Buffer.concat(chunks), contentType };
}

/** Text parts stay in memory; a part with a filename goes to a file in pieces. */
async function readParts(request: express.Request, directory: string): Promise<RequestPart[]> {
  const parts: RequestPart[] = [];
  const files: Promise<void>[] = [];
  const parser = busboy({
    headers: request.headers,
    limits: { fieldSize: maximumPartText, fileSize: maximumFile, files: 4, parts: 20 },
  });
  parser.on('field', (name, text, info) => {
    parts.push({ name, filename: null, contentType: info.mimeType, text, file: null, size: Buffer.byteLength(text) });
  });
  parser.on('file', (name, stream, info) => {
    // Some clients name a file for the JSON part too.
    const isJson = info.mimeType === 'application/json';
    files.push(
      isJson ? readJsonPart(name, stream, parts) : storePart(name, stream, info, directory, files.length, parts),
    );
  });
  try {
    await pipeline(request, parser);
    await Promise.all(files);
  } catch (error) {
    throw new BodyError(
      400,
      'INVALID_MULTIPART_REQUEST',
      error instanceof Error ? error.message : 'The multipart body cannot be read.',
    );
  }
  return parts;
}

async function readJsonPart(name: string, stream: NodeJS.ReadableStream, parts: RequestPart[]): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumPartText) throw new Error(`The part ${name} is larger than ${maximumPartText} bytes.`);
    chunks.push(chunk);
  }
  parts.push({
    name,
    filename: null,
    contentType: 'application/json',
    text: Buffer.concat(chunks).toString(),
    file: null,
    size,
  });
}

async function storePart(
  name: string,
  stream: NodeJS.ReadableStream & { truncated?: boolean },
  info: busboy.FileInfo,
  directory: string,
  index: number,
  parts: RequestPart[],
): Promise<void> {
  const file = join(directory, String(index));
  const size = await storeFile(stream, file);
  parts.push({ name, filename: info.filename ?? null, contentType: info.mimeType, text: null, file, size });
}

async function storeFile(stream: NodeJS.ReadableStream & { truncated?: boolean }, file: string): Promise<number> {
  const out = createWriteStream(file);
  await pipeline(stream, out);
  if (stream.truncated === true) throw new Error(`The file is larger than ${maximumFile} bytes.`);
  return out.bytesWritten;
}

async function send(options: ServerOptions, reply: ApiResponse, response: express.Response): Promise<void> {
  response.status(reply.status).set(reply.headers);
  switch (reply.body.kind) {
    case 'none':
      response.end();
      return;
    case 'json':
      response.set('content-type', 'application/json;charset=UTF-8').send(JSON.stringify(reply.body.value));
      return;
    case 'bytes':
      response.end(reply.body.bytes);
      return;
    case 'blob':
      response.set('content-length', String(reply.body.size));
      await pipeline(options.openBlob(reply.body.blobId), response);
  }
}
