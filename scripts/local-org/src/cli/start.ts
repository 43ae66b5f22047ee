/** `local-org start [project]`: runs the org until it is stopped. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { randomBytes } from 'node:crypto';
import { hashSecret } from '../api/sessions.ts';
import { shapeOptions, shapeSource } from './shape.ts';
import { startOrg } from '../org/start.ts';

const defaultPort = 4000;

export async function start(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: String(defaultPort) },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string' },
      namespace: { type: 'string' },
      ...shapeOptions,
      'run-as': { type: 'string', default: 'admin@local.org' },
    },
  });
  const secret = randomBytes(24).toString('base64url');
  const client = { clientId: 'local-org', secretHash: hashSecret(secret), publicKey: null, runAs: values['run-as'] };
  const org = await startOrg({
    projectDirectory: resolve(positionals[0] ?? '.'),
    host: values.host,
    port: Number(values.port),
    clients: [client],
    onFault: (message) => process.stderr.write(`${message}\n`),
    ...shapeSource(values),
    ...(values.data === undefined ? {} : { dataFile: resolve(values.data) }),
    ...(values.namespace === undefined ? {} : { namespace: values.namespace }),
  });
  process.stdout.write(
    `The org runs at ${org.url}\nLog in with client_credentials: client id ${client.clientId}, secret ${secret}\nCtrl-C stops it.\n`,
  );
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  await org.stop();
  return 0;
}
