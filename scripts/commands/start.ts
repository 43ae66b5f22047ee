/** `npm start`: the whole story on this machine, until Ctrl-C. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../lib/run.ts';
import { startStack } from '../stack/stack.ts';
import type { Stack } from '../stack/stack.ts';
import { tell } from '../stack/tell.ts';
import { startStory } from '../story/server.ts';
import type { RunningStory } from '../story/server.ts';

const options = {
  port: { type: 'string', default: '4000' },
  'org-port': { type: 'string', default: '4001' },
  'simulator-port': { type: 'string', default: '4002' },
  'bridge-port': { type: 'string', default: '4003' },
  data: { type: 'string', default: join(root, '.data') },
  help: { type: 'boolean', default: false },
} as const;

const help = `npm start -- [options]

  --port N            port of the story page (4000)
  --org-port N        port of the local org (4001)
  --simulator-port N  port of the SpotDraft simulator (4002)
  --bridge-port N     port of the bridge (4003)
  --data FOLDER       where data is kept (.data)

0 takes any free port. npm run reset forgets the data.
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const ended = untilStopped();
  const stack = await startStack({
    folder: values.data,
    orgPort: portOf(values['org-port'], '--org-port'),
    simulatorPort: portOf(values['simulator-port'], '--simulator-port'),
    bridgePort: portOf(values['bridge-port'], '--bridge-port'),
    say,
    onFault: (message) => process.stderr.write(`local org: ${message}\n`),
  });
  let story: RunningStory | null = null;
  try {
    story = await openStory(stack, portOf(values.port, '--port'));
    welcome(stack, story);
    await ended;
    say('\nStopping ...');
  } finally {
    await story?.stop();
    await stack.stop();
  }
  say('Stopped. The data is kept; npm run reset forgets it.');
  return 0;
}

async function openStory(stack: Stack, port: number): Promise<RunningStory> {
  const source = {
    state: () => tell(stack),
    execute: (id: string) => Promise.resolve(stack.simulator.lifecycle.execute(stack.simulator.contract(id))),
  };
  try {
    return await startStory(source, port);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw taken
      ? new Error(`Port ${port} is taken. Stop the program that uses it, or choose another one with --port.`, {
          cause: error,
        })
      : error;
  }
}

function welcome(stack: Stack, story: RunningStory): void {
  say(`
Ready. Open the story:   ${story.url}

  Local org (REST API)   ${stack.org.url}
  SpotDraft simulator    ${stack.simulator.url}
  Bridge                 ${stack.bridge.url}

Press "Execute" beside a contract: its opportunity becomes Closed Won, with amount, close date and the signed PDF.
Ctrl-C stops everything.`);
}

function portOf(text: string, name: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${name} must be a port number from 0 to 65535.`);
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
