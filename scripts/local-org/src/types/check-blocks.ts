/** Triggers and anonymous blocks: a synthetic class around their methods and types, with the block as its code. */
import type { AnonymousMember, ClassDeclaration, Position, Statement, TriggerDeclaration } from '../syntax/ast.ts';
import type { BoundBlock, BoundMethod, BoundTrigger, BoundType } from './bound.ts';
import { bindType } from './check-bodies.ts';
import type { BodyOptions } from './check-bodies.ts';
import { checkFlow } from './check-flow.ts';
import { StatementChecker } from './check-statements.ts';
import { checkDeclaredType } from './check-types.ts';
import type { ProjectContext } from './context.ts';
import type { DeclaredType } from './declare.ts';
import { declareMembers, declareParents, declareType } from './declare.ts';
import { LocalScope } from './scope.ts';
import type { MethodSymbol, TypeSymbol } from './symbols.ts';
import { methodKey } from './symbols.ts';

interface BlockSource {
  readonly name: string;
  readonly file: string;
  readonly apiVersion: number;
  readonly body: readonly AnonymousMember[];
  readonly position: Position;
}

interface BlockParts {
  readonly type: BoundType;
  readonly body: BoundBlock;
}

export function checkTrigger(
  trigger: TriggerDeclaration,
  file: string,
  apiVersion: number,
  context: ProjectContext,
): BoundTrigger | null {
  const object = context.sobjects.find(trigger.object)?.symbol.object;
  if (object === undefined || object === null || !object.triggerable) {
    context.report(file, trigger.position, `sObject type '${trigger.object}' is not supported.`);
    return null;
  }
  const source = { name: trigger.name, file, apiVersion, body: trigger.body, position: trigger.position };
  // Triggers run in system mode. Source: Apex Developer Guide, "Enforcing User or System Mode".
  const { type, body } = bindBlock(source, context, { dataAccess: 'system', triggerObject: object });
  return { name: trigger.name, object, events: trigger.events, body, type, file };
}

/** An anonymous block runs as its user. The block is the static method `run$` of the type. */
export function checkBlock(source: BlockSource, context: ProjectContext): BoundType {
  const { type, body } = bindBlock(source, context, { dataAccess: 'user', triggerObject: null });
  return { ...type, methods: [...type.methods, runMethod(type.symbol, body, source.position, context)] };
}

/** Key of the method that is the block itself. */
export const blockKey = methodKey('run', []);

function runMethod(owner: TypeSymbol, body: BoundBlock, position: Position, context: ProjectContext): BoundMethod {
  const symbol: MethodSymbol = {
    kind: 'method',
    name: 'run',
    owner,
    parameters: [],
    returnType: context.core.void,
    isStatic: true,
    isAbstract: false,
    isVirtual: false,
    isOverride: false,
    access: 'public',
    modifiers: null,
    position,
    key: blockKey,
  };
  return { symbol, parameters: [], body, position, chain: null };
}

function bindBlock(source: BlockSource, context: ProjectContext, options: BodyOptions): BlockParts {
  const owner = declareBlockType(source, context);
  const statements = source.body.filter(isStatement);
  const bound = bindType(owner, context, options);
  const scope = new LocalScope({
    context,
    file: source.file,
    type: owner.symbol,
    isStatic: true,
    returnType: context.core.void,
    isInitializer: false,
    property: null,
    ...options,
  });
  const body: BoundBlock = {
    kind: 'block',
    statements: new StatementChecker(scope).statements(statements),
    position: source.position,
  };
  const block = { kind: 'block' as const, statements, position: source.position, end: source.position };
  for (const problem of checkFlow(block, null)) context.report(source.file, problem.position, problem.message);
  return { type: bound, body };
}

/** The class around a block, as if it had been written. */
function declareBlockType(source: BlockSource, context: ProjectContext): DeclaredType {
  const modifiers = { words: new Set<string>(), annotations: [] };
  const declaration: ClassDeclaration = {
    kind: 'class',
    name: source.name,
    modifiers,
    position: source.position,
    namePosition: source.position,
    superclass: null,
    interfaces: [],
    members: source.body
      .filter(
        (member) =>
          member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum' || member.kind === 'method',
      )
      .map(asStatic),
  };
  const declared = declareType(declaration, null, { file: source.file, apiVersion: source.apiVersion }, context);
  declareParents(declared, context);
  declareMembers(declared, context);
  checkDeclaredType(declared, context);
  return declared;
}

/** Methods of a block are called from its statements, where no object is at hand. */
function asStatic<T extends AnonymousMember>(member: T): T {
  if (member.kind !== 'method') return member;
  const words = new Set([...member.modifiers.words, 'static']);
  return { ...member, modifiers: { ...member.modifiers, words } };
}

function isStatement(member: AnonymousMember): member is Statement {
  return !['class', 'interface', 'enum', 'method'].includes(member.kind);
}
