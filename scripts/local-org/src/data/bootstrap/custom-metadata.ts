/** Records of custom metadata types as rows; written anew at each start, as a deployment does, with their ids kept. */
import { ApexDate, ApexDatetime, ApexId, Decimal } from '../../runtime/index.ts';
import type { CustomMetadataRecord } from '../../schema/custom-metadata.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';
import type { Rows, RowValues } from './rows.ts';

/** @throws Error naming the file of a record with a value that does not fit */
export function installCustomMetadata(
  rows: Rows,
  store: SqliteStore,
  records: readonly CustomMetadataRecord[],
  namespace: string | null,
): void {
  removeOthers(rows, store, records);
  // All rows first, so that relationships among them find their targets in any order.
  const ids = records.map((record) => rows.ensure(record.type, 'DeveloperName', record.developerName, {}));
  records.forEach((record, i) => rows.update(record.type, ids[i] ?? '', rowOf(rows, record, namespace)));
}

function removeOthers(rows: Rows, store: SqliteStore, records: readonly CustomMetadataRecord[]): void {
  for (const object of rows.schema.objects.values()) {
    if (object.kind !== 'metadata') continue;
    const kept = new Set(
      records.filter((record) => record.type === object.name).map((record) => record.developerName.toLowerCase()),
    );
    for (const [id, name] of store.all(`SELECT "Id", "DeveloperName" FROM ${store.table(object)}`, [])) {
      if (!kept.has(String(name).toLowerCase())) store.removeRow(object, String(id));
    }
  }
}

function rowOf(rows: Rows, record: CustomMetadataRecord, namespace: string | null): RowValues {
  const object = rows.schema.object(record.type, null);
  if (object === undefined) throw new Error(`the schema has no object ${record.type}`);
  const values: Record<string, unknown> = {
    MasterLabel: record.label,
    Label: record.label,
    QualifiedApiName: namespace === null ? record.developerName : `${namespace}__${record.developerName}`,
    NamespacePrefix: namespace,
    Language: 'en_US',
  };
  for (const field of object.fields.values()) {
    if (field.custom && field.formula === null) values[field.name] = fieldValue(rows, object, field, record);
  }
  return values;
}

function fieldValue(rows: Rows, object: ObjectSchema, field: FieldSchema, record: CustomMetadataRecord): unknown {
  const text = record.values[field.name] ?? null;
  if (text === null) return field.type === 'BOOLEAN' ? false : null;
  switch (field.type) {
    case 'BOOLEAN':
      return text === 'true';
    case 'DOUBLE':
    case 'CURRENCY':
    case 'PERCENT':
      return Decimal.parse(text);
    case 'DATE':
      return ApexDate.parseIso(text.slice(0, 10));
    case 'DATETIME':
      return new ApexDatetime(Date.parse(text));
    case 'REFERENCE':
      return related(rows, object, field, record, text);
    default:
      return text;
  }
}

function related(
  rows: Rows,
  object: ObjectSchema,
  field: FieldSchema,
  record: CustomMetadataRecord,
  name: string,
): ApexId {
  const target = field.referenceTo[0] ?? '';
  const id = rows.find(target, { DeveloperName: name.split('__').at(-1) ?? name });
  if (id === null)
    throw new Error(
      `${record.file}: ${object.localName}.${field.localName} names the record ${name} of ${target}, which is not in the project`,
    );
  return ApexId.of(id);
}
