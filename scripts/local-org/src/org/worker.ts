/** The Apex worker: a thread that owns the org. Requests come one by one; between them what is due runs. */
import { parentPort, workerData } from 'node:worker_threads';
import { handleRequest } from '../api/router.ts';
import { registerClient } from '../api/sessions.ts';
import { loadAndCheck } from './load.ts';
import { OrgRuntime } from './runtime.ts';
import type { Scheduler } from './scheduler.ts';
import type { FromWorker, SentMessages, ToWorker, WorkerData } from './worker-messages.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread only');
const send = (message: FromWorker): void => port.postMessage(message);

/** Problems shown of a project that does not compile. */
const shownProblems = 20;

function open(options: WorkerData): OrgRuntime | null {
  const { checked, input, permissions, warnings } = loadAndCheck(
    options.projectDirectory,
    options.namespace ?? undefined,
    options.shape,
  );
  for (const message of warnings) send({ kind: 'fault', message });
  if (checked.diagnostics.length > 0) {
    const list = checked.diagnostics
      .slice(0, shownProblems)
      .map((d) => `${d.file}:${d.position.line}:${d.position.column} ${d.message}`);
    send({
      kind: 'refused',
      message: `The project in ${options.projectDirectory} does not compile:\n${list.join('\n')}`,
    });
    return null;
  }
  return new OrgRuntime({ compile: input, checked, coverage: false, file: options.file, permissions });
}

function serve(org: OrgRuntime, options: WorkerData): void {
  const context = org.apiContext();
  context.write(() => {
    for (const client of options.clients) registerClient(context, client);
  });
  const scheduler = org.scheduler((error) =>
    send({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  port?.on('message', (message: ToWorker) => {
    try {
      const value = answer(message, org, context, scheduler);
      send({ kind: 'reply', id: message.id, value });
      if (message.kind === 'stop') port.close();
    } catch (error) {
      send({
        kind: 'failure',
        id: message.id,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  });
  scheduler.wake();
  send({ kind: 'ready' });
}

function answer(
  message: ToWorker,
  org: OrgRuntime,
  context: ReturnType<OrgRuntime['apiContext']>,
  scheduler: Scheduler,
): unknown {
  switch (message.kind) {
    case 'request': {
      const response = handleRequest(context, message.request);
      scheduler.wake();
      return response;
    }
    case 'anonymous': {
      const user = message.username === null ? org.administrator() : org.users.byUsername(message.username);
      if (user === null) throw new Error(`There is no user ${message.username}.`);
      const result = org.anonymous(message.source, user);
      scheduler.wake();
      return result;
    }
    case 'blob':
      return org.blobPiece(message.blobId, message.piece);
    case 'messages':
      return { mail: org.outbox.all(), notifications: org.notifications.all() } satisfies SentMessages;
    case 'faults':
      if (message.action === 'clear') org.faults.clear();
      else if (message.action === 'fillStorage') org.faults.fillStorage();
      else if (message.action !== 'count') org.faults.lockRow(message.action.lock);
      return org.faults.struck;
    case 'idle':
      return scheduler.isIdle();
    case 'stop':
      scheduler.stop();
      org.close();
      return null;
  }
}

try {
  const options = workerData as WorkerData;
  const org = open(options);
  if (org !== null) serve(org, options);
} catch (error) {
  send({ kind: 'refused', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
