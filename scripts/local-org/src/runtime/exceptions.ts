/**
 * Apex exceptions. Source: Exception Class and Built-In Exceptions,
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm
 */
import type { TypeSymbol } from '../types/symbols.ts';
import { markEnding } from './ending.ts';
import { platformTypeSymbol } from './platform-symbols.ts';
import { apexStack, type StackPosition } from './positions.ts';
import type { DmlError } from './ports.ts';

/** JavaScript frames kept of an exception; Apex frames are a part of them. */
const keptFrames = 200;

/** What `getMessage()` gives of an exception made without a message. */
const defaultMessage = 'Script-thrown exception';

/** One failed row of a DmlException or EmailException. */
export interface FailedRow {
  readonly index: number;
  readonly id: string | null;
  readonly error: DmlError;
}

/**
 * A thrown Apex exception. Emitted exception classes extend it and have `$type` on their prototype; system exceptions get
 * their type by name.
 */
export class ApexException extends Error {
  apexMessage: string | null;
  apexCause: ApexException | null;
  /** DmlException: the rows that failed. */
  failedRows: readonly FailedRow[];
  /** QueryException in user mode: inaccessible fields by object. */
  inaccessibleFields: ReadonlyMap<string, ReadonlySet<string>> | null;
  #type: TypeSymbol | string | null;
  #stack: readonly StackPosition[] | null;

  constructor(type: TypeSymbol | string | null = null) {
    const outerLimit = Error.stackTraceLimit;
    Error.stackTraceLimit = keptFrames;
    super(defaultMessage);
    Error.stackTraceLimit = outerLimit;
    this.apexMessage = defaultMessage;
    this.apexCause = null;
    this.failedRows = [];
    this.inaccessibleFields = null;
    this.#type = type;
    this.#stack = null;
  }

  /** Sets what the constructors take. Returns the exception, so that it can be thrown in one expression. */
  initialize(message: string | null | undefined, cause: ApexException | null): this {
    if (message !== undefined) this.setMessage(message);
    this.apexCause = cause;
    return this;
  }

  setMessage(message: string | null): void {
    this.apexMessage = message;
    this.message = message ?? '';
  }

  get $type(): TypeSymbol {
    if (this.#type === null) throw new Error('an exception has no type');
    if (typeof this.#type === 'string') this.#type = platformTypeSymbol(this.#type);
    return this.#type;
  }

  /** `System.DmlException`, `MyClass.MyException`; known without a running program. */
  get typeName(): string {
    if (typeof this.#type === 'string') return this.#type;
    return qualifiedTypeName(this.$type);
  }

  /** Apex positions at which it was made, innermost first. */
  get apexStack(): readonly StackPosition[] {
    this.#stack ??= apexStack(this.stack ?? '');
    return this.#stack;
  }

  /** Line of the innermost Apex statement; 0 when no Apex was running. */
  get lineNumber(): number {
    return this.apexStack[0]?.line ?? 0;
  }

  /** `Class.Outer.method: line 12, column 1`, one line per call. */
  get stackTraceString(): string {
    return this.apexStack.map((at) => `${at.unit}: line ${at.line}, column ${at.column}`).join('\n');
  }

  /** `System.DmlException: message`, as the platform prints an exception. */
  override toString(): string {
    return this.apexMessage === null ? this.typeName : `${this.typeName}: ${this.apexMessage}`;
  }
}

/** `System.X` for platform types without another namespace, `ns.Outer.Inner` else: as Exception.getTypeName gives it. */
export function qualifiedTypeName(type: TypeSymbol): string {
  if (type.namespace === null || type.qualifiedName.startsWith(`${type.namespace}.`)) return type.qualifiedName;
  return `${type.namespace}.${type.qualifiedName}`;
}

/** Makes a system exception by full name, `System.DmlException`. */
export function newException(name: string, message: string | null, cause: ApexException | null = null): ApexException {
  if (uncatchable.has(name)) markEnding();
  return new ApexException(name).initialize(message, cause);
}

export function throwApex(name: string, message: string): never {
  throw newException(name, message);
}

/** A member was used on null. */
export function throwNull(): never {
  throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
}

/** Exceptions that no Apex `catch` takes and after which no `finally` runs. Source: Exception Statements, Apex guide. */
const uncatchable = new Set(['System.LimitException', 'System.AssertException']);

/** Whether emitted code may catch it. Errors of the local org itself never are. */
export function isCatchable(error: unknown): error is ApexException {
  return error instanceof ApexException && !uncatchable.has(error.typeName);
}

/**
 * What an emitted catch block does first: gives the Apex exception, or lets the error pass on.
 * A JavaScript stack overflow becomes the platform's LimitException; any other JavaScript error is a defect of the local
 * org and stays what it is.
 */
export function caught(error: unknown): ApexException {
  if (isCatchable(error)) return error;
  throw asApexError(error);
}

/** Maps a JavaScript stack overflow to the platform's exception; leaves everything else alone. */
export function asApexError(error: unknown): unknown {
  if (error instanceof RangeError && error.message.includes('call stack')) return stackOverflow();
  return error;
}

/** Apex calls that may be open at once. */
export const maximumDepth = 1000;

export function stackOverflow(): ApexException {
  return newException('System.LimitException', `Maximum stack depth reached: ${maximumDepth + 1}`);
}

/** Something the platform has and the local org does not. Never caught by Apex; counted, so that a green run can tell. */
export class NotImplementedError extends Error {
  /** What it was, without "not implemented". */
  readonly what: string;

  constructor(what: string) {
    super(`not implemented: ${what}`);
    this.name = 'NotImplementedError';
    this.what = what;
  }
}

/** What was touched although it is not implemented, with the number of times. */
export const notImplementedCounts: Map<string, number> = new Map();

export function notImplemented(what: string): never {
  notImplementedCounts.set(what, (notImplementedCounts.get(what) ?? 0) + 1);
  throw new NotImplementedError(what);
}
