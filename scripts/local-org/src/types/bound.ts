/**
 * The bound tree: what the checker hands to the emitter. Every name is resolved, every overload chosen, every implicit
 * conversion explicit; the emitter needs no lookup and makes no decision about types.
 */
import type { DmlOperation, Position, TriggerEvent } from '../syntax/ast.ts';
import type { SoqlQuery, SoslQuery } from '../syntax/soql-ast.ts';
import type { FieldSchema, ObjectSchema } from '../schema/model.ts';
import type { FieldSymbol, LocalSymbol, MethodSymbol, Type, TypeSymbol } from './symbols.ts';

/** A top-level class, interface or enum with its inner types, ready for emission. */
export interface BoundType {
  readonly symbol: TypeSymbol;
  /** In the order of the source: static initialisers and static fields, then per instance. */
  readonly staticInitializers: readonly BoundInitializer[];
  readonly instanceInitializers: readonly BoundInitializer[];
  readonly methods: readonly BoundMethod[];
  readonly constructors: readonly BoundMethod[];
  readonly properties: readonly BoundProperty[];
  readonly inner: readonly BoundType[];
  /**
   * Method keys under which a method must also be callable: the key of the overridden or implemented method where it
   * differs from its own (generic interfaces).
   */
  readonly bridges: readonly { readonly key: string; readonly to: string }[];
}

export type BoundInitializer =
  | {
      readonly kind: 'field';
      readonly field: FieldSymbol;
      readonly value: BoundExpression | null;
      readonly position: Position;
    }
  | { readonly kind: 'block'; readonly body: BoundBlock; readonly position: Position };

export interface BoundMethod {
  readonly symbol: MethodSymbol;
  readonly parameters: readonly LocalSymbol[];
  readonly body: BoundBlock;
  readonly position: Position;
  /** Constructors: the explicit or implicit this(...)/super(...) call; null when there is nothing to call. */
  readonly chain: {
    readonly to: MethodSymbol;
    readonly args: readonly BoundExpression[];
    readonly position: Position;
  } | null;
}

/** A property with code in at least one accessor; automatic ones are plain fields. */
export interface BoundProperty {
  readonly symbol: FieldSymbol;
  readonly getter: BoundBlock | null;
  /** The `value` parameter of the setter. */
  readonly setter: { readonly value: LocalSymbol; readonly body: BoundBlock } | null;
}

export interface BoundTrigger {
  readonly name: string;
  readonly object: ObjectSchema;
  readonly events: readonly TriggerEvent[];
  readonly body: BoundBlock;
  /** Methods and types declared inside are members of this synthetic type. */
  readonly type: BoundType;
  readonly file: string;
}

/** Anonymous Apex: a synthetic type whose static method `run$` is the block. */
export interface BoundAnonymous {
  readonly type: BoundType;
}

// ── Statements ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type BoundStatement =
  | BoundBlock
  | ({ readonly kind: 'local'; readonly local: LocalSymbol; readonly value: BoundExpression | null } & At)
  | ({ readonly kind: 'expression'; readonly expression: BoundExpression } & At)
  | ({
      readonly kind: 'if';
      readonly condition: BoundExpression;
      readonly then: BoundStatement;
      readonly otherwise: BoundStatement | null;
    } & At)
  | ({
      readonly kind: 'for';
      readonly initializers: readonly BoundStatement[];
      readonly condition: BoundExpression | null;
      readonly updates: readonly BoundExpression[];
      readonly body: BoundStatement;
    } & At)
  | ({
      readonly kind: 'foreach';
      readonly local: LocalSymbol;
      /** How the iterable is walked; `soql` streams batches of 200, `soql-batch` gives the body lists of 200. */
      readonly over: 'list' | 'set' | 'iterable' | 'soql' | 'soql-batch';
      readonly iterable: BoundExpression;
      readonly body: BoundStatement;
    } & At)
  | ({ readonly kind: 'while'; readonly condition: BoundExpression; readonly body: BoundStatement } & At)
  | ({ readonly kind: 'dowhile'; readonly body: BoundStatement; readonly condition: BoundExpression } & At)
  | ({ readonly kind: 'return'; readonly value: BoundExpression | null } & At)
  | ({ readonly kind: 'break' } & At)
  | ({ readonly kind: 'continue' } & At)
  | ({ readonly kind: 'throw'; readonly value: BoundExpression } & At)
  | ({
      readonly kind: 'try';
      readonly body: BoundBlock;
      readonly catches: readonly { readonly type: Type; readonly local: LocalSymbol; readonly body: BoundBlock }[];
      readonly finally: BoundBlock | null;
    } & At)
  | ({
      readonly kind: 'switch';
      readonly subject: BoundExpression;
      readonly branches: readonly {
        readonly when:
          | { readonly kind: 'values'; readonly values: readonly BoundExpression[] }
          | { readonly kind: 'type'; readonly type: Type; readonly local: LocalSymbol };
        readonly body: BoundBlock;
      }[];
      readonly otherwise: BoundBlock | null;
    } & At)
  | ({
      readonly kind: 'dml';
      readonly operation: DmlOperation;
      /** A single record, or a list; the emitter passes it as it is. */
      readonly target: BoundExpression;
      /** Never null: the statement's own mode, or the default of the class's API version. */
      readonly access: 'user' | 'system';
      readonly externalId: FieldSchema | null;
      readonly mergeWith: BoundExpression | null;
    } & At)
  | ({ readonly kind: 'runas'; readonly user: BoundExpression; readonly body: BoundBlock } & At);

