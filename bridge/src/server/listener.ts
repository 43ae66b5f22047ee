import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { BridgeError } from '../shared/errors.ts';

/** A listening HTTP server. */
export interface Listener {
  readonly url: string;
  /** Answers what has begun, then closes; connections that outlast `ms` are cut. */
  close(ms: number): Promise<void>;
}

/**
 * Starts to listen.
 *
 * @throws BridgeError CANNOT_LISTEN
 */
export async function listen(app: Express, host: string, port: number): Promise<Listener> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new BridgeError('CANNOT_LISTEN', `${host}:${port} cannot be used.`, 'Set BRIDGE_HOST and BRIDGE_PORT.', error),
      );
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, close: (ms) => close(server, ms) };
}

async function close(server: Server, ms: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Clients that keep their connections busy would keep the server alive for ever.
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), ms);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
