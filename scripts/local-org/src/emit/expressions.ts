/** Expressions of the bound tree as JavaScript text. */
import type { BoundExpression, BoundTarget, Operand } from '../types/bound.ts';
import type { FieldSymbol, MethodSymbol, Type } from '../types/symbols.ts';
import { isFuture } from '../types/check-future.ts';
import { jsFieldName, jsGetterName, jsLocalName, jsMethodName, jsSetterName } from '../types/emitted-names.ts';
import type { ScriptWriter } from './script.ts';

/** What expressions depend on beside their own nodes. */
export interface EmitScope {
  readonly writer: ScriptWriter;
  /** The property whose accessor is being emitted: inside it, its name means the storage. */
  readonly property: FieldSymbol | null;
  /** A fresh JavaScript name for a temporary. */
  temporary(prefix: string): string;
}

type Of<K extends BoundExpression['kind']> = Extract<BoundExpression, { readonly kind: K }>;

export class ExpressionEmitter {
  readonly #scope: EmitScope;
  /** Names of the innermost `modify` and `safe` values. */
  readonly #previous: string[] = [];
  readonly #receivers: string[] = [];

  constructor(scope: EmitScope) {
    this.#scope = scope;
  }

  emit(e: BoundExpression): string {
    switch (e.kind) {
      case 'constant':
        return this.#constant(e);
      case 'local-get':
        return jsLocalName(e.local);
      case 'this':
        return 'this';
      case 'field-get':
        return this.#fieldGet(e.target, e.field);
      case 'sobject-get':
        return `R.sobjectGet(${this.emit(e.target)}, ${quote(e.field.name.toLowerCase())})`;
      case 'sobject-parent':
        return `R.sobjectParent(${this.emit(e.target)}, ${quote((e.field.relationshipName ?? '').toLowerCase())})`;
      case 'sobject-children':
        return `R.sobjectChildren(${this.emit(e.target)}, ${quote(e.relationship.toLowerCase())}, ${this.#type(e.type)})`;
      case 'index-get':
        return `R.listGet(${this.emit(e.list)}, ${this.emit(e.index)})`;
      case 'call':
        return this.#call(e);
      case 'new':
        return this.#new(e);
      case 'new-sobject':
        return this.#newSObject(e);
      case 'new-list':
        return e.size === null
          ? `R.newList(${this.#type(e.type)}, [${this.#list(e.elements)}])`
          : `R.newSizedList(${this.#type(e.type)}, ${this.emit(e.size)})`;
      case 'new-set':
        return `R.newSet(${this.#type(e.type)}, [${this.#list(e.elements)}])`;
      case 'new-map':
        return `R.newMap(${this.#type(e.type)}, [${e.entries.map((entry) => `[${this.emit(entry.key)}, ${this.emit(entry.value)}]`).join(', ')}])`;
      case 'convert':
        return `R.convert${camel(e.conversion)}(${this.emit(e.value)})`;
      case 'cast':
        return `R.cast(${this.emit(e.value)}, ${this.#type(e.type)})`;
      case 'instanceof':
        return `R.isInstance(${this.emit(e.value)}, ${this.#type(e.test)})`;
      case 'not':
        return `!R.condition(${this.emit(e.operand)})`;
      case 'negate':
      case 'complement':
        return `R.${e.operandKind}.${e.kind}(${this.emit(e.operand)})`;
      case 'binary':
        return this.#binary(e);
      case 'concat':
        return `(${e.parts.map((part) => this.#text(part)).join(' + ')})`;
      case 'logical':
        return `(R.condition(${this.emit(e.left)}) ${e.operator} R.condition(${this.emit(e.right)}))`;
      case 'coalesce':
        return `(${this.emit(e.left)} ?? ${this.emit(e.right)})`;
      case 'conditional':
        return `(R.condition(${this.emit(e.condition)}) ? ${this.emit(e.then)} : ${this.emit(e.otherwise)})`;
      case 'assign':
        return this.#assign(e.target, this.emit(e.value));
      case 'modify':
        return this.#modify(e);
      case 'previous':
        return innermost(this.#previous, 'modify');
      case 'safe':
        return this.#safe(e);
      case 'receiver-value':
        return innermost(this.#receivers, 'safe');
      case 'soql':
        return `R.query(${this.#constantOf(e.query)}, [${this.#list(e.binds)}], ${quote(e.access)}, ${quote(e.result)}, ${this.#type(e.type)})`;
      case 'sosl':
        return `R.search(${this.#constantOf(e.query)}, [${this.#list(e.binds)}], ${quote(e.access)}, ${this.#type(e.type)})`;
      case 'type-literal':
        return `R.typeLiteral(${this.#type(e.literal)})`;
      case 'sobject-type-token':
        return `R.sobjectTypeToken(${this.#constantOf(e.object)})`;
      case 'sobject-field-token':
        return `R.sobjectFieldToken(${this.#constantOf(e.object)}, ${this.#constantOf(e.field)})`;
      case 'label':
        return `R.label(${JSON.stringify(e.namespace)}, ${quote(e.name)})`;
      case 'trigger-variable':
        return `R.triggerVariable(${quote(e.name)}, ${this.#type(e.type)})`;
      case 'enum-constant':
        return `R.enumConstant(${this.#constantOf(e.type.symbol)}, ${quote(e.name)})`;
    }
  }

  /** An expression used as a condition: null is a null pointer there, as on the platform. */
  condition(e: BoundExpression): string {
    return `R.condition(${this.emit(e)})`;
  }

  list(expressions: readonly BoundExpression[]): string {
    return this.#list(expressions);
  }

  #constant(e: Of<'constant'>): string {
    const { value } = e;
    if (value === null || typeof value === 'boolean') return String(value);
    if (typeof value === 'number') return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'string') return quote(value);
    if ('double' in value) return `(${value.double})`;
    return this.#scope.writer.constant(decimalConstant(value.decimal));
  }

