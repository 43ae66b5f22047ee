/** Bodies of a type's members: from its declaration to a bound type. */
import type {
  Accessor,
  Block,
  CallExpression,
  ClassDeclaration,
  ConstructorDeclaration,
  Member,
  MethodDeclaration,
  Parameter,
  PropertyDeclaration,
  Statement,
} from '../syntax/ast.ts';
import type { BoundBlock, BoundInitializer, BoundMethod, BoundProperty, BoundType } from './bound.ts';
import { checkFlow } from './check-flow.ts';
import { StatementChecker } from './check-statements.ts';
import { bridgesOf } from './check-types.ts';
import type { ProjectContext } from './context.ts';
import { CheckError } from './context.ts';
import type { DeclaredType } from './declare.ts';
import { substitute } from './members.ts';
import { chooseOverload } from './overload.ts';
import type { CodeUnit } from './scope.ts';
import { LocalScope } from './scope.ts';
import type { LocalSymbol, MethodSymbol, Type } from './symbols.ts';
import { typeName } from './symbols.ts';

/** What code of a type has in common; a trigger's differ. */
export interface BodyOptions {
  readonly dataAccess: 'user' | 'system';
  readonly triggerObject: CodeUnit['triggerObject'];
}

/** Data access of code that does not state it. Source: Apex release notes, version 67. */
export function defaultAccess(apiVersion: number): 'user' | 'system' {
  return apiVersion >= 67 ? 'user' : 'system';
}

export function bindType(type: DeclaredType, context: ProjectContext, options?: BodyOptions): BoundType {
  const settings = options ?? { dataAccess: defaultAccess(type.symbol.apiVersion), triggerObject: null };
  return new TypeBinder(type, context, settings).bind();
}

type UnitParts = Pick<CodeUnit, 'isStatic' | 'returnType'> & Partial<Pick<CodeUnit, 'isInitializer' | 'property'>>;

class TypeBinder {
  readonly #type: DeclaredType;
  readonly #context: ProjectContext;
  readonly #options: BodyOptions;

  constructor(type: DeclaredType, context: ProjectContext, options: BodyOptions) {
    this.#type = type;
    this.#context = context;
    this.#options = options;
  }

  bind(): BoundType {
    const { symbol, declaration } = this.#type;
    const members = declaration.kind === 'class' ? declaration.members : [];
    return {
      symbol,
      staticInitializers: this.#initializers(members, true),
      instanceInitializers: this.#initializers(members, false),
      methods: this.#methods(members),
      constructors: this.#constructors(declaration.kind === 'class' ? declaration : null),
      properties: this.#properties(members),
      inner: this.#type.inner.map((inner) => bindType(inner, this.#context, this.#options)),
      bridges: symbol.kind === 'class' ? bridgesOf(symbol) : [],
    };
  }

