/** Runs Apex against the library with ports that only remember what they were asked. */
import { checkSources, compile } from '../../../src/org/compile.ts';
import {
  ApexId,
  createLimits,
  withFrame,
  type DataPort,
  type EntryPoint,
  type Frame,
  type OrgPorts,
  type PlatformPort,
  type Program,
} from '../../../src/runtime/index.ts';
import { schema } from '../../types/schema.ts';

export interface Ports {
  readonly data?: Partial<DataPort>;
  readonly platform?: Partial<PlatformPort> & Record<string, unknown>;
  readonly entryPoint?: EntryPoint;
}

export interface Ran {
  readonly result: unknown;
  readonly frame: Frame;
}

const jobId = '707000000000001AAA';

/** Compiles `class Probe { body }`, and calls its static method `run`. Problems of the compiler fail the test. */
export function runApex(body: string, ports: Ports = {}): Ran {
  const source = `public with sharing class Probe {\n${body}\n}`;
  const sources = [{ path: 'Probe.cls', kind: 'class', source, apiVersion: 67 } as const];
  const input = { sources, schema, namespace: null, labels: new Map([['greeting', 'Hello']]) };
  const checked = checkSources(input);
  if (checked.diagnostics.length > 0)
    throw new Error(checked.diagnostics.map(({ position, message }) => `${position.line}: ${message}`).join('\n'));
  const { program, types } = compile(checked, input, { coverage: false });
  const method = types[0]!.methods.get('run')![0]!;
  const frame = makeFrame(program, ports);
  return { result: withFrame(frame, () => program.callStatic(method, [])), frame };
}

/** The value of an expression of type Object. */
export function evaluate(expression: string, ports: Ports = {}): unknown {
  return runApex(`public static Object run() { return ${expression}; }`, ports).result;
}

/** The message of the exception that a body throws. */
export function messageOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}

function makeFrame(program: Program, ports: Ports): Frame {
  const platform: Partial<PlatformPort> = {
    debug: () => undefined,
    enqueue: () => ApexId.of(jobId),
    ...ports.platform,
  };
  return {
    parent: null,
    entryPoint: ports.entryPoint ?? 'test',
    user: {
      id: '005000000000001AAA',
      username: 'user@example.com',
      profileId: '00e000000000001AAA',
      locale: 'en_US',
      language: 'en_US',
      timeZone: 'Europe/Berlin',
      isAutomatedProcess: false,
    },
    ports: {
      schema,
      program,
      data: (ports.data ?? {}) as DataPort,
      platform: platform as PlatformPort,
      clock: { now: () => Date.UTC(2024, 0, 31, 10, 0, 0) },
      org: {
        id: '00D000000000001EAA',
        name: 'Local',
        namespace: null,
        instanceUrl: 'https://local.example.com',
        isSandbox: true,
        timeZone: 'Europe/Berlin',
        defaultCurrency: 'EUR',
      },
    } satisfies OrgPorts,
    limits: createLimits('synchronous'),
    statics: new Map(),
    triggers: [],
    isTest: true,
    depth: 0,
    sharing: [],
    scope: null,
    outbox: new Map(),
    attachments: new Map(),
    requestId: 'request',
  };
}
