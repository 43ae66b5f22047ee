/**
 * Links emitted scripts into a program: runs each factory, gives every class its base, its symbol and the classes it
 * refers to, and answers what platform code asks of compiled code.
 */
import { Script } from 'node:vm';
import type { ObjectSchema } from '../schema/model.ts';
import type { TriggerEvent } from '../syntax/ast.ts';
import { jsMethodName, jsTypeName } from '../types/emitted-names.ts';
import type { PlatformTypes } from '../types/platform-types.ts';
import type { MethodSymbol, NativeFunction, Type, TypeSymbol } from '../types/symbols.ts';
import * as emitted from './emitted.ts';
import { ApexException, notImplemented } from './exceptions.ts';
import { currentFrame } from './frame.ts';
import type { TriggerContext } from './frame.ts';
import { allocate } from './heap.ts';
import type { ProgramPort, RunnableTrigger } from './ports.ts';
import { registerScript } from './positions.ts';
import { SObjectValue } from './sobject.ts';
import type { EmittedClass } from './statics.ts';
import { parseTypeName } from './type-names.ts';
import { Decimal } from './values/decimal.ts';

/** A script as `emit` makes it. */
export interface LinkableScript {
  readonly file: string;
  readonly source: string;
  readonly defines: readonly TypeSymbol[];
  readonly types: readonly TypeSymbol[];
  readonly natives: readonly NativeFunction[];
  readonly constants: readonly unknown[];
  readonly positions: readonly ({ readonly line: number; readonly unit: string } | null)[];
  readonly counters: readonly number[];
}

export interface LinkableTrigger {
  readonly name: string;
  readonly object: ObjectSchema;
  readonly events: readonly TriggerEvent[];
  readonly type: TypeSymbol;
}

export interface LinkInput {
  readonly scripts: readonly LinkableScript[];
  readonly triggers: readonly LinkableTrigger[];
  readonly platform: PlatformTypes;
  /** Top-level types of the project by name in lower case. */
  readonly types: ReadonlyMap<string, TypeSymbol>;
  /** SObject types by API name, any case; null when there is none. */
  readonly sobjectType: (name: string) => Type | null;
  readonly namespace: string | null;
  /** Label texts by name in lower case. */
  readonly labels: ReadonlyMap<string, string>;
  /** Operations on platform objects that `library` gives emitted code. */
  readonly hooks: EmittedHooks;
}

export interface EmittedHooks {
  readonly typeLiteral: (type: Type) => unknown;
  readonly sobjectTypeToken: (object: ObjectSchema) => unknown;
  readonly sobjectFieldToken: (object: ObjectSchema, field: never) => unknown;
}

/** How often each statement of a file ran. */
export interface FileCoverage {
  readonly file: string;
  /** Source line of each counter. */
  readonly lines: readonly number[];
  readonly counts: Uint32Array;
}

export interface Program extends ProgramPort {
  /** An object of a class of the project; no constructor runs. */
  instantiate(symbol: TypeSymbol): object;
  readonly coverage: readonly FileCoverage[];
  /** Adds a script (anonymous Apex) that may refer to the program's types; the program's own names stay as they are. */
  add(script: LinkableScript): void;
}

/** Rough size of an object without its fields. */
const objectBytes = 16;

/** Base of all emitted classes without a superclass. */
class ApexObject {
  constructor() {
    allocate(objectBytes);
  }
}

/** Bases are set after all scripts ran, so that their order does not matter; until then every class extends this. */
class PendingBase {}

type Factory = (
  operations: object,
  types: unknown[],
  bases: object,
  natives: readonly NativeFunction[],
  constants: readonly unknown[],
  counters: Uint32Array,
) => (typeof PendingBase)[];

type AnyClass = EmittedClass & (new () => object) & Record<string, (...args: unknown[]) => unknown>;

const pendingBases: object = new Proxy({}, { get: () => PendingBase });

/** @throws Error when a script does not run, which is a defect of the emitter */
export function linkProgram(input: LinkInput): Program {
  return new LinkedProgram(input);
}

