/** Permission sets and custom permissions of a project. Source: Metadata API Developer Guide, "PermissionSet". */
import { basename } from 'node:path';
import type { CustomMetadataRecord } from './custom-metadata.ts';
import { loadCustomMetadata } from './custom-metadata.ts';
import type { FlowDefinition } from './flows/model.ts';
import { loadFlows } from './flows/load.ts';
import { loadNotificationTypes } from './notification-types.ts';
import type { NotificationTypeMetadata } from './notification-types.ts';
import type { ProjectFolder } from './folders.ts';
import { packageFolders } from './folders.ts';
import type { OrgSchema } from './model.ts';
import type { StaticResource } from './static-resources.ts';
import { loadStaticResources } from './static-resources.ts';
import type { OrgRules } from './rules/load.ts';
import { loadRules } from './rules/load.ts';
import { elements, flag, metadataFiles, readMetadata, text } from './xml.ts';

export interface ObjectRight {
  /** Qualified API name. */
  readonly object: string;
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

export interface FieldRight {
  readonly object: string;
  readonly field: string;
  readonly read: boolean;
  readonly edit: boolean;
}

export interface PermissionSetMetadata {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly objects: readonly ObjectRight[];
  readonly fields: readonly FieldRight[];
  readonly classes: readonly string[];
  readonly customPermissions: readonly string[];
  /** `ViewAllData`, `ApiEnabled` … */
  readonly userPermissions: readonly string[];
}

export interface CustomPermissionMetadata {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
}

/** What installing a project adds to an org as rows. */
export interface ProjectPermissions {
  readonly permissionSets: readonly PermissionSetMetadata[];
  readonly customPermissions: readonly CustomPermissionMetadata[];
  readonly customMetadata: readonly CustomMetadataRecord[];
  readonly staticResources: readonly StaticResource[];
  /** By name in lower case. */
  readonly flows: ReadonlyMap<string, FlowDefinition>;
  readonly notificationTypes: readonly NotificationTypeMetadata[];
  readonly rules: OrgRules;
}

/** @throws Error naming file and object or field that the schema does not have */
export function loadPermissions(folder: ProjectFolder, schema: OrgSchema): ProjectPermissions {
  const roots = packageFolders(folder);
  return {
    permissionSets: roots
      .flatMap((root) => metadataFiles(root, '.permissionset-meta.xml'))
      .map((file) => permissionSet(file, schema)),
    customPermissions: roots
      .flatMap((root) => metadataFiles(root, '.customPermission-meta.xml'))
      .map((file) => {
        const element = readMetadata(file, 'CustomPermission');
        const name = basename(file, '.customPermission-meta.xml');
        return { name, label: text(element, 'label') ?? name, description: text(element, 'description') };
      }),
    customMetadata: loadCustomMetadata(folder, schema),
    staticResources: loadStaticResources(folder),
    flows: loadFlows(folder),
    notificationTypes: loadNotificationTypes(folder),
    rules: loadRules(folder, schema),
  };
}

function permissionSet(file: string, schema: OrgSchema): PermissionSetMetadata {
  const element = readMetadata(file, 'PermissionSet');
  const name = basename(file, '.permissionset-meta.xml');
  return {
    name,
    label: text(element, 'label') ?? name,
    description: text(element, 'description'),
    objects: elements(element, 'objectPermissions').map((right) => {
      const object = text(right, 'object') ?? '';
      const found = schema.object(object);
      if (found === undefined) throw new Error(`${file}: there is no object ${object}`);
      return {
        object: found.name,
        create: flag(right, 'allowCreate'),
        read: flag(right, 'allowRead'),
        edit: flag(right, 'allowEdit'),
        delete: flag(right, 'allowDelete'),
        viewAll: flag(right, 'viewAllRecords'),
        modifyAll: flag(right, 'modifyAllRecords'),
      };
    }),
    fields: elements(element, 'fieldPermissions').map((right) =>
      fieldRight(text(right, 'field') ?? '', flag(right, 'readable'), flag(right, 'editable'), schema, file),
    ),
    classes: elements(element, 'classAccesses')
      .filter((entry) => flag(entry, 'enabled'))
      .map((entry) => text(entry, 'apexClass') ?? ''),
    customPermissions: elements(element, 'customPermissions')
      .filter((entry) => flag(entry, 'enabled'))
      .map((entry) => text(entry, 'name') ?? ''),
    userPermissions: elements(element, 'userPermissions')
      .filter((entry) => flag(entry, 'enabled'))
      .map((entry) => text(entry, 'name') ?? ''),
  };
}

function fieldRight(path: string, read: boolean, edit: boolean, schema: OrgSchema, file: string): FieldRight {
  const [objectName = '', fieldName = ''] = path.split('.');
  const object = schema.object(objectName);
  const field = object?.field(fieldName);
  if (object === undefined || field === undefined) throw new Error(`${file}: there is no field ${path}`);
  // The platform refuses rights on required fields: they are always readable and editable.
  if (field.required) throw new Error(`${file}: ${path} is required and takes no field permission`);
  return { object: object.name, field: field.name, read, edit };
}
