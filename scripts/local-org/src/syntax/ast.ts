/**
 * The syntax tree of Apex, as the adapter over apex-parser hands it to `types`.
 * Nodes are plain data, discriminated by `kind`. Names keep the author's spelling; resolution is case-insensitive.
 */
import type { SoqlQuery, SoslQuery } from './soql-ast.ts';

/** A place in a source file; line and column count from 1, as the platform reports them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A problem in source code, in the platform's wording. */
export interface Diagnostic {
  readonly file: string;
  readonly position: Position;
  readonly message: string;
}

/** One parsed source file. */
export interface CompilationUnit {
  readonly file: string;
  readonly source: string;
  readonly declaration: TypeDeclaration | TriggerDeclaration | AnonymousBlock;
}

export interface TriggerDeclaration {
  readonly kind: 'trigger';
  readonly name: string;
  readonly object: string;
  readonly events: readonly TriggerEvent[];
  readonly body: readonly AnonymousMember[];
  readonly position: Position;
}

export type TriggerEvent =
  | 'before insert'
  | 'before update'
  | 'before delete'
  | 'after insert'
  | 'after update'
  | 'after delete'
  | 'after undelete';

/** Anonymous Apex: statements with methods and types between them. */
export interface AnonymousBlock {
  readonly kind: 'anonymous';
  readonly body: readonly AnonymousMember[];
  readonly position: Position;
}

/** What may stand in the body of a trigger or an anonymous block. */
export type AnonymousMember = Statement | MethodDeclaration | TypeDeclaration;

export type TypeDeclaration = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;

interface DeclarationBase {
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly position: Position;
  /** Position of the name itself, where most errors are reported. */
  readonly namePosition: Position;
}

/** Modifiers in lower case (`public`, `static`, `with sharing`, `testmethod`, …) and annotations. */
export interface Modifiers {
  readonly words: ReadonlySet<string>;
  readonly annotations: readonly Annotation[];
}

export interface Annotation {
  readonly name: string;
  /** `@IsTest(SeeAllData=true)` → { seealldata: 'true' }; a single unnamed value has the key 'value'. Keys in lower case. */
  readonly arguments: ReadonlyMap<string, string>;
  readonly position: Position;
}

export interface ClassDeclaration extends DeclarationBase {
  readonly kind: 'class';
  readonly superclass: TypeNode | null;
  readonly interfaces: readonly TypeNode[];
  readonly members: readonly Member[];
}

export interface InterfaceDeclaration extends DeclarationBase {
  readonly kind: 'interface';
  readonly interfaces: readonly TypeNode[];
  readonly members: readonly MethodDeclaration[];
}

export interface EnumDeclaration extends DeclarationBase {
  readonly kind: 'enum';
  readonly values: readonly { readonly name: string; readonly position: Position }[];
}

export type Member =
  | FieldDeclaration
  | PropertyDeclaration
  | MethodDeclaration
  | ConstructorDeclaration
  | InitializerBlock
  | TypeDeclaration;

export interface FieldDeclaration {
  readonly kind: 'field';
  readonly modifiers: Modifiers;
  readonly type: TypeNode;
  readonly variables: readonly VariableDeclarator[];
  readonly position: Position;
}

export interface VariableDeclarator {
  readonly name: string;
  readonly initializer: Expression | null;
  readonly position: Position;
}

export interface PropertyDeclaration extends DeclarationBase {
  readonly kind: 'property';
  readonly type: TypeNode;
  readonly getter: Accessor | null;
  readonly setter: Accessor | null;
}

export interface Accessor {
  readonly modifiers: Modifiers;
  /** null: automatic property. */
  readonly body: Block | null;
  readonly position: Position;
}

export interface MethodDeclaration extends DeclarationBase {
  readonly kind: 'method';
  readonly returnType: TypeNode;
  readonly parameters: readonly Parameter[];
  /** null for abstract and interface methods. */
  readonly body: Block | null;
}

export interface ConstructorDeclaration extends DeclarationBase {
  readonly kind: 'constructor';
  readonly parameters: readonly Parameter[];
  readonly body: Block;
}

export interface InitializerBlock {
  readonly kind: 'initializer';
  readonly isStatic: boolean;
  readonly body: Block;
  readonly position: Position;
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeNode;
  readonly isFinal: boolean;
  readonly position: Position;
}

/** A type as written: `Map<Id, List<Account>>`, `Outer.Inner`, `String[]`. `void` is a name too. */
export interface TypeNode {
  readonly kind: 'type';
  readonly segments: readonly { readonly name: string; readonly arguments: readonly TypeNode[] }[];
  /** How many `[]` follow. */
  readonly arrayDepth: number;
  readonly position: Position;
}

// ── Statements ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type Statement =
  | Block
  | LocalVariableStatement
  | ExpressionStatement
  | IfStatement
  | ForStatement
  | ForEachStatement
  | WhileStatement
  | DoWhileStatement
  | ReturnStatement
  | BreakStatement
  | ContinueStatement
  | ThrowStatement
  | TryStatement
  | SwitchStatement
  | DmlStatement
  | RunAsStatement;

interface Node {
  readonly position: Position;
}

export interface Block extends Node {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  /** Position of the closing brace, where "Missing return statement" is reported by some compilers. */
  readonly end: Position;
}

export interface LocalVariableStatement extends Node {
  readonly kind: 'local';
  readonly isFinal: boolean;
  readonly type: TypeNode;
  readonly variables: readonly VariableDeclarator[];
}

export interface ExpressionStatement extends Node {
  readonly kind: 'expression';
  readonly expression: Expression;
}

export interface IfStatement extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Statement;
  readonly otherwise: Statement | null;
}

