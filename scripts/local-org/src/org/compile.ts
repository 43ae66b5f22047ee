/** Source to program: parse, check, emit, link. */
import type { Diagnostic } from '../syntax/ast.ts';
import { parseApex } from '../syntax/index.ts';
import type { FlowDefinition } from '../schema/flows/model.ts';
import type { OrgSchema } from '../schema/model.ts';
import { blockKey, checkAnonymous, checkProject, anonymousName } from '../types/project.ts';
import type { CheckedProject, SourceUnit } from '../types/project.ts';
import type { MethodSymbol, TypeSymbol } from '../types/symbols.ts';
import { emitAnonymous, emitProjectType, emitTrigger } from '../emit/index.ts';
import { linkProgram } from '../runtime/index.ts';
import type { Program } from '../runtime/index.ts';
import { emittedHooks, flowClass, platformTypes, userEnumMethods } from '../library/index.ts';
import type { SourceFile } from './project.ts';

export interface CompileInput {
  readonly sources: readonly SourceFile[];
  readonly schema: OrgSchema;
  readonly namespace: string | null;
  /** Label texts by name in lower case. */
  readonly labels: ReadonlyMap<string, string>;
  /** By name in lower case; none when not given. */
  readonly flows?: ReadonlyMap<string, FlowDefinition>;
}

export interface Checked {
  readonly project: CheckedProject;
  /** Of all files, syntax errors included. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses and checks all sources. */
export function checkSources(input: CompileInput): Checked {
  const diagnostics: Diagnostic[] = [];
  const units: SourceUnit[] = [];
  for (const file of input.sources) {
    const parsed = parseApex(file.path, file.source, file.kind);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.unit !== null) units.push({ unit: parsed.unit, apiVersion: file.apiVersion });
  }
  const project = checkProject(units, {
    schema: input.schema,
    platform: platformTypes,
    namespace: input.namespace,
    labels: new Set(input.labels.keys()),
    enumMethods: userEnumMethods,
    flowClasses: { has: (name) => input.flows?.has(name) === true, make: flowClass },
  });
  return { project, diagnostics: [...diagnostics, ...project.diagnostics] };
}

export interface CompiledProgram {
  readonly program: Program;
  readonly project: CheckedProject;
  /** Top-level types of the project. */
  readonly types: readonly TypeSymbol[];
}

/** Emits and links what was checked. Types with problems are left out; callers refuse them before. */
export function compile(
  checked: Checked,
  input: CompileInput,
  options: { readonly coverage: boolean },
): CompiledProgram {
  const { project } = checked;
  const scripts = [
    ...project.types.map((type) => emitProjectType(type, options)),
    ...project.triggers.map((trigger) => emitTrigger(trigger, options)),
  ];
  const program = linkProgram({
    scripts,
    triggers: project.triggers.map((trigger) => ({ ...trigger, type: trigger.type.symbol })),
    platform: platformTypes,
    types: project.symbols,
    sobjectType: (name) => project.context.sobjects.find(name),
    namespace: input.namespace,
    labels: input.labels,
    hooks: emittedHooks,
  });
  return { program, project, types: [...project.symbols.values()] };
}

export interface AnonymousCode {
  readonly diagnostics: readonly Diagnostic[];
  /** Runs the block in the current transaction; null when it does not compile. */
  readonly run: (() => void) | null;
}

/** Compiles anonymous Apex against a program. */
export function compileAnonymous(source: string, compiled: CompiledProgram, apiVersion = 67): AnonymousCode {
  const parsed = parseApex(anonymousName, source, 'anonymous');
  if (parsed.unit === null || parsed.unit.declaration.kind !== 'anonymous')
    return { diagnostics: parsed.diagnostics, run: null };
  const { anonymous, diagnostics } = checkAnonymous(parsed.unit.declaration, apiVersion, compiled.project);
  if (anonymous === null) return { diagnostics, run: null };
  compiled.program.add(emitAnonymous(anonymous, { coverage: false }));
  const method = anonymous.type.methods
    .map((candidate) => candidate.symbol)
    .find((symbol) => symbol.key === blockKey) as MethodSymbol;
  return { diagnostics: [], run: () => void compiled.program.callStatic(method, []) };
}
