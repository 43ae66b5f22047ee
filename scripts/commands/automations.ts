/** `npm run automations -- pull|diff|push --target-org X`: automations of an org in a folder under version control. */
import { parseArgs } from 'node:util';
import { diff, pull, push } from '../automations/commands.ts';
import { login } from '../automations/login.ts';
import { AutomationsClient } from '../automations/org.ts';

const usage = `npm run automations -- pull|diff|push --target-org X

  pull   writes each integration of the org into a file of the folder
  diff   tells what push would change; ends with 1 when something differs
  push   brings the files into the org, after a preview of all of them

  --target-org X       alias or username of the sf CLI's logins
  --url U --token T    another org's address and access token (or SF_ACCESS_TOKEN)
  --dir D              the folder, "automations" when left out
  --integration K      only this integration (may be given more than once)
  --all-versions       pull: earlier definitions, too, for reading
  --connection K       push: connection of new integrations
  --enable             push: switch integration and automations on
  --remove             push: delete automations that the file does not have
  --keep-unresolved    push: although references have nothing to stand for in the org
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'target-org': { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' },
      dir: { type: 'string', default: 'automations' },
      integration: { type: 'string', multiple: true, default: [] },
      connection: { type: 'string' },
      'all-versions': { type: 'boolean', default: false },
      enable: { type: 'boolean', default: false },
      remove: { type: 'boolean', default: false },
      'keep-unresolved': { type: 'boolean', default: false },
    },
  });
  const [command, ...others] = positionals;
  if (!['pull', 'diff', 'push'].includes(command ?? '') || others.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const org = await login({
    targetOrg: values['target-org'],
    url: values.url,
    token: values.token ?? process.env['SF_ACCESS_TOKEN'],
  });
  const client = new AutomationsClient(org);
  const settings = {
    folder: values.dir,
    only: values.integration,
    say: (line: string): void => void process.stdout.write(`${line}\n`),
  };
  if (command === 'pull') return await pull(client, settings, values['all-versions']);
  const options = {
    connection: values.connection,
    enable: values.enable,
    remove: values.remove,
    keepUnresolved: values['keep-unresolved'],
  };
  return await (command === 'diff' ? diff : push)(client, settings, options);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
