/**
 * Writes `generated.ts` from the schemas in config/contract; with `--check` it only compares and fails on a difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileFromFile } from 'json-schema-to-typescript';

const SCHEMAS = ['contract-event', 'requirements', 'exchange'];
const BANNER =
  '// Generated from config/contract by `node bridge/src/contract/generate.ts`; change the schemas, not this file.';
const target = fileURLToPath(new URL('generated.ts', import.meta.url));

async function generate(): Promise<string> {
  const folder = fileURLToPath(new URL('../../../config/contract/', import.meta.url));
  const parts = await Promise.all(
    SCHEMAS.map((name) =>
      compileFromFile(`${folder}${name}.schema.json`, {
        bannerComment: '',
        ignoreMinAndMaxItems: true,
        style: { singleQuote: true, printWidth: 120 },
      }),
    ),
  );
  return [BANNER, ...parts].join('\n');
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
