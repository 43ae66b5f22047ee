/** The schemas between bridge and org: valid JSON Schema, and their samples fit. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { root, run } from '../lib/run.ts';
import { fromProblems } from './check.ts';
import { compareWithApex } from './contract-apex.ts';
import type { Check } from './check.ts';

const folder = join(root, 'config', 'contract');
/** Folders with bundles of automations: the samples, and the templates that the package brings. */
const bundleFolders = ['config/samples', 'force-app/main/setup/staticresources'];

export const contract: Check = {
  name: 'contract',
  title:
    'schemas of config/contract, the samples and templates of automations, and the constants of Apex that repeat them',
  run: async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const problems: string[] = [];
    const names = readdirSync(folder).filter((file) => file.endsWith('.schema.json'));
    for (const name of names) ajv.addSchema(readJson(join(folder, name)) as object);
    const schemaOf = (name: string) => ajv.getSchema(`https://reverse-sync.example/contract/${name}`);
    for (const name of names) {
      try {
        if (schemaOf(name) === undefined) problems.push(`config/contract/${name}: its $id does not end with its name`);
      } catch (error) {
        problems.push(`config/contract/${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    for (const file of bundleFolders.flatMap(bundles)) {
      const valid = schemaOf('automation-bundle.schema.json');
      if (valid !== undefined && !valid(readJson(join(root, file))))
        problems.push(`${file}: ${ajv.errorsText(valid.errors)}`);
    }
    problems.push(...compareWithApex());
    const types = await run(process.execPath, [join(root, 'bridge', 'src', 'contract', 'generate.ts'), '--check']);
    if (types.code !== 0) problems.push(types.stderr.trim());
    return fromProblems(problems);
  },
};

function bundles(place: string): string[] {
  const names = existsSync(join(root, place)) ? readdirSync(join(root, place)) : [];
  return names.filter((name) => name.endsWith('.json')).map((name) => `${place}/${name}`);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
