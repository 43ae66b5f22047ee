/**
 * Writes `generated.ts` from the schemas in config/contract; with `--check` it only compares and fails on a difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { isObject } from '../shared/json.ts';

const SCHEMAS = ['contract-event', 'requirements', 'exchange'];
const BANNER =
  '// Generated from config/contract by `node bridge/src/contract/generate.ts`; change the schemas, not this file.';
const target = fileURLToPath(new URL('generated.ts', import.meta.url));

async function generate(): Promise<string> {
  const options = {
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  };
  const parts = await Promise.all(
    SCHEMAS.map((name) => {
      const file = new URL(`../../../config/contract/${name}.schema.json`, import.meta.url);
      const schema = JSON.parse(readFileSync(file, 'utf8'), markUnknown) as JSONSchema;
      return compile(schema, name, options);
    }),
  );
  return [BANNER, ...parts].join('\n');
}

/** A schema that allows everything would become an object type; it means any JSON value. */
function markUnknown(key: string, value: unknown): unknown {
  const isFree = isObject(value) && Object.keys(value).join() === 'description' && key !== 'properties';
  return isFree ? { ...value, tsType: 'unknown' } : value;
}

const text = await generate();
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error(
    'bridge/src/contract/generated.ts differs from config/contract. Run: node bridge/src/contract/generate.ts',
  );
  process.exitCode = 1;
}
