/** The Apex conformance suite: test classes by feature, each method one test. Their expectations are written in Apex. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSources, compile } from '../../src/org/compile.ts';
import type { CompiledProgram } from '../../src/org/compile.ts';
import { findTests } from '../../src/org/test-runner.ts';
import { clearEnding, withFrame } from '../../src/runtime/index.ts';
import { inFrame } from '../runtime/fake-program.ts';
import { schema } from '../types/schema.ts';

const here = import.meta.dirname;
const folders = readdirSync(here).filter(
  (name) => statSync(join(here, name)).isDirectory() && readdirSync(join(here, name)).length > 0,
);

function compileFolder(folder: string): CompiledProgram {
  const names = readdirSync(join(here, folder)).filter((name) => name.endsWith('.cls'));
  const sources = names.map((name) => ({
    path: name,
    kind: 'class' as const,
    source: readFileSync(join(here, folder, name), 'utf8'),
    apiVersion: 67,
  }));
  const input = { sources, schema, namespace: null, labels: new Map<string, string>() };
  const checked = checkSources(input);
  expect(checked.diagnostics.map((d) => `${d.file}:${d.position.line} ${d.message}`)).toEqual([]);
  return compile(checked, input, { coverage: false });
}

describe.each(folders)('%s', (folder) => {
  const compiled = compileFolder(folder);
  const methods = findTests(compiled.types, null).flatMap((test) =>
    test.methods.map((method) => ({ name: `${test.symbol.name}.${method.name}`, method })),
  );

  it.each(methods)('$name', ({ method }) => {
    inFrame((frame) => {
      const ports = { ...frame.ports, program: compiled.program, schema };
      clearEnding();
      withFrame({ ...frame, ports }, () => compiled.program.callStatic(method, []));
    });
  });
});
