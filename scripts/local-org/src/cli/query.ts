/** `local-org query "SELECT …" [--project p] [--data f]`: runs a query as the administrator and prints JSON. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runQuery } from '../api/query.ts';
import { openOrg } from './open.ts';
import { shapeOptions, shapeSource } from './shape.ts';

export function query(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      project: { type: 'string', default: '.' },
      data: { type: 'string' },
      namespace: { type: 'string' },
      ...shapeOptions,
    },
  });
  const [soql] = positionals;
  if (soql === undefined) throw new Error('Which query? local-org query "SELECT Id, Name FROM Account"');
  const org = openOrg(resolve(values.project), values.data ?? null, values.namespace, shapeSource(values));
  if (org === null) return Promise.resolve(1);
  const context = org.apiContext();
  const { rows } = org.transactions.run({ entryPoint: 'api', user: org.administrator() }, () =>
    runQuery(context, soql, false),
  );
  process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  org.close();
  return Promise.resolve(0);
}
