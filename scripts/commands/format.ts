/** `npm run format`: formats every file that `npm run check` looks at. */
import { runBin } from '../lib/run.ts';

const result = await runBin('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.'], { echo: true });
process.exitCode = result.code;
