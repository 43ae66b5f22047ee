/** A frame with just enough of a program to run runtime code: platform types are made when asked for. */
import { makeSymbol, makeType } from '../../src/types/platform-types.ts';
import type { Type, TypeSymbol } from '../../src/types/symbols.ts';
import { createLimits, withFrame, type Frame, type OrgPorts, type ProgramPort } from '../../src/runtime/index.ts';

const symbols = new Map<string, TypeSymbol>();
const primitives = new Set([
  'String',
  'Integer',
  'Long',
  'Double',
  'Decimal',
  'Boolean',
  'Id',
  'Date',
  'Datetime',
  'Time',
  'Blob',
  'Object',
]);

/** A platform type's symbol, by full name. */
export function platformSymbol(fullName: string): TypeSymbol {
  let symbol = symbols.get(fullName);
  if (symbol === undefined) {
    const [namespace, name] = fullName.split('.') as [string, string];
    const isPrimitive = primitives.has(name);
    const isPlain = isPrimitive || name === 'List' || name === 'Set' || name === 'Map';
    const superclass =
      name.endsWith('Exception') && name !== 'Exception' ? makeType(platformSymbol('System.Exception')) : null;
    symbol = makeSymbol({
      kind: isPrimitive ? 'primitive' : 'class',
      name,
      namespace,
      qualifiedName: isPlain ? name : fullName,
      superclass,
    });
    symbols.set(fullName, symbol);
  }
  return symbol;
}

/** `type('List', type('String'))`. */
export function type(name: string, ...args: Type[]): Type {
  return makeType(platformSymbol(`System.${name}`), args);
}

/** Runs `body` in a transaction of a user in Berlin. */
export function inFrame<T>(body: (frame: Frame) => T, kind: 'synchronous' | 'asynchronous' = 'synchronous'): T {
  const program: Partial<ProgramPort> = { platformType: platformSymbol };
  const frame: Frame = {
    parent: null,
    entryPoint: 'test',
    user: {
      id: '005000000000001AAA',
      username: 'user@example.com',
      profileId: null,
      locale: 'en_US',
      language: 'en_US',
      timeZone: 'Europe/Berlin',
      isAutomatedProcess: false,
    },
    ports: { program } as OrgPorts,
    limits: createLimits(kind),
    statics: new Map(),
    triggers: [],
    isTest: true,
    depth: 0,
    sharing: [],
    scope: null,
    outbox: new Map(),
    attachments: new Map(),
    requestId: 'test',
  };
  return withFrame(frame, () => body(frame));
}
