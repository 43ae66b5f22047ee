/** Fields and properties of objects of Apex classes by symbol, for JSON, stored jobs and printing. */
import { jsFieldName, jsGetterName, jsSetterName } from '../types/emitted-names.ts';
import type { FieldSymbol, TypeSymbol } from '../types/symbols.ts';
import { isTypedObject } from './object.ts';

type Storage = Record<string, unknown>;

/** Instance fields and properties of a class of the project, those of its superclasses first. */
export function instanceFields(type: TypeSymbol): FieldSymbol[] {
  const inherited = type.superclass === null ? [] : instanceFields(type.superclass.symbol);
  const own = [...type.fields.values()].filter((field) => !field.isStatic && field.native === undefined);
  return [...inherited, ...own];
}

/** What is stored in an object, by field name; properties with code in their getter only by what they store. */
export function* storedFields(target: object): IterableIterator<[string, unknown]> {
  if (!isTypedObject(target)) return;
  for (const field of instanceFields(target.$type)) {
    const value = (target as unknown as Storage)[jsFieldName(field)];
    if (value !== undefined) yield [field.name, value];
  }
}

/** Reads a field or property, through its getter where it has code. */
export function getMember(target: object, field: FieldSymbol): unknown {
  const storage = target as Storage;
  const getter = field.accessors?.get === 'code' ? storage[jsGetterName(field)] : undefined;
  if (typeof getter === 'function') return (getter as () => unknown).call(target);
  return storage[jsFieldName(field)] ?? null;
}

/** Writes a field or property, through its setter where it has code. */
export function setMember(target: object, field: FieldSymbol, value: unknown): void {
  const storage = target as Storage;
  const setter = field.accessors?.set === 'code' ? storage[jsSetterName(field)] : undefined;
  if (typeof setter === 'function') (setter as (value: unknown) => void).call(target, value);
  else storage[jsFieldName(field)] = value;
}