interface At {
  readonly position: Position;
}

export interface BoundBlock extends At {
  readonly kind: 'block';
  readonly statements: readonly BoundStatement[];
}

// ── Expressions ────────────────────────────────────────────────────────────────────────────────────────────────────

/** How a value is represented at run time; chosen by static type, decides the operation. See runtime/README. */
export type Operand =
  | 'boolean'
  | 'integer'
  | 'long'
  | 'double'
  | 'decimal'
  | 'string'
  | 'id'
  | 'date'
  | 'datetime'
  | 'time'
  | 'blob'
  | 'enum'
  | 'object'
  | 'sobject';

/**
 * Implicit and explicit conversions between representations.
 * box: primitive → Object (a Double becomes a DoubleBox, so that it differs from an Integer; others stay as they are);
 * unbox: Object → primitive after a checked cast.
 */
export type Conversion =
  | 'integer-long'
  | 'integer-double'
  | 'integer-decimal'
  | 'long-double'
  | 'long-decimal'
  | 'double-decimal'
  | 'decimal-double'
  | 'string-id'
  | 'id-string'
  | 'date-datetime'
  | 'list-record'
  | 'box-double'
  | 'unbox-double';

export type BoundExpression =
  | ({
      readonly kind: 'constant';
      readonly value:
        null | boolean | number | bigint | string | { readonly decimal: string } | { readonly double: number };
    } & Typed)
  | ({ readonly kind: 'local-get'; readonly local: LocalSymbol } & Typed)
  | ({ readonly kind: 'this' } & Typed)
  /** target null: static. Through accessors when `field.accessors` has code, or native when the owner is a platform type. */
  | ({ readonly kind: 'field-get'; readonly target: BoundExpression | null; readonly field: FieldSymbol } & Typed)
  /** `acc.Name`, `c.Account.Name` (a parent is an sobject-parent). */
  | ({ readonly kind: 'sobject-get'; readonly target: BoundExpression; readonly field: FieldSchema } & Typed)
  | ({ readonly kind: 'sobject-parent'; readonly target: BoundExpression; readonly field: FieldSchema } & Typed)
  | ({ readonly kind: 'sobject-children'; readonly target: BoundExpression; readonly relationship: string } & Typed)
  | ({ readonly kind: 'index-get'; readonly list: BoundExpression; readonly index: BoundExpression } & Typed)
  | ({
      readonly kind: 'call';
      /** null: static. */
      readonly target: BoundExpression | null;
      readonly method: MethodSymbol;
      readonly args: readonly BoundExpression[];
      /** `super.f()`: the method of the superclass itself. */
      readonly isSuper: boolean;
      /** For methods that capture their caller's scope: every visible local, field and property by lower-case name. */
      readonly scope: readonly { readonly name: string; readonly value: BoundExpression }[] | null;
    } & Typed)
  | ({ readonly kind: 'new'; readonly constructor: MethodSymbol; readonly args: readonly BoundExpression[] } & Typed)
  | ({
      readonly kind: 'new-sobject';
      readonly object: ObjectSchema;
      readonly fields: readonly {
        readonly field: FieldSchema | { readonly relationship: string };
        readonly value: BoundExpression;
      }[];
    } & Typed)
  | ({
      readonly kind: 'new-list';
      readonly elements: readonly BoundExpression[];
      readonly size: BoundExpression | null;
    } & Typed)
  | ({ readonly kind: 'new-set'; readonly elements: readonly BoundExpression[] } & Typed)
  | ({
      readonly kind: 'new-map';
      readonly entries: readonly { readonly key: BoundExpression; readonly value: BoundExpression }[];
    } & Typed)
  | ({ readonly kind: 'convert'; readonly conversion: Conversion; readonly value: BoundExpression } & Typed)
  /** A cast that can fail at run time (TypeException "Invalid conversion from runtime type X to Y"). */
  | ({ readonly kind: 'cast'; readonly value: BoundExpression } & Typed)
  | ({ readonly kind: 'instanceof'; readonly value: BoundExpression; readonly test: Type } & Typed)
  | ({ readonly kind: 'not'; readonly operand: BoundExpression } & Typed)
  | ({
      readonly kind: 'negate' | 'complement';
      readonly operand: BoundExpression;
      readonly operandKind: Operand;
    } & Typed)
  /** Both operands already converted to `operandKind`; `==` on strings ignores case, `===` is identity. */
  | ({
      readonly kind: 'binary';
      readonly operator:
        | '+'
        | '-'
        | '*'
        | '/'
        | '=='
        | '!='
        | '==='
        | '!=='
        | '<'
        | '<='
        | '>'
        | '>='
        | '&'
        | '|'
        | '^'
        | '<<'
        | '>>'
        | '>>>';
      readonly operandKind: Operand;
      readonly left: BoundExpression;
      readonly right: BoundExpression;
    } & Typed)
  /** String concatenation: each part is rendered as Apex's String.valueOf does for its static type. */
  | ({ readonly kind: 'concat'; readonly parts: readonly BoundExpression[] } & Typed)
  | ({
      readonly kind: 'logical';
      readonly operator: '&&' | '||';
      readonly left: BoundExpression;
      readonly right: BoundExpression;
    } & Typed)
  | ({ readonly kind: 'coalesce'; readonly left: BoundExpression; readonly right: BoundExpression } & Typed)
  | ({
      readonly kind: 'conditional';
      readonly condition: BoundExpression;
      readonly then: BoundExpression;
      readonly otherwise: BoundExpression;
    } & Typed)
  /** `value` is the whole new value; for compound assignments it reads `previous`. */
  | ({ readonly kind: 'assign'; readonly target: BoundTarget; readonly value: BoundExpression } & Typed)
  /** `a += b`, `i++`: reads the target once, computes `value` (which contains `previous`), writes; yields old or new. */
  | ({
      readonly kind: 'modify';
      readonly target: BoundTarget;
      readonly value: BoundExpression;
      readonly yields: 'old' | 'new';
    } & Typed)
  /** The old value of the innermost enclosing `modify`. */
  | ({ readonly kind: 'previous' } & Typed)
  /** `a?.b.c()`: `receiver` is evaluated once; if it is null the whole is null, else `access`, in which `receiver-value` stands for it. */
  | ({ readonly kind: 'safe'; readonly receiver: BoundExpression; readonly access: BoundExpression } & Typed)
  /** The value of the innermost enclosing `safe`. */
  | ({ readonly kind: 'receiver-value' } & Typed)
  | ({
      readonly kind: 'soql';
      readonly query: SoqlQuery;
      /** Values of the query's `:binds` in the order they stand in the text. */
      readonly binds: readonly BoundExpression[];
      /** list: records or aggregates; single: one record, QueryException when not exactly one; count: SELECT COUNT(). */
      readonly result: 'list' | 'single' | 'count';
      readonly access: 'user' | 'system';
    } & Typed)
  | ({
      readonly kind: 'sosl';
      readonly query: SoslQuery;
      readonly binds: readonly BoundExpression[];
      readonly access: 'user' | 'system';
    } & Typed)
  /** `X.class`. */
  | ({ readonly kind: 'type-literal'; readonly literal: Type } & Typed)
  /** `Account.SObjectType`, `Account.Name` as a Schema.SObjectField, `Account.SObjectType.Name` chains are calls on these. */
  | ({ readonly kind: 'sobject-type-token'; readonly object: ObjectSchema } & Typed)
  | ({ readonly kind: 'sobject-field-token'; readonly object: ObjectSchema; readonly field: FieldSchema } & Typed)
  /** `System.Label.X`. */
  | ({ readonly kind: 'label'; readonly namespace: string | null; readonly name: string } & Typed)
  /** `Trigger.new`, `Trigger.isInsert`, … name in lower case. */
  | ({ readonly kind: 'trigger-variable'; readonly name: string } & Typed)
  | ({ readonly kind: 'enum-constant'; readonly name: string } & Typed);

interface Typed {
  readonly type: Type;
  readonly position: Position;
}

export type BoundTarget =
  | { readonly kind: 'local'; readonly local: LocalSymbol }
  | { readonly kind: 'field'; readonly target: BoundExpression | null; readonly field: FieldSymbol }
  | { readonly kind: 'sobject-field'; readonly target: BoundExpression; readonly field: FieldSchema }
  | { readonly kind: 'sobject-parent'; readonly target: BoundExpression; readonly field: FieldSchema }
  | { readonly kind: 'index'; readonly list: BoundExpression; readonly index: BoundExpression };