  #fieldGet(target: BoundExpression | null, field: FieldSymbol): string {
    if (field.native !== undefined) {
      if (field.native.get === undefined)
        throw new Error(`the platform property ${field.owner.qualifiedName}.${field.name} has no getter`);
      const get = this.#scope.writer.native(field.native.get);
      return target === null ? `${get}()` : `${get}(R.nonNull(${this.emit(target)}))`;
    }
    if (target === null && field.constant !== undefined && field.isFinal) return literal(field.constant);
    if (field.accessors?.get === 'code' && !this.#isOwnStorage(field)) {
      return target === null
        ? `${this.#class(field)}.${jsGetterName(field)}()`
        : `R.nonNull(${this.emit(target)}).${jsGetterName(field)}()`;
    }
    return this.#storage(target, field);
  }

  #storage(target: BoundExpression | null, field: FieldSymbol): string {
    if (target === null) return `R.statics(${this.#class(field)}).${jsFieldName(field)}`;
    return `${this.#receiver(target)}.${jsFieldName(field)}`;
  }

  #isOwnStorage(field: FieldSymbol): boolean {
    return this.#scope.property === field;
  }

  #class(member: FieldSymbol | MethodSymbol): string {
    return this.#scope.writer.type(member.owner);
  }

  #receiver(target: BoundExpression): string {
    return target.kind === 'this' ? 'this' : `R.nonNull(${this.emit(target)})`;
  }

  #call(e: Of<'call'>): string {
    const call = this.#plainCall(e);
    if (e.scope === null) return call;
    const names = e.scope.map(({ name, value }) => `[${quote(name)}, ${this.emit(value)}]`);
    return `R.withScope([${names.join(', ')}], () => ${call})`;
  }

  #plainCall(e: Of<'call'>): string {
    const { method, target } = e;
    const args = method.takesQuery === true ? this.#queryArguments(e.args) : this.#list(e.args);
    if (method.native !== undefined) {
      const native = this.#scope.writer.native(method.native);
      if (target === null) return `${native}(${args})`;
      const receiver = this.#receiver(target);
      return args === '' ? `${native}(${receiver})` : `${native}(${receiver}, ${args})`;
    }
    if (target === null && isFuture(method)) return `R.future(${this.#constantOf(method)}, [${args}])`;
    if (target === null) return `${this.#class(method)}.${jsMethodName(method)}(${args})`;
    if (method.owner.declaredAt === null)
      return `R.callMethod(${this.#receiver(target)}, ${quote(method.key)}, [${args}])`;
    if (e.isSuper)
      return `${this.#class(method)}.prototype.${jsMethodName(method)}.call(this${args === '' ? '' : `, ${args}`})`;
    return `${this.#receiver(target)}.${jsMethodName(method)}(${args})`;
  }

  /** The first argument is a query that the method runs itself. */
  #queryArguments([query, ...others]: readonly BoundExpression[]): string {
    if (query?.kind !== 'soql') throw new Error('a method that takes a query was given something else');
    const deferred = `R.deferQuery(${this.#constantOf(query.query)}, [${this.#list(query.binds)}], ${quote(query.access)}, ${this.#type(query.type)})`;
    return [deferred, ...others.map((other) => this.emit(other))].join(', ');
  }

  #new(e: Of<'new'>): string {
    const args = this.#list(e.args);
    const constructor = e.constructor;
    if (constructor.native !== undefined && e.type.symbol.declaredAt === null) {
      return `${this.#scope.writer.native(constructor.native)}(${this.#type(e.type)}${args === '' ? '' : `, ${args}`})`;
    }
    return `new ${this.#scope.writer.type(e.type.symbol)}().${jsMethodName(constructor)}(${args})`;
  }

  #newSObject(e: Of<'new-sobject'>): string {
    const fields = e.fields.map(({ field, value }) =>
      'relationship' in field
        ? `[true, ${quote(field.relationship.toLowerCase())}, ${this.emit(value)}]`
        : `[false, ${quote(field.name.toLowerCase())}, ${this.emit(value)}]`,
    );
    return `R.newSObject(${this.#constantOf(e.object)}, [${fields.join(', ')}])`;
  }

  #binary(e: Of<'binary'>): string {
    const left = this.emit(e.left);
    const right = this.emit(e.right);
    return `R.${e.operandKind}.${operationName(e.operator, e.operandKind)}(${left}, ${right})`;
  }

  /** A part of a concatenation: printed by its static type, since a Double looks like an Integer at run time. */
  #text(e: BoundExpression): string {
    if (e.kind === 'constant' && typeof e.value === 'string') return quote(e.value);
    return e.type.symbol.qualifiedName === 'Double' ? `R.doubleText(${this.emit(e)})` : `R.text(${this.emit(e)})`;
  }

  #assign(target: BoundTarget, value: string): string {
    switch (target.kind) {
      case 'local':
        return `(${jsLocalName(target.local)} = ${value})`;
      case 'field':
        return this.#assignField(target.target, target.field, value);
      case 'sobject-field':
        return `R.sobjectSet(${this.emit(target.target)}, ${quote(target.field.name.toLowerCase())}, ${value})`;
      case 'sobject-parent':
        return `R.sobjectSetParent(${this.emit(target.target)}, ${quote((target.field.relationshipName ?? '').toLowerCase())}, ${value})`;
      case 'index':
        return `R.listSet(${this.emit(target.list)}, ${this.emit(target.index)}, ${value})`;
    }
  }

  #assignField(target: BoundExpression | null, field: FieldSymbol, value: string): string {
    if (field.native !== undefined) {
      if (field.native.set === undefined)
        throw new Error(`the platform property ${field.owner.qualifiedName}.${field.name} has no setter`);
      const set = this.#scope.writer.native(field.native.set);
      return target === null
        ? `R.yield(${value}, ${set})`
        : `R.yieldOn(R.nonNull(${this.emit(target)}), ${value}, ${set})`;
    }
    if (field.accessors?.set === 'code' && !this.#isOwnStorage(field)) {
      const owner = target === null ? this.#class(field) : this.#receiver(target);
      return `${owner}.${jsSetterName(field)}(${value})`;
    }
    return `(${this.#storage(target, field)} = ${value})`;
  }

  /**
   * Reads once, computes, writes once. The target's own operands are evaluated into temporaries first, as
   * `list[f()] += 1` must call f only once.
   */
  #modify(e: Of<'modify'>): string {
    const old = this.#scope.temporary('old');
    const { read, target, before } = this.#once(e.target);
    this.#previous.push(old);
    const value = this.emit(e.value);
    this.#previous.pop();
    const written = this.#scope.temporary('new');
    const write = this.#assign(target, `(${written} = ${value})`);
    const steps = [...before, `${old} = ${read()}`, write, e.yields === 'old' ? old : written];
    return `(${steps.join(', ')})`;
  }

  #once(target: BoundTarget): { read: () => string; target: BoundTarget; before: string[] } {
    const before: string[] = [];
    const keep = (e: BoundExpression): BoundExpression => {
      if (e.kind === 'this' || e.kind === 'local-get' || e.kind === 'constant') return e;
      const name = this.#scope.temporary('at');
      before.push(`${name} = ${this.emit(e)}`);
      return { kind: 'local-get', local: temporaryLocal(name, e.type), type: e.type, position: e.position };
    };
    switch (target.kind) {
      case 'local':
        return { before, target, read: () => jsLocalName(target.local) };
      case 'field': {
        const kept = { ...target, target: target.target === null ? null : keep(target.target) };
        return { before, target: kept, read: () => this.#fieldGet(kept.target, kept.field) };
      }
      case 'sobject-field': {
        const kept = { ...target, target: keep(target.target) };
        return {
          before,
          target: kept,
          read: () => `R.sobjectGet(${this.emit(kept.target)}, ${quote(kept.field.name.toLowerCase())})`,
        };
      }
      case 'sobject-parent':
        throw new Error('a relationship cannot be modified in place');
      case 'index': {
        const kept = { ...target, list: keep(target.list), index: keep(target.index) };
        return { before, target: kept, read: () => `R.listGet(${this.emit(kept.list)}, ${this.emit(kept.index)})` };
      }
    }
  }

  #safe(e: Of<'safe'>): string {
    const name = this.#scope.temporary('safe');
    const receiver = this.emit(e.receiver);
    this.#receivers.push(name);
    const access = this.emit(e.access);
    this.#receivers.pop();
    return `((${name} = ${receiver}) === null ? null : ${access})`;
  }

  #list(expressions: readonly BoundExpression[]): string {
    return expressions.map((e) => this.emit(e)).join(', ');
  }

  #type(type: Type): string {
    return this.#scope.writer.constant(canonical(type));
  }

  #constantOf(value: unknown): string {
    return this.#scope.writer.constant(value);
  }
}

