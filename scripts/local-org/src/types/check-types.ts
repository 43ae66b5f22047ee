/** Declarations against each other: inheritance, overriding, interfaces. Source: Apex Developer Guide, "Extending a Class" and "Interfaces". */
import type { Position } from '../syntax/ast.ts';
import { isRecordBatch, isWrongStart, returnTypeName } from './check-batch.ts';
import type { ProjectContext } from './context.ts';
import type { DeclaredType } from './declare.ts';
import { jsMethodName } from './emitted-names.ts';
import { lineage, substitute } from './members.ts';
import { makeType } from './platform-types.ts';
import type { MethodSymbol, Type, TypeSymbol } from './symbols.ts';
import { sameType, typeName } from './symbols.ts';

/** Checks one type and its inner types, and reports what is wrong. */
export function checkDeclaredType(type: DeclaredType, context: ProjectContext): void {
  new DeclarationChecker(type, context).check();
  for (const inner of type.inner) checkDeclaredType(inner, context);
}

class DeclarationChecker {
  readonly #type: DeclaredType;
  readonly #context: ProjectContext;

  constructor(type: DeclaredType, context: ProjectContext) {
    this.#type = type;
    this.#context = context;
  }

  get #symbol(): TypeSymbol {
    return this.#type.symbol;
  }

  check(): void {
    if (this.#isCyclic()) return;
    this.#superclass();
    this.#exceptionName();
    for (const methods of this.#symbol.methods.values()) for (const method of methods) this.#overriding(method);
    this.#implementations();
  }

  #report(message: string, position: Position = this.#type.declaration.namePosition): void {
    this.#context.report(this.#type.file, position, message);
  }

  /** Cuts the cycle, so that nobody else runs in it. */
  #isCyclic(): boolean {
    const symbol = this.#symbol;
    const parents = [symbol.superclass, ...symbol.interfaces].filter((parent) => parent !== null);
    const cyclic = parents.some((parent) => [...lineage(parent)].some((ancestor) => ancestor.symbol === symbol));
    if (!cyclic) return false;
    this.#report(`Circular definition of class: ${symbol.qualifiedName}`);
    symbol.superclass = null;
    symbol.interfaces = [];
    return true;
  }

  #superclass(): void {
    const base = this.#symbol.superclass?.symbol;
    if (base === undefined) return;
    if (base.kind === 'interface') this.#report(`A class cannot extend an interface: ${base.qualifiedName}`);
    else if (base.kind !== 'class') this.#report(`Invalid superclass: ${base.qualifiedName}`);
    else if (!base.isVirtual && !base.isAbstract && base !== this.#context.core.exception.symbol) {
      this.#report(`Non-virtual and non-abstract type cannot be extended: ${base.qualifiedName}`);
    }
  }

  #exceptionName(): void {
    const { exception } = this.#context.core;
    const isException =
      this.#symbol.superclass !== null &&
      [...lineage(this.#symbol.superclass)].some((type) => type.symbol === exception.symbol);
    const named = this.#symbol.name.toLowerCase().endsWith('exception');
    if (isException && !named) this.#report(`Exception class must end with 'Exception': ${this.#symbol.name}`);
  }

  #overriding(method: MethodSymbol): void {
    if (method.isStatic || this.#symbol.kind !== 'class') return;
    const base = this.#overridden(method);
    const position = method.position ?? this.#type.declaration.namePosition;
    if (base === null) {
      if (method.isOverride && !this.#implementsPlatformMethod(method))
        this.#report(`Method does not override an ancestor method: ${text(method)}`, position);
      return;
    }
    if (!base.isVirtual && !base.isAbstract)
      this.#report(`Non-virtual, non-abstract methods cannot be overridden: ${text(method)}`, position);
    else if (!method.isOverride) this.#report(`Method must use the override keyword: ${text(method)}`, position);
    else if (!sameType(method.returnType, base.returnType)) {
      this.#report(`Method overrides a method with a different return type: ${text(method)}`, position);
    }
  }

  /** The nearest method of a superclass with the same parameters; private ones are not inherited. */
  #overridden(method: MethodSymbol): MethodSymbol | null {
    for (let base = this.#symbol.superclass; base !== null; base = base.symbol.superclass) {
      for (const candidate of base.symbol.methods.get(method.name.toLowerCase()) ?? []) {
        const hidden = candidate.access === 'private' && !candidate.isVirtual && !candidate.isAbstract;
        if (!candidate.isStatic && !hidden && sameParameters(candidate, method, base)) return candidate;
      }
    }
    return null;
  }

  /** toString, equals and hashCode of Object, and methods of interfaces, may be marked as override. */
  #implementsPlatformMethod(method: MethodSymbol): boolean {
    const candidates = [this.#context.core.object, ...lineage(makeType(this.#symbol))];
    return candidates.some(
      (type) =>
        type.symbol !== this.#symbol &&
        (type.symbol.methods.get(method.name.toLowerCase()) ?? []).some((other) => sameParameters(other, method, type)),
    );
  }

  #implementations(): void {
    if (this.#symbol.kind !== 'class' || this.#symbol.isAbstract) return;
    for (const { method, context } of requiredMethods(this.#symbol)) {
      const found = implementation(this.#symbol, method, context);
      if (found === null || isWrongStart(method, found, context, this.#context)) {
        const given = returnTypeName(method, context) ?? typeName(substitute(method.returnType, context));
        this.#report(
          `Class ${this.#symbol.qualifiedName} must implement the method: ${given} ${typeName(context)}.${method.name}(${parameterText(method, context)})`,
          found?.position ?? undefined,
        );
      } else if (method.owner.kind === 'interface' && found.access !== 'public' && found.access !== 'global') {
        this.#report(
          `Class ${this.#symbol.qualifiedName}: Overriding implementations of ${method.name} must be public or global`,
          found.position ?? undefined,
        );
      }
    }
  }
}

/** Keys under which methods of the class must also be found: those of generic interfaces and superclasses. */
export function bridgesOf(symbol: TypeSymbol): { key: string; to: string }[] {
  const bridges = new Map<string, string>();
  for (const { method, context } of requiredMethods(symbol)) {
    const found = implementation(symbol, method, context);
    if (found !== null && found.native === undefined && found.key !== method.key)
      bridges.set(method.key, jsMethodName(found));
  }
  return [...bridges].map(([key, to]) => ({ key, to }));
}

/** Abstract methods of superclasses and all methods of interfaces. */
function* requiredMethods(symbol: TypeSymbol): Generator<{ method: MethodSymbol; context: Type }> {
  for (const context of lineage(makeType(symbol))) {
    for (const methods of context.symbol.methods.values()) {
      for (const method of methods) if (method.isAbstract && !method.isStatic) yield { method, context };
    }
  }
}

/** The method of the class, or of a superclass, that has the given one's parameters. */
function implementation(symbol: TypeSymbol, method: MethodSymbol, context: Type): MethodSymbol | null {
  for (let current: Type | null = makeType(symbol); current !== null; current = current.symbol.superclass) {
    for (const candidate of current.symbol.methods.get(method.name.toLowerCase()) ?? []) {
      if (candidate.isStatic || candidate.isAbstract) continue;
      if (sameParameters(method, candidate, context) || isRecordBatch(method, candidate, context)) return candidate;
    }
  }
  return null;
}

/** Whether `base`, seen through `context`, takes what `method` takes. */
function sameParameters(base: MethodSymbol, method: MethodSymbol, context: Type): boolean {
  return (
    base.parameters.length === method.parameters.length &&
    base.parameters.every((parameter, i) => {
      const own = method.parameters[i];
      return own !== undefined && sameType(substitute(parameter.type, context), own.type);
    })
  );
}

function text(method: MethodSymbol): string {
  return `${typeName(method.returnType)} ${method.owner.qualifiedName}.${method.name}(${method.parameters.map((parameter) => typeName(parameter.type)).join(', ')})`;
}

function parameterText(method: MethodSymbol, context: Type): string {
  return method.parameters.map((parameter) => typeName(substitute(parameter.type, context))).join(', ');
}
