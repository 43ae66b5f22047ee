/** Queues. Source: Metadata API Developer Guide, "Queue". */
import { basename } from 'node:path';
import type { ProjectFolder } from '../folders.ts';
import { packageFolders } from '../folders.ts';
import type { OrgSchema } from '../model.ts';
import { child, elements, flag, metadataFiles, readMetadata, text, texts } from '../xml.ts';
import { blankAsNull } from './matching.ts';

export interface Queue {
  readonly name: string;
  readonly label: string;
  readonly email: string | null;
  readonly emailsMembers: boolean;
  /** Objects whose records it may own, by qualified API name. */
  readonly objects: readonly string[];
  /** Usernames. */
  readonly users: readonly string[];
}

const suffix = '.queue-meta.xml';

/** @throws Error naming the file of a queue for an object that is not there */
export function loadQueues(folder: ProjectFolder, schema: OrgSchema): Queue[] {
  return packageFolders(folder)
    .flatMap((root) => metadataFiles(root, suffix))
    .map((file) => {
      const element = readMetadata(file, 'Queue');
      const name = basename(file, suffix);
      const members = child(element, 'queueMembers');
      const users = members === null ? null : child(members, 'users');
      return {
        name,
        label: text(element, 'name') ?? name,
        email: blankAsNull(text(element, 'email')),
        emailsMembers: flag(element, 'doesSendEmailToMembers'),
        objects: elements(element, 'queueSobject').map((entry) => {
          const type = text(entry, 'sobjectType') ?? '';
          const object = schema.object(type);
          if (object === undefined) throw new Error(`${file}: there is no object ${type}`);
          return object.name;
        }),
        users: users === null ? [] : texts(users, 'user'),
      };
    });
}
