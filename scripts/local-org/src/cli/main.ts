/** `local-org <command>`: the way in from a terminal. */
import { parseArgs } from 'node:util';

interface Command {
  readonly summary: string;
  run(args: readonly string[]): Promise<number>;
}

const commands: Record<string, { readonly summary: string; readonly load: () => Promise<Command['run']> }> = {
  check: { summary: 'compile a whole sfdx project', load: async () => (await import('./check.ts')).check },
  test: { summary: 'run its Apex tests', load: async () => (await import('./test.ts')).test },
  start: { summary: 'run the org: REST API and OAuth', load: async () => (await import('./start.ts')).start },
  exec: {
    summary: 'run anonymous Apex from a file or standard input',
    load: async () => (await import('./exec.ts')).exec,
  },
  query: { summary: 'run a SOQL query', load: async () => (await import('./query.ts')).query },
};

const { positionals } = parseArgs({ args: process.argv.slice(2, 3), allowPositionals: true, strict: false });
const command = commands[positionals[0] ?? ''];
if (command === undefined) {
  const list = Object.entries(commands).map(([name, { summary }]) => `  local-org ${name.padEnd(6)} ${summary}`);
  process.stderr.write(
    `${positionals[0] === undefined ? 'Which command?' : `There is no command "${positionals[0]}".`}\n${list.join('\n')}\n`,
  );
  process.exitCode = 2;
} else {
  try {
    const run = await command.load();
    process.exitCode = await run(process.argv.slice(3));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