  #unit(parts: UnitParts): CodeUnit {
    return {
      context: this.#context,
      file: this.#type.file,
      type: this.#type.symbol,
      isInitializer: false,
      property: null,
      dataAccess: this.#options.dataAccess,
      triggerObject: this.#options.triggerObject,
      ...parts,
    };
  }

  #initializers(members: readonly Member[], isStatic: boolean): BoundInitializer[] {
    const bound: BoundInitializer[] = [];
    for (const member of members) {
      if (member.kind === 'initializer' && member.isStatic === isStatic) {
        const statements = new StatementChecker(
          new LocalScope(this.#unit({ isStatic, returnType: null, isInitializer: true })),
        );
        bound.push({ kind: 'block', body: statements.block(member.body), position: member.position });
      } else if (member.kind === 'field' && member.modifiers.words.has('static') === isStatic) {
        for (const variable of member.variables) this.#fieldInitializer(variable, isStatic, bound);
      }
    }
    return bound;
  }

  #fieldInitializer(
    variable: Extract<Member, { kind: 'field' }>['variables'][number],
    isStatic: boolean,
    bound: BoundInitializer[],
  ): void {
    const field = this.#type.symbol.fields.get(variable.name.toLowerCase());
    if (field === undefined || variable.initializer === null) return;
    const { initializer } = variable;
    const statements = new StatementChecker(
      new LocalScope(this.#unit({ isStatic, returnType: null, isInitializer: true })),
    );
    statements.guarded(() => {
      bound.push({
        kind: 'field',
        field,
        value: statements.expressions.as(initializer, field.type),
        position: variable.position,
      });
      return [];
    });
  }

  #methods(members: readonly Member[]): BoundMethod[] {
    const bound: BoundMethod[] = [];
    for (const member of members) {
      if (member.kind !== 'method') continue;
      const symbol = this.#methodSymbol(member);
      if (symbol === null) continue;
      if (member.body === null) {
        if (!symbol.isAbstract) this.#report(member.namePosition, `Method must define a body: ${member.name}`);
        continue;
      }
      if (symbol.isAbstract) this.#report(member.namePosition, `Abstract methods cannot have a body: ${member.name}`);
      bound.push(this.#method(member, symbol, member.body));
    }
    return bound;
  }

  /** The symbol that the declaration pass made for a method; null when it was refused. */
  #methodSymbol(member: MethodDeclaration): MethodSymbol | null {
    const candidates = this.#type.symbol.methods.get(member.name.toLowerCase()) ?? [];
    return candidates.find((candidate) => candidate.position === member.namePosition) ?? null;
  }

  #method(member: MethodDeclaration, symbol: MethodSymbol, body: Block): BoundMethod {
    const scope = new LocalScope(this.#unit({ isStatic: symbol.isStatic, returnType: symbol.returnType }));
    const parameters = this.#parameters(member.parameters, symbol, scope);
    const block = this.#body(scope, body);
    this.#flow(body, symbol.returnType);
    return { symbol, parameters, body: block, position: member.namePosition, chain: null };
  }

  #flow(body: Block, returnType: Type): void {
    const returns = this.#context.core.isVoid(returnType) ? null : typeName(returnType);
    for (const problem of checkFlow(body, returns)) this.#report(problem.position, problem.message);
  }

  #body(scope: LocalScope, body: Block): BoundBlock {
    return {
      kind: 'block',
      statements: new StatementChecker(scope).statements(body.statements),
      position: body.position,
    };
  }

  #parameters(parameters: readonly Parameter[], symbol: MethodSymbol, scope: LocalScope): LocalSymbol[] {
    return parameters.flatMap((parameter, i) => {
      const type = symbol.parameters[i]?.type;
      if (type === undefined) return [];
      try {
        return [scope.declare(parameter.name, type, parameter.isFinal, parameter.position)];
      } catch (error) {
        if (!(error instanceof CheckError)) throw error;
        this.#report(error.position, error.message);
        return [];
      }
    });
  }

  #constructors(declaration: ClassDeclaration | null): BoundMethod[] {
    const bound: BoundMethod[] = [];
    for (const member of declaration?.members ?? []) {
      if (member.kind !== 'constructor') continue;
      const symbol = this.#type.symbol.constructors.find((candidate) => candidate.position === member.namePosition);
      if (symbol !== undefined) bound.push(this.#constructorBody(member, symbol));
    }
    return bound;
  }

  #constructorBody(member: ConstructorDeclaration, symbol: MethodSymbol): BoundMethod {
    const scope = new LocalScope(
      this.#unit({ isStatic: false, returnType: this.#context.core.void, isInitializer: true }),
    );
    const parameters = this.#parameters(member.parameters, symbol, scope);
    const [first, ...rest] = member.body.statements;
    const call = first === undefined ? null : chainCall(first);
    const chain = call === null ? null : this.#chain(call, scope);
    const statements = new StatementChecker(scope).statements(call === null ? member.body.statements : rest);
    for (const problem of checkFlow(member.body, null)) this.#report(problem.position, problem.message);
    const body: BoundBlock = { kind: 'block', statements, position: member.body.position };
    return { symbol, parameters, body, position: member.namePosition, chain };
  }

  /** `this(…)` or `super(…)` as the first statement. */
  #chain(call: CallExpression, scope: LocalScope): BoundMethod['chain'] {
    const { symbol } = this.#type;
    const owner = call.name === 'this' ? { symbol, args: [] } : symbol.superclass;
    try {
      const checker = new StatementChecker(scope).expressions;
      const args = call.arguments.map((argument) => checker.value(argument));
      if (owner === null) {
        if (args.length === 0) return null;
        throw new CheckError(call.position, 'Constructor not defined: [Object].<Constructor>');
      }
      const candidates = owner.symbol.constructors.map((to) => ({
        to,
        parameters: to.parameters.map((parameter) => substitute(parameter.type, owner)),
      }));
      const use = chooseOverload(candidates, args, this.#context.core);
      if (use !== null) return { to: use.chosen.to, args: use.args, position: call.position };
      if (args.length === 0) return null;
      throw new CheckError(
        call.position,
        `Constructor not defined: [${typeName(owner)}].<Constructor>(${args.map((arg) => typeName(arg.type)).join(', ')})`,
      );
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      this.#report(error.position, error.message);
      return null;
    }
  }

  #properties(members: readonly Member[]): BoundProperty[] {
    const bound: BoundProperty[] = [];
    for (const member of members) {
      if (member.kind !== 'property') continue;
      const symbol = this.#type.symbol.fields.get(member.name.toLowerCase());
      if (symbol === undefined || symbol.position !== member.namePosition) continue;
      const getter = this.#getter(member, symbol.type);
      const setter = this.#setter(member, symbol.type);
      if (getter !== null || setter !== null) bound.push({ symbol, getter, setter });
    }
    return bound;
  }

  #getter(member: PropertyDeclaration, type: Type): BoundBlock | null {
    const body = member.getter?.body ?? null;
    if (body === null) return null;
    const block = this.#body(new LocalScope(this.#accessorUnit(member, type)), body);
    this.#flow(body, type);
    return block;
  }

  #setter(member: PropertyDeclaration, type: Type): BoundProperty['setter'] {
    const accessor: Accessor | null = member.setter;
    const body = accessor?.body ?? null;
    if (accessor === null || body === null) return null;
    const scope = new LocalScope(this.#accessorUnit(member, this.#context.core.void));
    const value = scope.declare('value', type, false, accessor.position);
    return { value, body: this.#body(scope, body) };
  }

  #accessorUnit(member: PropertyDeclaration, returnType: Type): CodeUnit {
    const property = this.#type.symbol.fields.get(member.name.toLowerCase()) ?? null;
    return this.#unit({ isStatic: member.modifiers.words.has('static'), returnType, property });
  }

  #report(position: { line: number; column: number }, message: string): void {
    this.#context.report(this.#type.file, position, message);
  }
}

function chainCall(s: Statement): CallExpression | null {
  if (s.kind !== 'expression' || s.expression.kind !== 'call' || s.expression.object !== null) return null;
  const { expression } = s;
  return expression.name === 'this' || expression.name === 'super' ? expression : null;
}
