/**
 * Runs Apex tests: each method in a frame of its own over the template's data, rolled back afterwards.
 * Source: Apex Developer Guide, "Testing Apex", "Using Test Setup Methods".
 */
import type { MethodSymbol, TypeSymbol } from '../types/symbols.ts';
import { ApexException } from '../runtime/index.ts';
import type { OrgRuntime } from './runtime.ts';

export interface TestResult {
  readonly className: string;
  readonly methodName: string;
  readonly passed: boolean;
  readonly message: string | null;
  readonly stackTrace: string | null;
  readonly milliseconds: number;
  /** System.debug lines, for failed tests. */
  readonly log: readonly string[];
}

/** A class with tests, by name. */
export interface TestClass {
  readonly symbol: TypeSymbol;
  readonly setup: readonly MethodSymbol[];
  readonly methods: readonly MethodSymbol[];
}

/** The test classes of a program; `filter` is `Class` or `Class.method`, any case, `*` stands for anything. */
export function findTests(types: Iterable<TypeSymbol>, filter: string | null): TestClass[] {
  const [classFilter, methodFilter] = (filter ?? '').split('.');
  const found: TestClass[] = [];
  for (const symbol of types) {
    if (!symbol.isTest || symbol.outer !== null || !matches(symbol.name, classFilter)) continue;
    const all = [...symbol.methods.values()].flat();
    const methods = all.filter((method) => isTestMethod(method) && matches(method.name, methodFilter));
    if (methods.length > 0)
      found.push({ symbol, methods, setup: all.filter((method) => hasAnnotation(method, 'testsetup')) });
  }
  return found.sort((a, b) => a.symbol.name.localeCompare(b.symbol.name));
}

/** What a project takes in from outside of its folder is an installed package to it, whose tests are that package's business. */
export function isOwnTest({ symbol }: TestClass): boolean {
  return symbol.declaredAt?.file.startsWith('../') !== true;
}

/** Runs one class: its set-up once, then every method on the data that the set-up left. */
export function runTestClass(org: OrgRuntime, test: TestClass): TestResult[] {
  return org.inTestSandbox(() => {
    for (const method of test.setup) {
      const result = runMethod(org, test.symbol, method, true);
      if (!result.passed) {
        const message = `The test setup ${method.name} failed: ${result.message}`;
        return test.methods.map((failed) => ({ ...result, methodName: failed.name, message }));
      }
    }
    return test.methods.map((method) => org.inTestSandbox(() => runMethod(org, test.symbol, method, false)));
  });
}

function runMethod(org: OrgRuntime, type: TypeSymbol, method: MethodSymbol, keep: boolean): TestResult {
  const started = performance.now();
  const run = org.runTestMethod(type, method, keep);
  const milliseconds = performance.now() - started;
  const base = { className: type.name, methodName: method.name, milliseconds };
  if (run.error === null) return { ...base, passed: true, message: null, stackTrace: null, log: [] };
  return { ...base, passed: false, ...describeFailure(run.error), log: run.log };
}

function describeFailure(error: unknown): { message: string; stackTrace: string | null } {
  if (error instanceof ApexException) return { message: error.toString(), stackTrace: error.stackTraceString };
  // Not an Apex exception: a defect of the local org, shown with its own stack so that it can be mended.
  return error instanceof Error
    ? { message: `${error.name}: ${error.message}`, stackTrace: error.stack ?? null }
    : { message: String(error), stackTrace: null };
}

function isTestMethod(method: MethodSymbol): boolean {
  return hasAnnotation(method, 'istest') || method.modifiers?.words.has('testmethod') === true;
}

function hasAnnotation(method: MethodSymbol, name: string): boolean {
  return method.modifiers?.annotations.some((annotation) => annotation.name.toLowerCase() === name) ?? false;
}

function matches(name: string, pattern: string | undefined): boolean {
  if (pattern === undefined || pattern === '') return true;
  const expression = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${expression}$`).test(name.toLowerCase());
}
