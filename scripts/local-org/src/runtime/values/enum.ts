import type { TypeSymbol } from '../../types/symbols.ts';

/** A constant of an enum; one instance per constant and enum type, so that identity is equality. */
export class EnumValue {
  readonly type: TypeSymbol;
  readonly name: string;
  readonly ordinal: number;

  private constructor(type: TypeSymbol, name: string, ordinal: number) {
    this.type = type;
    this.name = name;
    this.ordinal = ordinal;
  }

  /** All constants of an enum type, in order. The same instances at every call. */
  static all(type: TypeSymbol): readonly EnumValue[] {
    let values = constants.get(type);
    if (values === undefined) {
      values = type.enumValues.map((name, ordinal) => new EnumValue(type, name, ordinal));
      constants.set(type, values);
    }
    return values;
  }

  /** A constant by name, any case; null when there is none. */
  static find(type: TypeSymbol, name: string): EnumValue | null {
    const wanted = name.toLowerCase();
    return EnumValue.all(type).find((value) => value.name.toLowerCase() === wanted) ?? null;
  }

  /** A constant that must exist, for platform code. */
  static of(type: TypeSymbol, name: string): EnumValue {
    const value = EnumValue.find(type, name);
    if (value === null) throw new Error(`enum ${type.qualifiedName} has no constant ${name}`);
    return value;
  }

  toString(): string {
    return this.name;
  }
}

const constants = new WeakMap<TypeSymbol, readonly EnumValue[]>();
