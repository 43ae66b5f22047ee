/** Tables of the objects, and bringing an existing file in line with a changed schema. */
import type { DatabaseSync } from 'node:sqlite';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../../schema/model.ts';
import { isFolded, sqlType } from './values.ts';

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Formulas, roll-ups and bytes have no column. */
export function isStored(field: FieldSchema): boolean {
  return field.formula === null && field.summary === null && !['BASE64', 'ADDRESS', 'LOCATION'].includes(field.type);
}

/** Events live on the bus, not in tables. */
export function hasTable(object: ObjectSchema): boolean {
  return object.kind !== 'event';
}

/** The platform's own tables beside those of records. */
const ownTables = `
CREATE TABLE IF NOT EXISTS _sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS _key_prefix (object TEXT PRIMARY KEY, prefix TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _blob (id INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, md5 TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS _blob_piece (blob INTEGER NOT NULL, piece INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (blob, piece)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _blob_field (record TEXT NOT NULL, field TEXT NOT NULL, blob INTEGER NOT NULL, PRIMARY KEY (record, field)) STRICT, WITHOUT ROWID;
`;

/**
 * Creates what is missing. Columns of fields that the schema no longer has stay, with their data.
 * @throws Error when a field changed to a type that is stored differently, or an object's ids to another key prefix
 */
export function migrate(database: DatabaseSync, schema: OrgSchema): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(ownTables);
    for (const object of schema.objects.values()) {
      if (!hasTable(object)) continue;
      keepPrefix(database, object);
      migrateObject(database, object);
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

interface Column {
  readonly name: string;
  readonly type: string;
}

function columnsOf(object: ObjectSchema): Column[] {
  return [...object.fields.values()].filter(isStored).flatMap((field) => {
    const column = { name: field.name, type: sqlType(field) };
    return isFolded(field) ? [column, { name: `${field.name}~`, type: 'TEXT' }] : [column];
  });
}

function migrateObject(database: DatabaseSync, object: ObjectSchema): void {
  const existing = new Map(
    database
      .prepare(`PRAGMA table_info(${quoted(object.name)})`)
      .all()
      .map((row) => [String(row['name']), String(row['type'])]),
  );
  const columns = columnsOf(object);
  if (existing.size === 0) {
    const list = columns.map(
      ({ name, type }) => `${quoted(name)} ${type}${name === 'Id' ? ' PRIMARY KEY NOT NULL' : ''}`,
    );
    database.exec(`CREATE TABLE ${quoted(object.name)} (${list.join(', ')}) STRICT, WITHOUT ROWID`);
  } else {
    for (const { name, type } of columns) addColumn(database, object, name, type, existing.get(name));
  }
  for (const field of object.fields.values())
    if (isStored(field) && isIndexed(field)) createIndex(database, object, field);
}

/** Ids of stored records begin with the object's prefix: it must stay. */
function keepPrefix(database: DatabaseSync, object: ObjectSchema): void {
  const stored = database.prepare('SELECT prefix FROM _key_prefix WHERE object = ?').get(object.name)?.['prefix'];
  if (stored === undefined)
    database.prepare('INSERT INTO _key_prefix (object, prefix) VALUES (?, ?)').run(object.name, object.keyPrefix);
  else if (stored !== object.keyPrefix) {
    throw new Error(
      `Ids of ${object.name} begin with ${String(stored)} in the data file and would now begin with ${object.keyPrefix}. Begin with a new data file.`,
    );
  }
}

function addColumn(
  database: DatabaseSync,
  object: ObjectSchema,
  name: string,
  type: string,
  existing: string | undefined,
): void {
  if (existing === undefined) database.exec(`ALTER TABLE ${quoted(object.name)} ADD COLUMN ${quoted(name)} ${type}`);
  else if (existing !== type) {
    throw new Error(
      `${object.name}.${name} is stored as ${existing} and is now ${type}. Begin with a new data file, or give the field a new name.`,
    );
  }
}

function isIndexed(field: FieldSchema): boolean {
  return field.type === 'REFERENCE' || field.unique || field.externalId || field.nameField;
}

function createIndex(database: DatabaseSync, object: ObjectSchema, field: FieldSchema): void {
  const column = isFolded(field) ? `${field.name}~` : field.name;
  database.exec(
    `CREATE INDEX IF NOT EXISTS ${quoted(`${object.name}.${column}`)} ON ${quoted(object.name)} (${quoted(column)})`,
  );
}
