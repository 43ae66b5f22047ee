import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BridgeError } from '../shared/errors.ts';
import { isObject, type JsonObject } from '../shared/json.ts';
import { FILE_VARIABLE, VARIABLES, type Variable } from './environment.ts';
import { bridgeConfigSchema, type BridgeConfig } from './schema.ts';

export type {
  BridgeConfig,
  BridgeConfigInput,
  ConnectionConfig,
  SalesforceConfig,
  SpotDraftConfig,
  Timing,
} from './schema.ts';
export { spotDraftBase } from './schema.ts';
export { VARIABLES } from './environment.ts';

/**
 * Checks a configuration and fills in the defaults.
 *
 * @throws BridgeError CONFIG_INVALID that names every member at fault, never its value
 */
export function parseConfig(input: unknown): BridgeConfig {
  const result = bridgeConfigSchema.safeParse(input);
  if (result.success) return result.data;
  throw invalid(z.prettifyError(result.error));
}

/**
 * Configuration from the JSON file that `BRIDGE_CONFIG` names, overridden by the other variables.
 *
 * @throws BridgeError CONFIG_INVALID for unknown `BRIDGE_` variables, unreadable files and wrong values
 */
export function loadConfig(env: NodeJS.ProcessEnv): BridgeConfig {
  refuseUnknown(env);
  const file = env[FILE_VARIABLE];
  const config = file ? readJson(file) : {};
  for (const variable of VARIABLES) {
    const text = env[variable.name];
    if (text !== undefined) assign(config, variable.path.split('.'), valueOf(variable, text));
  }
  return parseConfig(config);
}

function refuseUnknown(env: NodeJS.ProcessEnv): void {
  const known = new Set([FILE_VARIABLE, ...VARIABLES.map((variable) => variable.name)]);
  const unknown = Object.keys(env).filter((name) => name.startsWith('BRIDGE_') && !known.has(name));
  if (unknown.length > 0) throw invalid(`unknown environment variables: ${unknown.join(', ')}`);
}

function valueOf(variable: Variable, text: string): unknown {
  switch (variable.kind) {
    case 'list':
      return text.split(',').flatMap((item) => item.trim() || []);
    case 'switch':
      if (!/^(1|true|0|false)$/.test(text)) throw invalid(`${variable.name}: 1, true, 0 or false`);
      return text === '1' || text === 'true';
    case 'file':
      return readText(text);
    default:
      return text;
  }
}

function assign(target: JsonObject, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const existing = target[head];
  const inner = isObject(existing) ? existing : {};
  target[head] = inner;
  assign(inner, rest, value);
}

function readJson(file: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof BridgeError) throw error;
    throw invalid(`${file} is not JSON`, error);
  }
  if (!isObject(value)) throw invalid(`${file} does not hold a JSON object`);
  return value;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw invalid(`${file} cannot be read`, error);
  }
}

function invalid(problem: string, cause?: unknown): BridgeError {
  const remedy = 'Correct the configuration; bridge/README.md lists every member and variable.';
  return new BridgeError('CONFIG_INVALID', `The configuration is not usable: ${problem}`, remedy, cause);
}