const operations: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '==': 'equal',
  '!=': 'notEqual',
  '===': 'identical',
  '!==': 'notIdentical',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'shiftLeft',
  '>>': 'shiftRight',
  '>>>': 'shiftRightUnsigned',
};

function operationName(operator: string, operand: Operand): string {
  const name = operations[operator];
  if (name === undefined) throw new Error(`no operation ${operator} on ${operand}`);
  return name;
}

/** A string literal that is safe inside a script. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function literal(value: string | number | boolean): string {
  return typeof value === 'string'
    ? quote(value)
    : typeof value === 'number' && value < 0
      ? `(${value})`
      : String(value);
}

function camel(conversion: string): string {
  return conversion
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

function innermost(stack: readonly string[], construct: string): string {
  const name = stack.at(-1);
  if (name === undefined) throw new Error(`a value of ${construct} is used outside of one`);
  return name;
}

/** A local whose JavaScript name is the temporary's own: `name$index` with the index split off. */
function temporaryLocal(
  name: string,
  type: Type,
): { kind: 'local'; name: string; type: Type; isFinal: boolean; index: number } {
  const [prefix, index] = name.split('$');
  return { kind: 'local', name: prefix ?? name, type, isFinal: true, index: Number(index) };
}

const decimals = new Map<string, { readonly decimal: string }>();

/** Decimal literals become constants by text; the linker turns them into Decimals. */
function decimalConstant(text: string): { readonly decimal: string } {
  const known = decimals.get(text);
  if (known !== undefined) return known;
  const fresh = { decimal: text };
  decimals.set(text, fresh);
  return fresh;
}

const canonicalTypes = new WeakMap<Type['symbol'], Type[]>();

/** One object per distinct type, so that a script's constants hold each type once. */
function canonical(type: Type): Type {
  const known = canonicalTypes.get(type.symbol) ?? [];
  const found = known.find(
    (candidate) =>
      candidate.args.length === type.args.length && candidate.args.every((arg, i) => arg === canonical(type.args[i]!)),
  );
  if (found !== undefined) return found;
  const fresh: Type = { symbol: type.symbol, args: type.args.map((arg) => canonical(arg)) };
  known.push(fresh);
  canonicalTypes.set(type.symbol, known);
  return fresh;
}
