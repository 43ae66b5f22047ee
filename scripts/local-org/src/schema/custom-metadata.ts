/** Records of custom metadata types. Source: Metadata API Developer Guide, "CustomMetadata". */
import { basename } from 'node:path';
import type { ProjectFolder } from './folders.ts';
import { packageFolders } from './folders.ts';
import type { OrgSchema } from './model.ts';
import { elements, metadataFiles, readMetadata, text } from './xml.ts';

export interface CustomMetadataRecord {
  /** Qualified API name of the type. */
  readonly type: string;
  readonly developerName: string;
  readonly label: string;
  /** Values as the file has them, by qualified field name; null for none. */
  readonly values: Readonly<Record<string, string | null>>;
  /** For messages about its values. */
  readonly file: string;
}

const suffix = '.md-meta.xml';

/** @throws Error naming file and type or field that the schema does not have */
export function loadCustomMetadata(folder: ProjectFolder, schema: OrgSchema): CustomMetadataRecord[] {
  return packageFolders(folder)
    .flatMap((root) => metadataFiles(root, suffix))
    .map((file) => record(file, schema));
}

function record(file: string, schema: OrgSchema): CustomMetadataRecord {
  const [typeName = '', developerName = ''] = basename(file, suffix).split('.');
  const type = schema.object(typeName.endsWith('__mdt') ? typeName : `${typeName}__mdt`);
  if (type?.kind !== 'metadata') throw new Error(`${file}: there is no custom metadata type ${typeName}`);
  const element = readMetadata(file, 'CustomMetadata');
  const values = elements(element, 'values').map((entry): [string, string | null] => {
    const name = text(entry, 'field') ?? '';
    const field = type.field(name);
    if (field === undefined) throw new Error(`${file}: ${typeName} has no field ${name}`);
    const value = text(entry, 'value');
    return [field.name, value === '' ? null : value];
  });
  return {
    type: type.name,
    developerName,
    label: text(element, 'label') ?? developerName,
    values: Object.fromEntries(values),
    file,
  };
}
