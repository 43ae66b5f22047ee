/** The value behind System.Type: a type as an object. One instance per type, so that comparing is comparing identities. */
import { PlatformObject, identityHash } from '../../runtime/index.ts';
import { sameType, typeName, type Type, type TypeSymbol } from '../../types/symbols.ts';

export class TypeToken extends PlatformObject {
  readonly type: Type;

  constructor(type: Type) {
    super('System.Type');
    this.type = type;
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof TypeToken && sameType(this.type, other.type);
  }

  override apexHash(): number {
    return this.type.args.reduce(
      (hash, arg) => (Math.imul(31, hash) + identityHash(arg.symbol)) | 0,
      identityHash(this.type.symbol),
    );
  }

  override apexText(): string {
    return typeName(this.type);
  }
}

const tokens = new WeakMap<TypeSymbol, TypeToken[]>();

/** `X.class`. */
export function typeToken(type: Type): TypeToken {
  let ofSymbol = tokens.get(type.symbol);
  if (ofSymbol === undefined) tokens.set(type.symbol, (ofSymbol = []));
  let token = ofSymbol.find((candidate) => sameType(candidate.type, type));
  if (token === undefined) ofSymbol.push((token = new TypeToken(type)));
  return token;
}
