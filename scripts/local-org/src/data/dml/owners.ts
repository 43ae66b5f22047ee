/**
 * New owners must be active, and in user mode able to read what they get.
 * Source: SOAP API Developer Guide, StatusCode INACTIVE_OWNER_OR_USER and TRANSFER_REQUIRES_READ.
 */
import { apexEquals } from '../../runtime/index.ts';
import type { DmlOptions } from '../../runtime/ports.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

const shownCharacters = 15;

export function checkOwners(
  rows: readonly SaveRow[],
  object: ObjectSchema,
  { access }: DmlOptions,
  parts: DmlParts,
): void {
  if (object.field('OwnerId') === undefined) return;
  const given = rows.flatMap((row) => {
    const owner = row.record.getField('ownerid');
    if (owner === null || (row.old !== null && apexEquals(row.old.getField('ownerid'), owner))) return [];
    return [{ row, owner: String(owner) }];
  });
  if (given.length === 0) return;
  const inactive = inactiveOf(
    given.map(({ owner }) => owner),
    parts,
  );
  for (const { row, owner } of given) {
    if (inactive.has(owner)) row.problems.push(problem('INACTIVE_OWNER_OR_USER', inactiveOwner(owner, object)));
    else if (access === 'user' && owner.startsWith('005') && !parts.access.readableBy(object, owner))
      row.problems.push(problem('TRANSFER_REQUIRES_READ', 'The new owner must have read permission'));
  }
}

function inactiveOwner(id: string, object: ObjectSchema): string {
  return `operation performed with inactive user [${id.slice(0, shownCharacters)}] as owner of ${object.label.toLowerCase()}`;
}

function inactiveOf(ids: readonly string[], parts: DmlParts): Set<string> {
  const sql = 'SELECT "Id" FROM "User" WHERE "IsActive" = 0 AND "Id" IN (SELECT value FROM json_each(?))';
  return new Set(parts.store.all(sql, [JSON.stringify([...new Set(ids)])]).map(([id]) => String(id)));
}