class LinkedProgram implements Program {
  readonly coverage: FileCoverage[] = [];
  readonly #input: LinkInput;
  readonly #classes = new Map<TypeSymbol, AnyClass>();
  readonly #operations: object;
  readonly #triggers: ReadonlyMap<string, readonly RunnableTrigger[]>;
  readonly #found = new Map<string, Type | null>();

  constructor(input: LinkInput) {
    this.#input = input;
    this.#operations = { ...emitted, ...input.hooks };
    const pools = input.scripts.map((script) => this.#run(script));
    for (const script of input.scripts) for (const symbol of script.defines) this.#setBase(symbol);
    for (const pool of pools) this.#fillTypes(pool);
    this.#triggers = this.#linkTriggers();
  }

  add(script: LinkableScript): void {
    const pool = this.#run(script);
    for (const symbol of script.defines) this.#setBase(symbol);
    this.#fillTypes(pool);
  }

  #run(script: LinkableScript): { symbols: readonly TypeSymbol[]; types: unknown[] } {
    const filename = registerScript(script.file, script.positions);
    const factory = new Script(script.source, { filename }).runInThisContext() as Factory;
    const types: unknown[] = [];
    const counts = new Uint32Array(script.counters.length);
    const constants = script.constants.map(toConstant);
    const classes = factory(this.#operations, types, pendingBases, script.natives, constants, counts);
    if (script.counters.length > 0) this.coverage.push({ file: script.file, lines: script.counters, counts });
    script.defines.forEach((symbol, i) => {
      const type = classes[i] as unknown as AnyClass | undefined;
      if (type === undefined) throw new Error(`the script of ${script.file} does not define ${symbol.qualifiedName}`);
      Object.defineProperty(type, '$symbol', { value: symbol });
      Object.defineProperty(type.prototype as object, '$type', { value: symbol });
      this.#classes.set(symbol, type);
    });
    return { symbols: script.types, types };
  }

  #setBase(symbol: TypeSymbol): void {
    const type = this.#classOf(symbol);
    const base = this.#baseOf(symbol);
    Object.setPrototypeOf(type, base);
    Object.setPrototypeOf(type.prototype as object, base.prototype as object);
  }

