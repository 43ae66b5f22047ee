/** `npm run bench -- engine [--events N --contracts N --failing 0.05 --poison N]`: measures on this machine, and prints a report. */
import { parseArgs } from 'node:util';
import { runLoad } from '../bench/load.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'string', default: '10000' },
    contracts: { type: 'string', default: '500' },
    failing: { type: 'string', default: '0.05' },
    poison: { type: 'string', default: '3' },
  },
});

if (positionals.length !== 1 || positionals[0] !== 'engine') {
  process.stderr.write('Which bench? There is: engine.\n');
  process.exit(2);
}
try {
  const report = await runLoad({
    events: Number(values.events),
    contracts: Number(values.contracts),
    failing: Number(values.failing),
    poison: Number(values.poison),
    say: (text) => void process.stderr.write(`${text}\n`),
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.problems.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
