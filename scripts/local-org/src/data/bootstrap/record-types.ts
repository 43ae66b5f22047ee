/** Record types of the project as rows, and who has them; they are no records of the org that could be asked for. */
import type { PermissionSetMetadata } from '../../schema/permissions.ts';
import type { SqliteStore } from '../store/index.ts';
import type { Rows } from './rows.ts';

/** Record types that a permission set, or the one of a profile, gives. */
const table = `CREATE TABLE IF NOT EXISTS _record_type_access (permission_set TEXT NOT NULL, record_type TEXT NOT NULL,
  is_default INTEGER NOT NULL, PRIMARY KEY (permission_set, record_type)) STRICT, WITHOUT ROWID`;

export function prepareRecordTypeAccess(store: SqliteStore): void {
  store.database.exec(table);
}

export function installRecordTypes(rows: Rows, store: SqliteStore): void {
  for (const object of store.schema.objects.values()) {
    for (const recordType of object.recordTypes) {
      const keys = { SobjectType: object.name, DeveloperName: recordType.developerName };
      const values = { Name: recordType.label, IsActive: recordType.active };
      const known = rows.find('RecordType', keys);
      if (known !== null) rows.update('RecordType', known, values);
      else rows.insert('RecordType', { ...keys, NamespacePrefix: object.namespace, ...values });
    }
  }
}

/** A profile that gives record types of an object has one of them as default: the first if it does not say. */
export function grantRecordTypes(
  rows: Rows,
  store: SqliteStore,
  permissionSet: string,
  { recordTypes }: PermissionSetMetadata,
  isProfile: boolean,
): void {
  store.run('DELETE FROM _record_type_access WHERE permission_set = ?', [permissionSet]);
  for (const { object, developerName, isDefault } of recordTypes) {
    const id = rows.find('RecordType', { SobjectType: object, DeveloperName: developerName });
    if (id === null) continue;
    const siblings = recordTypes.filter((other) => other.object === object);
    const first =
      isProfile && !siblings.some((other) => other.isDefault) && siblings[0]?.developerName === developerName;
    store.run('INSERT INTO _record_type_access VALUES (?, ?, ?)', [permissionSet, id, isDefault || first ? 1 : 0]);
  }
  store.setupVersion++;
}