  #baseOf(symbol: TypeSymbol): { prototype: unknown } {
    for (let base = symbol.superclass; base !== null; base = base.symbol.superclass) {
      const own = this.#classes.get(base.symbol);
      if (own !== undefined) return own;
      if (base.symbol.qualifiedName.endsWith('Exception') && base.symbol.declaredAt === null) return ApexException;
    }
    return ApexObject;
  }

  #fillTypes({ symbols, types }: { symbols: readonly TypeSymbol[]; types: unknown[] }): void {
    symbols.forEach((symbol, i) => {
      types[i] = this.#classes.get(symbol) ?? missingClass(symbol);
    });
  }

  #classOf(symbol: TypeSymbol): AnyClass {
    const found = this.#classes.get(symbol);
    if (found === undefined) throw new Error(`the class ${symbol.qualifiedName} is not linked`);
    return found;
  }

  #linkTriggers(): Map<string, RunnableTrigger[]> {
    const byEvent = new Map<string, RunnableTrigger[]>();
    for (const trigger of this.#input.triggers) {
      const runnable = this.#runnable(trigger);
      for (const event of trigger.events) {
        const key = triggerKey(trigger.object, event);
        byEvent.set(key, [...(byEvent.get(key) ?? []), runnable]);
      }
    }
    return byEvent;
  }

  #runnable(trigger: LinkableTrigger): RunnableTrigger {
    const run = (): unknown => this.#classOf(trigger.type)['run$trigger']?.();
    return { name: trigger.name, apiVersion: trigger.type.apiVersion, run: (context) => runTrigger(context, run) };
  }

  callStatic(method: MethodSymbol, args: readonly unknown[]): unknown {
    const type = this.#classOf(method.owner);
    const name = jsMethodName(method);
    const implementation = type[name];
    if (implementation === undefined) throw new Error(`${method.owner.qualifiedName} has no method ${name}`);
    return implementation.call(type, ...args);
  }

  instantiate(symbol: TypeSymbol): object {
    return new (this.#classOf(symbol))();
  }

  findType(name: string, namespace: string | null): Type | null {
    const key = `${namespace ?? ''}/${name}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = parseTypeName(name, (path) => this.#named(path, namespace));
    this.#found.set(key, found);
    return found;
  }

  /** `Outer.Inner`, `ns.Outer`, `ns__Outer`, `System.String`, `Account`. */
  #named(path: string, namespace: string | null): TypeSymbol | null {
    const own = this.#input.namespace;
    const prefix = own === null ? null : new RegExp(`^${own}(\\.|__)`, 'i');
    const local = prefix === null ? path : path.replace(prefix, '');
    const mayBeOwn = namespace === null || namespace === '' || namespace.toLowerCase() === own?.toLowerCase();
    if (mayBeOwn) {
      const found = inner(this.#input.types.get(local.split('.')[0]?.toLowerCase() ?? ''), local.split('.').slice(1));
      if (found !== null) return found;
    }
    return (
      this.#input.sobjectType(path)?.symbol ??
      this.#platformNamed(namespace === null || namespace === '' ? path : `${namespace}.${path}`) ??
      this.#platformNamed(path)
    );
  }

  #platformNamed(path: string): TypeSymbol | null {
    const names = path.split('.');
    const simple = this.#input.platform.find(null, names[0] ?? '');
    const nested = inner(simple, names.slice(1));
    if (nested !== null) return nested;
    const [namespace, name, ...rest] = names;
    return name === undefined ? null : inner(this.#input.platform.find(namespace ?? null, name), rest);
  }

  platformType(name: string): TypeSymbol {
    return this.#input.platform.get(name);
  }

  construct(type: Type, args: readonly unknown[] = []): unknown {
    const { symbol } = type;
    if (symbol.object !== null) return new SObjectValue(symbol.object);
    const constructor = symbol.constructors.find((candidate) => candidate.parameters.length === args.length);
    if (symbol.declaredAt === null) {
      const native = constructor?.native as ((type: Type, ...args: unknown[]) => unknown) | undefined;
      if (native === undefined) return notImplemented(`new ${symbol.qualifiedName}(${args.length})`);
      return native(type, ...args);
    }
    const instance = new (this.#classOf(symbol))() as Record<string, (...args: unknown[]) => unknown>;
    if (constructor !== undefined) instance[jsMethodName(constructor)]?.(...args);
    return instance;
  }

  triggersFor(object: ObjectSchema, event: TriggerEvent): readonly RunnableTrigger[] {
    return this.#triggers.get(triggerKey(object, event)) ?? [];
  }

  label(_namespace: string | null, name: string): string | null {
    return this.#input.labels.get(name.toLowerCase()) ?? null;
  }
}

/** Runs a trigger's body. Its caller's sharing is not its own: triggers run in system mode. */
function runTrigger(context: TriggerContext, body: () => unknown): void {
  const frame = currentFrame();
  frame.triggers.push(context);
  frame.sharing.push('without');
  try {
    body();
  } finally {
    frame.sharing.pop();
    frame.triggers.pop();
  }
}

function triggerKey(object: ObjectSchema, event: TriggerEvent): string {
  return `${object.name} ${event}`;
}

function inner(symbol: TypeSymbol | undefined, path: readonly string[]): TypeSymbol | null {
  let current = symbol;
  for (const name of path) current = current?.innerTypes.get(name.toLowerCase());
  return current ?? null;
}

/** Emission knows decimals as text only. */
function toConstant(value: unknown): unknown {
  const isDecimal =
    typeof value === 'object' && value !== null && 'decimal' in value && typeof value.decimal === 'string';
  return isDecimal ? Decimal.parse(value.decimal as string) : value;
}

/** Interfaces and enums have no class; touching it is a defect, told by name. */
function missingClass(symbol: TypeSymbol): object {
  return new Proxy(class {}, {
    get: (_target, member) => {
      throw new Error(
        `${symbol.qualifiedName} (${jsTypeName(symbol)}) has no class, ${String(member)} was asked of it`,
      );
    },
  });
}
