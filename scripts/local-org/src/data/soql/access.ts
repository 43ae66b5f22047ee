/** What queries ask of rights: the running user's, implemented by `data/access` and bound to the current frame. */
import type { SQLInputValue } from 'node:sqlite';
import type { FieldAccess, ObjectAccess } from '../../runtime/ports.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import { throwNoSuchColumn, throwUnsupportedObject } from './errors.ts';

/** A condition with its parameters in order. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

export interface QueryAccess {
  objectAccess(object: ObjectSchema): ObjectAccess;
  fieldAccess(field: FieldSchema, object: ObjectSchema): FieldAccess;
  /** Restricts rows of the table that is joined as `alias` to those the user sees; null: all of them. */
  sharingFilter(object: ObjectSchema, alias: string, right: 'read' | 'edit'): SqlCondition | null;
  /** Whether links of files may be queried without naming files or records. */
  queriesAllFiles?(): boolean;
}

/** An object, and possibly a field of it, that a query mentions by `name`. */
export interface Mention {
  readonly object: ObjectSchema;
  readonly field: FieldSchema | null;
  readonly name: string;
}

/**
 * User mode: everything a query mentions must be readable.
 * @throws System.QueryException for the first that is not, with all inaccessible fields
 */
export function checkReadable(mentions: readonly Mention[], access: QueryAccess): void {
  const hiddenFields = new Map<string, Set<string>>();
  let first: Mention | null = null;
  for (const mention of mentions) {
    if (isReadable(mention, access)) continue;
    first ??= mention;
    if (mention.field === null) continue;
    const names = hiddenFields.get(mention.object.name) ?? new Set<string>();
    hiddenFields.set(mention.object.name, names.add(mention.field.name));
  }
  if (first === null) return;
  if (first.field === null) throwUnsupportedObject(first.name, hiddenFields);
  throwNoSuchColumn(first.name, first.object.name, hiddenFields);
}

function isReadable(mention: Mention, access: QueryAccess): boolean {
  return mention.field === null
    ? access.objectAccess(mention.object).read
    : access.fieldAccess(mention.field, mention.object).read;
}
