/** Classes, with their members, as JavaScript classes. */
import type { BoundInitializer, BoundMethod, BoundProperty, BoundType } from '../types/bound.ts';
import type { FieldSymbol, LocalSymbol, MethodSymbol, TypeSymbol } from '../types/symbols.ts';
import {
  jsFieldName,
  jsGetterName,
  jsLocalName,
  jsMethodName,
  jsSetterName,
  jsTypeName,
} from '../types/emitted-names.ts';
import type { ScriptWriter } from './script.ts';
import { BodyEmitter } from './statements.ts';
import { reachesOut } from './reach.ts';

/** Emits a type and its inner types as `const` declarations; returns all of them, outermost first. */
export function emitType(writer: ScriptWriter, type: BoundType): TypeSymbol[] {
  const symbols: TypeSymbol[] = [];
  if (type.symbol.kind === 'class') {
    new TypeEmitter(writer, type).emit();
    symbols.push(type.symbol);
  }
  for (const inner of type.inner) symbols.push(...emitType(writer, inner));
  return symbols;
}

class TypeEmitter {
  readonly #writer: ScriptWriter;
  readonly #type: BoundType;
  readonly #name: string;

  constructor(writer: ScriptWriter, type: BoundType) {
    this.#writer = writer;
    this.#type = type;
    this.#name = jsTypeName(type.symbol);
  }

  emit(): void {
    // The base is a member of B under the type's own name, so that the linker decides what it is.
    this.#writer.line(`const ${this.#name} = class ${this.#name} extends B.${this.#name} {`);
    this.#writer.indented(() => {
      this.#allocation();
      this.#staticInitializer();
      if (this.#type.instanceInitializers.length > 0) this.#instanceInitializer();
      for (const constructor of this.#type.constructors) this.#writtenConstructor(constructor);
      for (const implicit of this.#implicitConstructors()) this.#implicitConstructor(implicit);
      for (const method of this.#type.methods) this.#method(method);
      for (const property of this.#type.properties) this.#property(property);
      for (const bridge of this.#type.bridges) this.#bridge(bridge);
    });
    this.#writer.line('};');
  }

  /** How stack traces name the type. Anonymous blocks are no class. */
  get #unit(): string {
    const { qualifiedName } = this.#symbol;
    return qualifiedName === 'AnonymousBlock' ? qualifiedName : `Class.${qualifiedName}`;
  }

  get #symbol(): TypeSymbol {
    return this.#type.symbol;
  }

  /** A JavaScript constructor only makes the storage; Apex constructors are methods. */
  #allocation(): void {
    const fields = [...this.#symbol.fields.values()].filter((field) => !field.isStatic && hasStorage(field));
    if (fields.length === 0) return;
    this.#writer.line('constructor() {');
    this.#writer.indented(() => {
      this.#writer.line('super();');
      for (const field of fields) this.#writer.line(`this.${jsFieldName(field)} = null;`);
    });
    this.#writer.line('}');
  }

  /** Fills the holder of this class's statics; run once per transaction, when the class is first used. */
  #staticInitializer(): void {
    const body = new BodyEmitter(this.#writer, null);
    this.#writer.unit = `${this.#unit}.<clinit>`;
    body.body('static $initialize(holder)', () => {
      for (const field of this.#symbol.fields.values()) {
        if (field.isStatic && hasStorage(field)) this.#writer.line(`holder.${jsFieldName(field)} = null;`);
      }
      this.#writer.line('R.staticsReady(this, holder);');
      this.#initializers(body, this.#type.staticInitializers, (field) => `holder.${jsFieldName(field)}`);
    });
  }

  #instanceInitializer(): void {
    const body = new BodyEmitter(this.#writer, null);
    this.#writer.unit = `${this.#unit}.<init>`;
    body.body(`init$${this.#name}()`, () => {
      this.#initializers(body, this.#type.instanceInitializers, (field) => `this.${jsFieldName(field)}`);
    });
  }

