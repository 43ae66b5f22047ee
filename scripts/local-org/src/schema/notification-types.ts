/** Types of custom notifications. Source: Metadata API Developer Guide, "CustomNotificationType". */
import { basename } from 'node:path';
import type { ProjectFolder } from './folders.ts';
import { packageFolders } from './folders.ts';
import { flag, metadataFiles, readMetadata, text } from './xml.ts';

export interface NotificationTypeMetadata {
  readonly name: string;
  readonly typeName: string;
  readonly label: string;
  readonly description: string | null;
  readonly desktop: boolean;
  readonly mobile: boolean;
}

const suffix = '.notiftype-meta.xml';

/** @throws Error naming a file that lacks what the platform requires */
export function loadNotificationTypes(folder: ProjectFolder): NotificationTypeMetadata[] {
  return packageFolders(folder)
    .flatMap((root) => metadataFiles(root, suffix))
    .map((file) => {
      const element = readMetadata(file, 'CustomNotificationType');
      const required = (name: string): string => {
        const value = text(element, name);
        if (value === null) throw new Error(`${file}: ${name} is required`);
        return value;
      };
      return {
        name: basename(file, suffix),
        typeName: required('customNotifTypeName'),
        label: required('masterLabel'),
        description: text(element, 'description'),
        desktop: flag(element, 'desktop'),
        mobile: flag(element, 'mobile'),
      };
    });
}
