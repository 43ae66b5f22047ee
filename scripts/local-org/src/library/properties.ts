/** Read-only facts that the platform offers twice: as a property (`Label`) and as a method (`getLabel()`, `isCustom()`). */
import type { MemberImplementation } from './declare.ts';

type Reader<S> = (self: S) => unknown;

/**
 * Members from `'Type Name'` → reader: a property `Name`, and `getName()`, or `isName()` when the type is Boolean.
 * A name that begins with Is or Has, or has a method of its own, is given to `method`.
 */
export function describeMembers<S>(readers: Readonly<Record<string, Reader<S>>>): Record<string, MemberImplementation> {
  const members: Record<string, MemberImplementation> = {};
  for (const [declared, read] of Object.entries(readers)) {
    const [type, name] = splitDeclaration(declared);
    const prefix = type === 'Boolean' ? 'is' : 'get';
    const native = read as (self: never) => unknown;
    members[`${type} ${name} { get; }`] = { get: native };
    members[`${type} ${prefix}${name}()`] = native;
  }
  return members;
}

function splitDeclaration(declared: string): [string, string] {
  const space = declared.lastIndexOf(' ');
  return [declared.slice(0, space), declared.slice(space + 1)];
}

/** Read and written properties from `'Type Name'` → the member of the implementing object that keeps the value. */
export function storedProperties<S extends object>(
  stored: Readonly<Record<string, keyof S & string>>,
): Record<string, MemberImplementation> {
  const members: Record<string, MemberImplementation> = {};
  for (const [declared, key] of Object.entries(stored)) {
    members[`${declared} { get; set; }`] = {
      get: (self: S) => self[key],
      set: (self: S, value: S[keyof S & string]) => {
        self[key] = value;
      },
    };
  }
  return members;
}
