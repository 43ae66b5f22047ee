/** Global value sets, put into the picklists that use them. Source: Metadata API Developer Guide, "GlobalValueSet". */
import { basename } from 'node:path';
import type { ProjectFolder } from './folders.ts';
import { packageFolders } from './folders.ts';
import type { ObjectFiles } from './object-metadata.ts';
import type { Element } from './xml.ts';
import { child, elements, metadataFiles, readMetadata, text } from './xml.ts';

const suffix = '.globalValueSet-meta.xml';

/** @throws Error naming the file of a field whose value set the project does not have */
export function withGlobalValues(folder: ProjectFolder, objects: readonly ObjectFiles[]): ObjectFiles[] {
  const files = packageFolders(folder).flatMap((root) => metadataFiles(root, suffix));
  const sets = new Map(
    files.map((file) => [
      basename(file, suffix).toLowerCase(),
      elements(readMetadata(file, 'GlobalValueSet'), 'customValue'),
    ]),
  );
  return objects.map((object) => ({
    ...object,
    fields: object.fields.map((field) => filled(field, sets, object.file)),
  }));
}

function filled(field: Element, sets: ReadonlyMap<string, readonly Element[]>, file: string): Element {
  const valueSet = child(field, 'valueSet');
  const name = valueSet === null ? null : text(valueSet, 'valueSetName');
  if (valueSet === null || name === null) return field;
  const values = sets.get(name.toLowerCase());
  if (values === undefined)
    throw new Error(
      `${file}: the picklist ${text(field, 'fullName') ?? ''} uses the global value set ${name}, which is not in the project`,
    );
  // Fields with a global value set are always restricted.
  return { ...field, valueSet: { ...valueSet, restricted: 'true', valueSetDefinition: { value: values } } };
}
