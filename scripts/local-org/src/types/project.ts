/** The way in: checks a project, or an anonymous block against one. */
import type { AnonymousBlock, CompilationUnit, Diagnostic, TypeDeclaration } from '../syntax/ast.ts';
import type { BoundAnonymous, BoundTrigger, BoundType } from './bound.ts';
import { bindType } from './check-bodies.ts';
import { checkBlock, checkTrigger } from './check-blocks.ts';
import { checkFutures } from './check-future.ts';
import { checkInvocables } from './check-invocable.ts';
import { checkDeclaredType } from './check-types.ts';
import { ProjectContext } from './context.ts';
import type { ProjectInput } from './context.ts';
import type { DeclaredType } from './declare.ts';
import { declareMembers, declareParents, declareType } from './declare.ts';
import type { TypeSymbol } from './symbols.ts';

export { blockKey } from './check-blocks.ts';
export type { ProjectInput } from './context.ts';

/** A parsed file with the API version of its -meta.xml. */
export interface SourceUnit {
  readonly unit: CompilationUnit;
  readonly apiVersion: number;
}

export interface CheckedProject {
  /** Types without problems in their file. */
  readonly types: readonly BoundType[];
  readonly triggers: readonly BoundTrigger[];
  readonly diagnostics: readonly Diagnostic[];
  /** All top-level types by name in lower case, those with problems too. */
  readonly symbols: ReadonlyMap<string, TypeSymbol>;
  /** For checking anonymous blocks against the project. */
  readonly context: ProjectContext;
}

/** Checks all files together. A file with problems does not keep the others from being checked. */
export function checkProject(units: readonly SourceUnit[], input: ProjectInput): CheckedProject {
  const context = new ProjectContext(input);
  const declared = declareTypes(units, context);
  for (const type of declared) declareParents(type, context);
  for (const type of declared) declareMembers(type, context);
  for (const type of declared) checkDeclaredType(type, context);
  for (const type of declared) checkInvocables(type, context);
  for (const type of declared) checkFutures(type, context);
  const bound = declared.map((type) => bindType(type, context));
  const triggers = units.flatMap(({ unit, apiVersion }) => {
    if (unit.declaration.kind !== 'trigger') return [];
    return checkTrigger(unit.declaration, unit.file, apiVersion, context) ?? [];
  });
  const wrong = new Set(context.diagnostics.map((diagnostic) => diagnostic.file));
  return {
    types: bound.filter((type) => !wrong.has(type.symbol.declaredAt?.file ?? '')),
    triggers: triggers.filter((trigger) => !wrong.has(trigger.file)),
    diagnostics: [...context.diagnostics],
    symbols: context.types,
    context,
  };
}

function declareTypes(units: readonly SourceUnit[], context: ProjectContext): DeclaredType[] {
  const declared: DeclaredType[] = [];
  for (const { unit, apiVersion } of units) {
    if (!isType(unit.declaration)) continue;
    const type = declareType(unit.declaration, null, { file: unit.file, apiVersion }, context);
    const key = type.symbol.name.toLowerCase();
    if (context.types.has(key)) {
      context.report(unit.file, unit.declaration.namePosition, `Duplicate class name: ${type.symbol.name}`);
      continue;
    }
    context.types.set(key, type.symbol);
    declared.push(type);
  }
  return declared;
}

function isType(declaration: CompilationUnit['declaration']): declaration is TypeDeclaration {
  return declaration.kind !== 'trigger' && declaration.kind !== 'anonymous';
}

/** Name of an anonymous block in stack traces and messages. */
export const anonymousName = 'AnonymousBlock';

/** Checks an anonymous block against a checked project; the project itself stays as it is. */
export function checkAnonymous(
  block: AnonymousBlock,
  apiVersion: number,
  project: CheckedProject,
): { readonly anonymous: BoundAnonymous | null; readonly diagnostics: readonly Diagnostic[] } {
  const { context } = project;
  const before = context.diagnostics.length;
  const type = checkBlock(
    { name: anonymousName, file: anonymousName, apiVersion, body: block.body, position: block.position },
    context,
  );
  const diagnostics = context.diagnostics.splice(before);
  return { anonymous: diagnostics.length === 0 ? { type } : null, diagnostics };
}
