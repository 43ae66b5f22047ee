/** The members every enum has. Source: Apex Developer Guide, Enums. */
import type { TypeSymbol } from '../types/symbols.ts';
import { ApexList, EnumValue, throwApex } from '../runtime/index.ts';
import type { MemberImplementation } from './declare.ts';
import { listTypeOf, platformSymbol, required } from './support.ts';

export function enumMembers(type: TypeSymbol): Record<string, MemberImplementation> {
  return {
    'String name()': (self: EnumValue) => self.name,
    'Integer ordinal()': (self: EnumValue) => self.ordinal,
    'String toString()': (self: EnumValue) => self.name,
    'Boolean equals(Object other)': (self: EnumValue, other: unknown) => self === other,
    'Integer hashCode()': (self: EnumValue) => self.ordinal,
    [`static List<${type.name}> values()`]: () => enumValues(type),
    [`static ${type.name} valueOf(String name)`]: (name: string | null) => enumValueOf(type, name),
  };
}

/** All constants, as `values()` gives them. */
export function enumValues(type: TypeSymbol): ApexList<EnumValue> {
  return new ApexList(listTypeOf({ symbol: type, args: [] }), [...EnumValue.all(type)]);
}

/** @throws System.NoSuchElementException when the enum has no such constant */
export function enumValueOf(type: TypeSymbol, name: string | null): EnumValue {
  return (
    EnumValue.find(type, required(name)) ??
    throwApex('System.NoSuchElementException', `No enum constant ${type.qualifiedName}.${name}`)
  );
}

/** A constant of a platform enum: `enumConstant('Schema.DisplayType', 'STRING')`. */
export function enumConstant(type: string, name: string): EnumValue {
  return EnumValue.of(platformSymbol(type), name);
}