export interface ForStatement extends Node {
  readonly kind: 'for';
  readonly initializer: LocalVariableStatement | readonly Expression[] | null;
  readonly condition: Expression | null;
  readonly updates: readonly Expression[];
  readonly body: Statement | null;
}

export interface ForEachStatement extends Node {
  readonly kind: 'foreach';
  readonly type: TypeNode;
  readonly name: string;
  readonly iterable: Expression;
  readonly body: Statement | null;
}

export interface WhileStatement extends Node {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: Statement | null;
}

export interface DoWhileStatement extends Node {
  readonly kind: 'dowhile';
  readonly body: Block;
  readonly condition: Expression;
}

export interface ReturnStatement extends Node {
  readonly kind: 'return';
  readonly value: Expression | null;
}

export interface BreakStatement extends Node {
  readonly kind: 'break';
}

export interface ContinueStatement extends Node {
  readonly kind: 'continue';
}

export interface ThrowStatement extends Node {
  readonly kind: 'throw';
  readonly value: Expression;
}

export interface TryStatement extends Node {
  readonly kind: 'try';
  readonly body: Block;
  readonly catches: readonly {
    readonly type: TypeNode;
    readonly name: string;
    readonly body: Block;
    readonly position: Position;
  }[];
  readonly finally: Block | null;
}

export interface SwitchStatement extends Node {
  readonly kind: 'switch';
  readonly subject: Expression;
  readonly branches: readonly SwitchBranch[];
  readonly otherwise: Block | null;
}

export interface SwitchBranch {
  /** Literals and enum names; or one SObject type with a variable. */
  readonly when:
    | { readonly kind: 'values'; readonly values: readonly Expression[] }
    | { readonly kind: 'type'; readonly type: TypeNode; readonly name: string };
  readonly body: Block;
  readonly position: Position;
}

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export interface DmlStatement extends Node {
  readonly kind: 'dml';
  readonly operation: DmlOperation;
  /** `as user` / `as system`; null when not stated. */
  readonly access: 'user' | 'system' | null;
  readonly target: Expression;
  /** Upsert's external id field (a path such as `Account.Ext__c` or `Ext__c`), or merge's second operand. */
  readonly externalId: string | null;
  readonly mergeWith: Expression | null;
}

export interface RunAsStatement extends Node {
  readonly kind: 'runas';
  readonly user: readonly Expression[];
  readonly body: Block;
}

// ── Expressions ────────────────────────────────────────────────────────────────────────────────────────────────────

export type Expression =
  | LiteralExpression
  | NameExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | NewExpression
  | CastExpression
  | InstanceOfExpression
  | UnaryExpression
  | UpdateExpression
  | BinaryExpression
  | TernaryExpression
  | AssignExpression
  | SoqlExpression
  | SoslExpression
  | TypeLiteralExpression
  | ThisExpression
  | SuperExpression;

/** Numbers keep their text, so that `types` decides range and kind (`1`, `1L`, `1.0`, `1.0d`). */
export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly type: 'integer' | 'long' | 'decimal' | 'double' | 'string' | 'boolean' | 'null';
  /** Strings: the unescaped content; others: the text as written, without suffix. */
  readonly text: string;
}

/** A bare identifier: local, field, property, type, or object name. */
export interface NameExpression extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/** `a.b` or `a?.b`. `A.class` is a TypeLiteral. */
export interface MemberExpression extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string;
  readonly safe: boolean;
  readonly namePosition: Position;
}

export interface IndexExpression extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

/** `f(x)` (object null), `a.f(x)`, `a?.f(x)`, `this(x)`, `super(x)` (name 'this' / 'super', object null). */
export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly object: Expression | null;
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly safe: boolean;
  readonly namePosition: Position;
}

/** `new T(...)`, `new T[n]`, `new List<T>{...}`, `new Map<K,V>{k => v}`, `new Account(Name = 'x')`. */
export interface NewExpression extends Node {
  readonly kind: 'new';
  readonly type: TypeNode;
  readonly creator:
    | { readonly kind: 'arguments'; readonly arguments: readonly Expression[] }
    | { readonly kind: 'fields'; readonly fields: readonly { name: string; value: Expression; position: Position }[] }
    | { readonly kind: 'size'; readonly size: Expression }
    | { readonly kind: 'elements'; readonly elements: readonly Expression[] }
    | { readonly kind: 'entries'; readonly entries: readonly { key: Expression; value: Expression }[] };
}

export interface CastExpression extends Node {
  readonly kind: 'cast';
  readonly type: TypeNode;
  readonly value: Expression;
}

export interface InstanceOfExpression extends Node {
  readonly kind: 'instanceof';
  readonly value: Expression;
  readonly type: TypeNode;
}

export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '+' | '!' | '~';
  readonly operand: Expression;
}

export interface UpdateExpression extends Node {
  readonly kind: 'update';
  readonly operator: '++' | '--';
  readonly prefix: boolean;
  readonly operand: Expression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '=='
  | '!='
  | '==='
  | '!=='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '>>>'
  | '??';

export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface TernaryExpression extends Node {
  readonly kind: 'ternary';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface AssignExpression extends Node {
  readonly kind: 'assign';
  readonly operator: '=' | '+=' | '-=' | '*=' | '/=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '>>>=';
  readonly target: Expression;
  readonly value: Expression;
}

export interface SoqlExpression extends Node {
  readonly kind: 'soql';
  readonly query: SoqlQuery;
}

export interface SoslExpression extends Node {
  readonly kind: 'sosl';
  readonly query: SoslQuery;
}

/** `Account.class`, `List<String>.class`. */
export interface TypeLiteralExpression extends Node {
  readonly kind: 'typeliteral';
  readonly type: TypeNode;
}

export interface ThisExpression extends Node {
  readonly kind: 'this';
}

export interface SuperExpression extends Node {
  readonly kind: 'super';
}
