/** Values of `:name` in query text: from the caller's variables, or from a map. Source: Apex Developer Guide, "Dynamic SOQL". */
import type { ApexMap } from '../../../runtime/index.ts';
import {
  SObjectValue,
  currentFrame,
  getMember,
  instanceFields,
  isTypedObject,
  throwApex,
} from '../../../runtime/index.ts';

export type BindLookup = (name: string) => unknown;

/** Names that the calling code sees; dotted names read fields of what they begin with. */
export function bindFromScope(): BindLookup {
  const scope = currentFrame().scope ?? new Map<string, unknown>();
  return (name) => {
    const [first = '', ...rest] = name.split('.');
    if (!scope.has(first.toLowerCase())) return unknownVariable(name);
    return rest.reduce<unknown>(
      (value, member) => memberOf(value, member, name),
      scope.get(first.toLowerCase()) ?? null,
    );
  };
}

function unknownVariable(name: string): never {
  return throwApex('System.QueryException', `Variable does not exist: ${name}`);
}

function memberOf(value: unknown, member: string, whole: string): unknown {
  if (value === null) return throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  if (value instanceof SObjectValue) {
    const field = value.object.field(member);
    if (field !== undefined) return value.getField(field.name.toLowerCase());
    return value.object.parent(member) === undefined ? unknownVariable(whole) : value.parentOf(member.toLowerCase());
  }
  if (!isTypedObject(value)) return unknownVariable(whole);
  const field = instanceFields(value.$type).find((candidate) => candidate.name.toLowerCase() === member.toLowerCase());
  return field === undefined ? unknownVariable(whole) : getMember(value, field);
}

/** queryWithBinds: names are looked up in any case. */
export function bindFromMap(binds: ApexMap<string, unknown>): BindLookup {
  const values = new Map([...binds.entries()].map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => {
    if (!values.has(name.toLowerCase()))
      throwApex('System.QueryException', `Key '${name}' does not exist in the bindMap`);
    return values.get(name.toLowerCase()) ?? null;
  };
}
