/** What the passes over one project share: its types, the platform's, the schema, and the problems found so far. */
import type { Diagnostic, Position } from '../syntax/ast.ts';
import type { OrgSchema } from '../schema/model.ts';
import { Core } from './core.ts';
import { FlowTypes } from './flow-types.ts';
import type { FlowClasses } from './flow-types.ts';
import type { PlatformTypes } from './platform-types.ts';
import { SObjectTypes } from './sobject-types.ts';
import type { MethodSymbol, TypeSymbol } from './symbols.ts';

export interface ProjectInput {
  readonly schema: OrgSchema;
  readonly platform: PlatformTypes;
  readonly namespace: string | null;
  /** Names of the project's custom labels, in lower case. */
  readonly labels: ReadonlySet<string>;
  /** Methods that the platform gives every enum. */
  readonly enumMethods: (symbol: TypeSymbol, core: Core) => MethodSymbol[];
  /** Flows that code may name as types; none when not given. */
  readonly flowClasses?: FlowClasses;
}

export class ProjectContext {
  readonly core: Core;
  readonly sobjects: SObjectTypes;
  readonly flows: FlowTypes;
  readonly input: ProjectInput;
  /** Top-level types of the project, by name in lower case. */
  readonly types = new Map<string, TypeSymbol>();
  readonly diagnostics: Diagnostic[] = [];

  constructor(input: ProjectInput) {
    this.input = input;
    this.core = new Core(input.platform);
    this.sobjects = new SObjectTypes(input.schema, this.core);
    this.flows = new FlowTypes(input.flowClasses ?? null, this.core, input.namespace);
  }

  get namespace(): string | null {
    return this.input.namespace;
  }

  report(file: string, position: Position, message: string): void {
    const known = this.diagnostics.some(
      (d) =>
        d.file === file &&
        d.position.line === position.line &&
        d.position.column === position.column &&
        d.message === message,
    );
    if (!known) this.diagnostics.push({ file, position, message });
  }
}

/** A problem that ends the checking of one statement or member; caught where the next one begins. */
export class CheckError extends Error {
  readonly position: Position;

  constructor(position: Position, message: string) {
    super(message);
    this.position = position;
  }
}
