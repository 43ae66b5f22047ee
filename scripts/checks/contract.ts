/** The schemas between bridge and org: valid JSON Schema, and their samples fit. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { root } from '../lib/run.ts';
import { fromProblems } from './check.ts';
import type { Check } from './check.ts';

const folder = join(root, 'config', 'contract');
const samples = join(root, 'config', 'samples');

export const contract: Check = {
  name: 'contract',
  title: 'schemas of config/contract and the samples of automations',
  run: () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const problems: string[] = [];
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.schema.json'))) {
      try {
        ajv.addSchema(readJson(join(folder, name)) as object, name);
        ajv.getSchema(name);
      } catch (error) {
        problems.push(`config/contract/${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    for (const name of existsSync(samples) ? readdirSync(samples) : []) {
      const bundle = readJson(join(samples, name)) as { definition?: unknown };
      const valid = ajv.getSchema('automation.schema.json');
      if (valid !== undefined && !valid(bundle.definition))
        problems.push(`config/samples/${name}: ${ajv.errorsText(valid.errors)}`);
    }
    return Promise.resolve(fromProblems(problems));
  },
};

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
