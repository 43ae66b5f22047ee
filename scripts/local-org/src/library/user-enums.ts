/** The methods that every enum of a project has, as method symbols. Source: Apex Developer Guide, "Enums". */
import type { Core } from '../types/core.ts';
import { makeType } from '../types/platform-types.ts';
import type { MethodSymbol, NativeFunction, Type, TypeSymbol } from '../types/symbols.ts';
import { methodKey } from '../types/symbols.ts';
import type { EnumValue } from '../runtime/index.ts';
import { enumValueOf, enumValues } from './enum-members.ts';

/** The members of `symbol`, for the checker. */
export function userEnumMethods(
  symbol: TypeSymbol,
  core: Pick<Core, 'string' | 'integer' | 'boolean' | 'object' | 'list'>,
): MethodSymbol[] {
  const own = makeType(symbol);
  const instance = (
    name: string,
    returnType: Type,
    native: NativeFunction,
    parameters: readonly Type[] = [],
  ): MethodSymbol => methodSymbol(symbol, name, returnType, parameters, native, false);
  const fixed = (
    name: string,
    returnType: Type,
    native: NativeFunction,
    parameters: readonly Type[] = [],
  ): MethodSymbol => methodSymbol(symbol, name, returnType, parameters, native, true);
  return [
    instance('name', core.string, (self: EnumValue) => self.name),
    instance('ordinal', core.integer, (self: EnumValue) => self.ordinal),
    instance('toString', core.string, (self: EnumValue) => self.name),
    instance('equals', core.boolean, (self: EnumValue, other: unknown) => self === other, [core.object]),
    instance('hashCode', core.integer, (self: EnumValue) => self.ordinal),
    fixed('values', core.list(own), () => enumValues(symbol)),
    fixed('valueOf', own, (name: string | null) => enumValueOf(symbol, name), [core.string]),
  ];
}

function methodSymbol(
  owner: TypeSymbol,
  name: string,
  returnType: Type,
  parameters: readonly Type[],
  native: NativeFunction,
  isStatic: boolean,
): MethodSymbol {
  return {
    kind: 'method',
    name,
    owner,
    returnType,
    isStatic,
    native,
    parameters: parameters.map((type, i) => ({ name: `p${i}`, type })),
    isAbstract: false,
    isVirtual: false,
    isOverride: false,
    access: 'global',
    modifiers: null,
    position: null,
    key: methodKey(name, parameters),
  };
}
