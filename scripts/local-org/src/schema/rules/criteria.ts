/** Filters of rules: fields compared with values. Source: Metadata API Developer Guide, "FilterItem" and "FilterOperation". */
import type { ObjectSchema, OrgSchema } from '../model.ts';
import type { Element } from '../xml.ts';
import { elements, text } from '../xml.ts';
import type { FilterOperation } from './filter-operations.ts';
import { filterOperation } from './filter-operations.ts';
import { blankAsNull } from './matching.ts';

export interface Criterion {
  /** Fields from the record, or from the running user, over parents: `Owner`, `Name`. */
  readonly path: readonly string[];
  readonly of: 'record' | 'user';
  readonly operation: FilterOperation;
  /** As metadata has it: several values are separated by commas. */
  readonly value: string | null;
  /** A field of the record instead of a value. */
  readonly valuePath: readonly string[] | null;
}

export interface Criteria {
  readonly items: readonly Criterion[];
  /** `1 AND (2 OR 3)`, or `and`. */
  readonly logic: string;
}

/**
 * Reads the items of a filter.
 * @param member name of the elements that hold the items
 * @throws Error beginning with `place` for a field or operation that is not there
 */
export function readCriteria(
  element: Element,
  member: string,
  object: ObjectSchema,
  schema: OrgSchema,
  place: string,
): Criteria {
  return {
    items: elements(element, member).map((item) => criterion(item, object, schema, place)),
    logic: blankAsNull(text(element, 'booleanFilter')) ?? 'and',
  };
}

function criterion(element: Element, object: ObjectSchema, schema: OrgSchema, place: string): Criterion {
  const operation = filterOperation(text(element, 'operation') ?? '', place);
  const table = text(element, 'table');
  const valueField = blankAsNull(text(element, 'valueField'));
  const { of, path } = located(text(element, 'field') ?? '', table, object, schema, place);
  return {
    of,
    path,
    operation,
    value: blankAsNull(text(element, 'value')),
    valuePath: valueField === null ? null : located(valueField, table, object, schema, place).path,
  };
}

/** `Lead.Country`, `Country`, `User.Username`, or `Username` with the table User. */
function located(
  name: string,
  table: string | null,
  object: ObjectSchema,
  schema: OrgSchema,
  place: string,
): Pick<Criterion, 'of' | 'path'> {
  const parts = name.split('.');
  const [first = ''] = parts;
  const isOwn = parts.length > 1 && schema.object(first)?.name === object.name;
  const isUser =
    object.name !== 'User' &&
    (parts.length > 1 ? first.toLowerCase() === 'user' && object.parent(first) === undefined : table === 'User');
  const rest = isOwn || (isUser && parts.length > 1) ? parts.slice(1) : parts;
  const start = isUser ? schema.object('User', null) : object;
  requirePath(start, rest, schema, `${place}: there is no field ${name}`);
  return { of: isUser ? 'user' : 'record', path: rest };
}

function requirePath(
  object: ObjectSchema | undefined,
  [name = '', ...rest]: readonly string[],
  schema: OrgSchema,
  message: string,
): void {
  if (rest.length === 0) {
    if (object?.field(name) === undefined) throw new Error(message);
    return;
  }
  const parent = object?.parent(name);
  // What a reference to several objects points to is known with the record only.
  if (parent !== undefined && parent.referenceTo.length > 1) return;
  requirePath(parent === undefined ? undefined : schema.object(parent.referenceTo[0] ?? ''), rest, schema, message);
}
