/** Custom labels. Source: Metadata API Developer Guide, "CustomLabels". */
import type { ProjectFolder } from './folders.ts';
import { packageFolders } from './folders.ts';
import { elements, metadataFiles, readMetadata, text } from './xml.ts';

/** Label texts by name in lower case. */
export function loadLabels(folder: ProjectFolder): Map<string, string> {
  const labels = new Map<string, string>();
  for (const file of packageFolders(folder).flatMap((path) => metadataFiles(path, '.labels-meta.xml'))) {
    for (const label of elements(readMetadata(file, 'CustomLabels'), 'labels')) {
      const name = text(label, 'fullName');
      if (name !== null) labels.set(name.toLowerCase(), text(label, 'value') ?? '');
    }
  }
  return labels;
}