  #initializers(
    body: BodyEmitter,
    initializers: readonly BoundInitializer[],
    storage: (field: FieldSymbol) => string,
  ): void {
    for (const initializer of initializers) {
      if (initializer.kind === 'block') body.statement(initializer.body);
      else if (initializer.value !== null) {
        const count = this.#writer.counter(initializer.position);
        this.#writer.line(
          `${count}${storage(initializer.field)} = ${body.expressions.emit(initializer.value)};`,
          initializer.position,
        );
      }
    }
  }

  #writtenConstructor(constructor: BoundMethod): void {
    const body = new BodyEmitter(this.#writer, null, 'this');
    this.#writer.unit = `${this.#unit}.<init>`;
    body.body(`${jsMethodName(constructor.symbol)}(${parameters(constructor.parameters)})`, () => {
      this.#useStatics();
      this.#sharing(constructor, () => {
        const toOwn = constructor.chain?.to.owner === this.#symbol;
        if (constructor.chain !== null)
          this.#chain(body, constructor.chain.to, body.expressions.list(constructor.chain.args));
        else this.#defaultChain();
        if (!toOwn) this.#runInitializer();
        body.block(constructor.body);
      });
      this.#writer.line('return this;');
    });
  }

  #chain(_body: BodyEmitter, to: MethodSymbol, args: string): void {
    if (to.owner.declaredAt === null) {
      this.#writer.line(`R.initializeBase(this, [${args}]);`);
      return;
    }
    this.#writer.line(
      `${this.#writer.type(to.owner)}.prototype.${jsMethodName(to)}.call(this${args === '' ? '' : `, ${args}`});`,
    );
  }

  /** Without an explicit call the superclass's constructor without parameters runs. */
  #defaultChain(): void {
    const base = this.#symbol.superclass?.symbol;
    if (base === undefined || base.declaredAt === null) return;
    const constructor = base.constructors.find((candidate) => candidate.parameters.length === 0);
    if (constructor !== undefined) this.#chain(new BodyEmitter(this.#writer, null), constructor, '');
  }

  #runInitializer(): void {
    if (this.#type.instanceInitializers.length > 0) this.#writer.line(`this.init$${this.#name}();`);
  }

  /** Constructors that the symbol has but the source does not: the default one, and those of exceptions. */
  #implicitConstructors(): MethodSymbol[] {
    const written = new Set(this.#type.constructors.map((constructor) => constructor.symbol));
    return this.#symbol.constructors.filter((constructor) => !written.has(constructor));
  }

  #implicitConstructor(constructor: MethodSymbol): void {
    const names = constructor.parameters.map((_, i) => `p${i}`).join(', ');
    this.#writer.line(`${jsMethodName(constructor)}(${names}) {`);
    this.#writer.indented(() => {
      this.#useStatics();
      if (constructor.parameters.length > 0) this.#implicitBase(constructor, names);
      else this.#defaultChain();
      this.#runInitializer();
      this.#writer.line('return this;');
    });
    this.#writer.line('}');
  }

  /** Exceptions inherit the constructors of Exception; along a chain of own exceptions the nearest platform base takes them. */
  #implicitBase(constructor: MethodSymbol, names: string): void {
    const base = this.#symbol.superclass?.symbol;
    const inherited =
      base?.declaredAt === null ? undefined : base?.constructors.find((candidate) => candidate.key === constructor.key);
    if (inherited === undefined) this.#writer.line(`R.initializeBase(this, [${names}]);`);
    else this.#chain(new BodyEmitter(this.#writer, null), inherited, names);
  }

  #method(method: BoundMethod): void {
    const { symbol } = method;
    const body = new BodyEmitter(this.#writer, null);
    this.#writer.unit = `${this.#unit}.${symbol.name}`;
    body.body(`${symbol.isStatic ? 'static ' : ''}${jsMethodName(symbol)}(${parameters(method.parameters)})`, () => {
      if (symbol.isStatic) this.#useStatics();
      this.#sharing(method, () => body.block(method.body));
      this.#writer.line('return null;');
    });
  }

  /** A class is initialised by the first use of any of its members. */
  #useStatics(): void {
    if (this.#type.staticInitializers.length > 0) this.#writer.line(`R.statics(${this.#writer.type(this.#symbol)});`);
  }

  /** The declaration of a class counts for the data operations of its own code, and for `inherited` classes it calls. */
  #sharing(method: BoundMethod, write: () => void): void {
    const sharing = sharingOf(this.#symbol);
    if (sharing === 'inherited' || !reachesOut(method.body)) {
      write();
      return;
    }
    this.#writer.line(`R.enterSharing(${JSON.stringify(sharing)}); try {`);
    this.#writer.indented(write);
    this.#writer.line('} finally { R.leaveSharing(); }');
  }

  #property(property: BoundProperty): void {
    const { symbol } = property;
    const prefix = symbol.isStatic ? 'static ' : '';
    this.#writer.unit = `${this.#unit}.${symbol.name}`;
    if (property.getter !== null) {
      const { getter } = property;
      const body = new BodyEmitter(this.#writer, symbol);
      body.body(`${prefix}${jsGetterName(symbol)}()`, () => {
        if (symbol.isStatic) this.#useStatics();
        body.block(getter);
        this.#writer.line('return null;');
      });
    }
    if (property.setter !== null) {
      const { setter } = property;
      const body = new BodyEmitter(this.#writer, symbol);
      const value = jsLocalName(setter.value);
      // The setter's own `return` must not hide the assigned value, which is what the assignment yields.
      body.body(`${prefix}${jsSetterName(symbol)}(${value})`, () => {
        this.#writer.line('const assigned$ = ' + value + '; ' + '(() => {');
        this.#writer.indented(() => body.block(setter.body));
        this.#writer.line('})(); return assigned$;');
      });
    }
  }

  #bridge(bridge: { readonly key: string; readonly to: string }): void {
    this.#writer.line(`${bridge.key}(...args) { return this.${bridge.to}(...args); }`);
  }
}

/** `with` is what a class without a declaration has from API version 67 on; before, it took its caller's. */
function sharingOf(symbol: TypeSymbol): 'with' | 'without' | 'inherited' {
  if (symbol.sharing !== null) return symbol.sharing;
  if (symbol.outer !== null) return 'inherited';
  return symbol.apiVersion >= 67 ? 'with' : 'inherited';
}

function hasStorage(field: FieldSymbol): boolean {
  return field.native === undefined;
}

function parameters(locals: readonly LocalSymbol[]): string {
  return locals.map((local) => jsLocalName(local)).join(', ');
}
