/** Permission sets, profiles and custom permissions of the project as rows; rights are written anew at each start, as a deployment does. */
import type { PermissionSetMetadata, ProjectPermissions } from '../../schema/permissions.ts';
import { ApexId } from '../../runtime/index.ts';
import type { SqliteStore } from '../store/index.ts';
import { grantRecordTypes } from './record-types.ts';
import type { Rows } from './rows.ts';

export function installPermissions(
  rows: Rows,
  store: SqliteStore,
  permissions: ProjectPermissions,
  namespace: string | null,
): void {
  for (const { name, label, description } of permissions.customPermissions) {
    rows.put('CustomPermission', 'DeveloperName', name, {
      MasterLabel: label,
      Description: description,
      NamespacePrefix: namespace,
    });
  }
  for (const set of permissions.permissionSets)
    grantRecordTypes(rows, store, installSet(rows, set, namespace), set, false);
}

/** The rights of a profile's own permission set: a file changes what it mentions, and leaves the rest. */
export function installProfile(rows: Rows, store: SqliteStore, profile: PermissionSetMetadata): void {
  const found = rows.find('Profile', { Name: profile.name });
  const granted = Object.fromEntries(profile.userPermissions.map((name) => [`Permissions${name}`, true]));
  const known = Object.fromEntries(
    Object.entries(systemPermissions(rows, profile.userPermissions)).filter(([name]) => granted[name] === true),
  );
  const id = found ?? rows.insert('Profile', { Name: profile.name, UserType: 'Standard', ...known });
  const set = rows.put('PermissionSet', 'Name', `X${id}`, {
    Label: profile.name,
    IsOwnedByProfile: true,
    ProfileId: ApexId.of(id),
    ...(found === null ? systemPermissions(rows, profile.userPermissions) : known),
  });
  for (const { object } of profile.objects)
    rows.removeWhere('ObjectPermissions', { ParentId: set, SobjectType: object });
  for (const { object, field } of profile.fields)
    rows.removeWhere('FieldPermissions', { ParentId: set, Field: `${object}.${field}` });
  rows.removeOf('SetupEntityAccess', 'ParentId', set);
  grantRights(rows, set, profile);
  grantRecordTypes(rows, store, set, profile, true);
}

function installSet(rows: Rows, set: PermissionSetMetadata, namespace: string | null): string {
  const id = rows.put('PermissionSet', 'Name', set.name, {
    Label: set.label,
    Description: set.description,
    NamespacePrefix: namespace,
    IsOwnedByProfile: false,
    IsCustom: true,
    ...systemPermissions(rows, set.userPermissions),
  });
  for (const object of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'])
    rows.removeOf(object, 'ParentId', id);
  grantRights(rows, id, set);
  return id;
}

function grantRights(rows: Rows, id: string, set: PermissionSetMetadata): void {
  const parent = { ParentId: ApexId.of(id) };
  for (const right of set.objects) {
    rows.insert('ObjectPermissions', {
      ...parent,
      SobjectType: right.object,
      PermissionsCreate: right.create,
      PermissionsRead: right.read,
      PermissionsEdit: right.edit,
      PermissionsDelete: right.delete,
      PermissionsViewAllRecords: right.viewAll,
      PermissionsModifyAllRecords: right.modifyAll,
    });
  }
  for (const right of set.fields) {
    rows.insert('FieldPermissions', {
      ...parent,
      SobjectType: right.object,
      Field: `${right.object}.${right.field}`,
      PermissionsRead: right.read,
      PermissionsEdit: right.edit,
    });
  }
  for (const name of set.classes) grant(rows, parent, 'ApexClass', 'Name', name, set.name);
  for (const name of set.customPermissions) grant(rows, parent, 'CustomPermission', 'DeveloperName', name, set.name);
}

/** Values of all `Permissions…` fields: those named are granted, all others are not. Unknown ones have no effect here. */
export function systemPermissions(rows: Rows, granted: readonly string[]): Record<string, boolean> {
  const fields = [...(rows.schema.object('PermissionSet', null)?.fields.values() ?? [])].filter((field) =>
    field.name.startsWith('Permissions'),
  );
  return Object.fromEntries(
    fields.map((field) => [field.name, granted.includes(field.name.slice('Permissions'.length))]),
  );
}

function grant(
  rows: Rows,
  parent: { ParentId: ApexId },
  object: string,
  field: string,
  name: string,
  set: string,
): void {
  const target = rows.find(object, { [field]: name });
  if (target === null)
    throw new Error(`The permission set ${set} grants ${object} ${name}, which is not in the project.`);
  rows.insert('SetupEntityAccess', { ...parent, SetupEntityId: ApexId.of(target), SetupEntityType: object });
}
