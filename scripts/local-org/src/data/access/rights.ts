/** The rights of one user, read from the rows that grant them. */
import type { FieldAccess, ObjectAccess } from '../../runtime/ports.ts';
import type { RecordStore, SqlValue } from '../record-store.ts';
import { noAccess } from './kinds.ts';
import { readPrincipals } from './principals.ts';

export interface Rights {
  /** May see and change everything; the administrator. */
  readonly modifyAll: boolean;
  readonly viewAll: boolean;
  /** By API name in lower case. */
  readonly objects: ReadonlyMap<string, ObjectAccess>;
  /** By `object.field` in lower case. */
  readonly fields: ReadonlyMap<string, FieldAccess>;
  /** `namespace:name` of custom permissions, in lower case. */
  readonly customPermissions: ReadonlySet<string>;
  /** Apex classes, in lower case. */
  readonly classes: ReadonlySet<string>;
  /** `Permissions…` of permission sets without that word, in lower case. */
  readonly systemPermissions: ReadonlySet<string>;
  /** Ids of record types, each with whether the profile has it as default. */
  readonly recordTypes: ReadonlyMap<string, boolean>;
  /** The user, users below in the role hierarchy, and all groups that they are in: whoever's records the user has. */
  readonly principals: readonly string[];
}

/** Permission sets of a user: those assigned, and the one of the profile. */
const permissionSets = `WITH sets(id) AS (
  SELECT "PermissionSetId" FROM "PermissionSetAssignment" WHERE "AssigneeId" = ?1
  UNION SELECT p."Id" FROM "PermissionSet" p JOIN "User" u ON u."ProfileId" = p."ProfileId" WHERE u."Id" = ?1 AND p."IsOwnedByProfile" = 1
)`;

export function readRights(store: RecordStore, userId: string): Rights {
  const rows = (select: string): SqlValue[][] => store.all(`${permissionSets} ${select}`, [userId]);
  const granted = systemPermissions(store, rows);
  return {
    modifyAll: granted.has('modifyalldata'),
    viewAll: granted.has('modifyalldata') || granted.has('viewalldata'),
    objects: objectRights(
      rows(`SELECT "SobjectType~", max("PermissionsCreate"), max("PermissionsRead"), max("PermissionsEdit"), max("PermissionsDelete"),
      max("PermissionsViewAllRecords"), max("PermissionsModifyAllRecords") FROM "ObjectPermissions" WHERE "ParentId" IN sets GROUP BY 1`),
    ),
    fields: fieldRights(
      rows(
        'SELECT "Field~", max("PermissionsRead"), max("PermissionsEdit") FROM "FieldPermissions" WHERE "ParentId" IN sets GROUP BY 1',
      ),
    ),
    customPermissions: texts(
      rows(`SELECT lower(coalesce(c."NamespacePrefix", '')) || ':' || lower(c."DeveloperName") FROM "SetupEntityAccess" s
      JOIN "CustomPermission" c ON c."Id" = s."SetupEntityId" WHERE s."ParentId" IN sets`),
    ),
    classes: texts(
      rows(
        'SELECT lower(c."Name") FROM "SetupEntityAccess" s JOIN "ApexClass" c ON c."Id" = s."SetupEntityId" WHERE s."ParentId" IN sets',
      ),
    ),
    systemPermissions: granted,
    recordTypes: new Map(
      rows('SELECT record_type, max(is_default) FROM _record_type_access WHERE permission_set IN sets GROUP BY 1').map(
        ([id, isDefault]) => [String(id), isDefault === 1n],
      ),
    ),
    principals: readPrincipals(store, userId),
  };
}

function systemPermissions(store: RecordStore, rows: (select: string) => SqlValue[][]): Set<string> {
  const fields = [...(store.schema.object('PermissionSet', null)?.fields.values() ?? [])].filter((field) =>
    field.name.startsWith('Permissions'),
  );
  const [flags = []] = rows(
    `SELECT ${fields.map((field) => `max(${store.column(field)})`).join(', ')} FROM "PermissionSet" WHERE "Id" IN sets`,
  );
  return new Set(
    fields.filter((_, i) => flags[i] === 1n).map((field) => field.name.slice('Permissions'.length).toLowerCase()),
  );
}

function objectRights(rows: readonly SqlValue[][]): Map<string, ObjectAccess> {
  return new Map(
    rows.map(([object, create, read, edit, remove, viewAll, modifyAll]) => [
      String(object as string),
      {
        ...noAccess,
        create: create === 1n,
        read: read === 1n,
        edit: edit === 1n,
        delete: remove === 1n,
        viewAll: viewAll === 1n || modifyAll === 1n,
        modifyAll: modifyAll === 1n,
      },
    ]),
  );
}

function fieldRights(rows: readonly SqlValue[][]): Map<string, FieldAccess> {
  return new Map(
    rows.map(([field, read, edit]) => [
      String(field as string),
      { read: read === 1n || edit === 1n, edit: edit === 1n },
    ]),
  );
}

function texts(rows: readonly SqlValue[][]): Set<string> {
  return new Set(rows.map(([value]) => String(value as string)));
}
