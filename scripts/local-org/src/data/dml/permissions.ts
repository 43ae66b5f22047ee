/** Rights of the running user on what is being written. Source: Apex Developer Guide, "Enforce User Mode for Database Operations". */
import type { DmlOptions, ObjectAccess } from '../../runtime/ports.ts';
import { apexEquals } from '../../runtime/index.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

type Right = 'create' | 'edit' | 'delete';

/** Adds a problem to every row that the user may not write. System mode still has sharing where its class says so. */
export function checkRights(
  rows: readonly SaveRow[],
  object: ObjectSchema,
  right: Right,
  options: DmlOptions,
  parts: DmlParts,
): void {
  if (options.access === 'user') {
    if (!allows(parts.access.objectAccess(object), right)) {
      for (const row of rows)
        row.problems.push(problem('INSUFFICIENT_ACCESS_OR_READONLY', `Access to entity '${object.name}' denied`));
      return;
    }
    if (right !== 'delete') for (const row of rows) checkFields(row, object, parts);
  }
  if (right !== 'create') parts.locks.check(rows, object, parts.access);
  if (right !== 'create' && (options.access === 'user' || options.sharing)) checkSharing(rows, object, parts);
}

function allows(access: ObjectAccess, right: Right): boolean {
  return access[right];
}

/** Fields that are set on a new record, or changed on an existing one. */
function checkFields(row: SaveRow, object: ObjectSchema, parts: DmlParts): void {
  const hidden: string[] = [];
  for (const key of row.given.populatedKeys()) {
    const field = object.fields.get(key);
    if (field === undefined || key === 'id' || !(row.old === null ? field.createable : field.updateable)) continue;
    if (row.old !== null && apexEquals(row.old.getField(key), row.given.getField(key))) continue;
    if (!parts.access.fieldAccess(field, object).edit) hidden.push(field.name);
  }
  if (hidden.length > 0) {
    row.problems.push(
      problem(
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        `Operation failed due to fields being inaccessible on Sobject ${object.name}, check errors on Exception or Result!`,
        ...hidden,
      ),
    );
  }
}

function checkSharing(rows: readonly SaveRow[], object: ObjectSchema, parts: DmlParts): void {
  const ids = rows.flatMap((row) => (row.old?.id === null || row.old === null ? [] : [row.old.id.value]));
  if (ids.length === 0) return;
  const editable = parts.access.shared(object, ids, 'edit');
  for (const row of rows) {
    const id = row.old?.id?.value;
    if (id !== undefined && !editable.has(id))
      row.problems.push(problem('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
  }
}
