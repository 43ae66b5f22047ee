/** Where code stands: its class, whether an instance is at hand, and the local variables in sight. */
import type { Position } from '../syntax/ast.ts';
import type { ObjectSchema } from '../schema/model.ts';
import type { ProjectContext } from './context.ts';
import { CheckError } from './context.ts';
import { isReserved } from './reserved.ts';
import type { FieldSymbol, LocalSymbol, Type, TypeSymbol } from './symbols.ts';

/** The code unit being checked. */
export interface CodeUnit {
  readonly context: ProjectContext;
  readonly file: string;
  /** The class around the code; for triggers and anonymous blocks the synthetic one. */
  readonly type: TypeSymbol;
  readonly isStatic: boolean;
  /** What `return` must give; null where it may not stand. */
  readonly returnType: Type | null;
  /** Triggers run in system mode; classes have the default of their API version. */
  readonly dataAccess: 'user' | 'system';
  /** Constructors and initialisers may set final fields. */
  readonly isInitializer: boolean;
  /** The property whose accessor this is: setting it there sets the storage. */
  readonly property: FieldSymbol | null;
  /** Object of the trigger around the code; null elsewhere. */
  readonly triggerObject: ObjectSchema | null;
}

export class LocalScope {
  readonly unit: CodeUnit;
  readonly #frames: Map<string, LocalSymbol>[] = [new Map<string, LocalSymbol>()];
  #count = 0;

  constructor(unit: CodeUnit) {
    this.unit = unit;
  }

  find(name: string): LocalSymbol | null {
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const found = this.#frames[i]?.get(name.toLowerCase());
      if (found !== undefined) return found;
    }
    return null;
  }

  /** @throws CheckError for a name that is already in sight */
  declare(name: string, type: Type, isFinal: boolean, position: Position): LocalSymbol {
    if (isReserved(name)) throw new CheckError(position, `Identifier name is reserved: ${name}`);
    if (this.find(name) !== null) throw new CheckError(position, `Duplicate variable: ${name}`);
    const local: LocalSymbol = { kind: 'local', name, type, isFinal, index: ++this.#count };
    this.#frames.at(-1)?.set(name.toLowerCase(), local);
    return local;
  }

  /** Variables declared in `body` end with it. */
  nested<T>(body: () => T): T {
    this.#frames.push(new Map());
    try {
      return body();
    } finally {
      this.#frames.pop();
    }
  }

  /** All locals in sight, innermost first. */
  *visible(): Generator<LocalSymbol> {
    for (let i = this.#frames.length - 1; i >= 0; i--) yield* this.#frames[i]?.values() ?? [];
  }
}
