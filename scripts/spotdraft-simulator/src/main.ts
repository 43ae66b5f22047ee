/** Runs the simulator by itself: `node src/main.ts --port 4100 --data-file x.json --webhook http://127.0.0.1:8787/...`. */
import { parseArgs } from 'node:util';
import { activities } from './model/vocabulary.ts';
import { seedContracts } from './seed.ts';
import { createSimulator } from './simulator.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    host: { type: 'string', default: '127.0.0.1' },
    'data-file': { type: 'string' },
    webhook: { type: 'string' },
    seed: { type: 'boolean', default: false },
  },
});
const simulator = createSimulator({
  port: Number(values.port),
  host: values.host,
  ...(values['data-file'] === undefined ? {} : { dataFile: values['data-file'] }),
});
await simulator.start();
if (values.webhook !== undefined && simulator.store.state.webhooks.length === 0) {
  const { clientId, clientSecret } = simulator.credentials;
  await fetch(`${simulator.url}/api/v2.1/public/webhooks/`, {
    method: 'POST',
    headers: { 'client-id': clientId, 'client-secret': clientSecret, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Receiver', url: values.webhook, only_for_activities: activities }),
  });
}
if (values.seed && simulator.store.contracts().length === 0) seedContracts(simulator);
process.stdout.write(
  `SpotDraft simulator at ${simulator.url}\ncontrol API: ${simulator.url}/simulator/contracts\nCtrl-C stops it.\n`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
