/** Type names at run time: `Map<String, List<ns.Outer.Inner>>`, as Type.forName takes them. */
import { makeType } from '../types/platform-types.ts';
import type { Type, TypeSymbol } from '../types/symbols.ts';

/** Reads a type name; null when it is not one or a part of it is unknown. */
export function parseTypeName(text: string, find: (path: string) => TypeSymbol | null): Type | null {
  const reader = new TypeNameReader(text, find);
  const type = reader.type();
  return type !== null && reader.atEnd() ? type : null;
}

class TypeNameReader {
  readonly #tokens: readonly string[];
  readonly #find: (path: string) => TypeSymbol | null;
  #at = 0;

  constructor(text: string, find: (path: string) => TypeSymbol | null) {
    this.#tokens = text.match(/[\w.]+|[<>,[\]]|\S/g) ?? [];
    this.#find = find;
  }

  atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  type(): Type | null {
    const path = this.#tokens[this.#at++];
    const symbol = path === undefined ? null : this.#find(path);
    if (symbol === null) return null;
    let type: Type | null = this.#take('<') ? this.#generic(symbol) : makeType(symbol);
    while (type !== null && this.#take('[')) {
      const list = this.#find('List');
      type = this.#take(']') && list !== null ? makeType(list, [type]) : null;
    }
    return type;
  }

  #generic(symbol: TypeSymbol): Type | null {
    const args: Type[] = [];
    do {
      const arg = this.type();
      if (arg === null) return null;
      args.push(arg);
    } while (this.#take(','));
    return this.#take('>') && args.length === symbol.typeParameters.length ? makeType(symbol, args) : null;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
}
