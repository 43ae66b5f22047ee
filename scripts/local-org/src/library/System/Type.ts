/** System.Type. Source: Apex Reference Guide, Type Class (apex_methods_system_type). */
import { currentFrame, isAssignable, qualifiedTypeName, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';
import type { TypeToken } from './type-token.ts';
import { typeToken } from './type-token.ts';

export const TypeType = platformType({
  name: 'System.Type',
  kind: 'class',
  page: 'apex_methods_system_type',
  members: {
    'static Type forName(String fullyQualifiedName)': (name: string | null) => forName(null, name),
    'static Type forName(String namespace, String name)': forName,
    'Boolean equals(Object typeToCompare)': (self: TypeToken, other: unknown) => self.apexEquals(other),
    'String getName()': (self: TypeToken) => self.apexText(),
    'Integer hashCode()': (self: TypeToken) => self.apexHash(),
    'Boolean isAssignableFrom(Type sourceType)': (self: TypeToken, source: TypeToken | null) =>
      isAssignable(required(source).type, self.type),
    'Object newInstance()': newInstance,
    'String toString()': (self: TypeToken) => self.apexText(),
  },
});

/** Null when there is no such type, or the namespace's types are not visible. */
function forName(namespace: string | null, name: string | null): TypeToken | null {
  if (name === null || name.trim() === '') return null;
  const type = currentFrame().ports.program.findType(name.trim(), namespace);
  return type === null ? null : typeToken(type);
}

/** @throws System.TypeException for types that have no constructor without arguments */
export function newInstance({ type }: TypeToken): unknown {
  const { symbol } = type;
  const name = qualifiedTypeName(symbol);
  if (symbol.object !== null) return currentFrame().ports.program.construct(type);
  if (symbol.kind !== 'class' || symbol.isAbstract)
    throwApex('System.TypeException', `Type cannot be constructed: ${name}`);
  const isConstructible = symbol.constructors.some((constructor) => constructor.parameters.length === 0);
  if (!isConstructible && (symbol.constructors.length > 0 || symbol.declaredAt === null))
    throwApex('System.TypeException', `Class ${name} must have a constructor without arguments`);
  return currentFrame().ports.program.construct(type);
}
