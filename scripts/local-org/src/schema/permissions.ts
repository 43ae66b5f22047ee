/** Permission sets, profiles and custom permissions of a project. Source: Metadata API Developer Guide, "PermissionSet". */
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
import type { Element } from './xml.ts';
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
  /** Those that are visible. */
  readonly recordTypes: readonly RecordTypeRight[];
}

export interface RecordTypeRight {
  /** Qualified API name. */
  readonly object: string;
  readonly developerName: string;
  /** Profiles only: what new records get. */
  readonly isDefault: boolean;
}

export interface CustomPermissionMetadata {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
}

/** What installing a project adds to an org as rows. */
export interface ProjectPermissions {
  readonly permissionSets: readonly PermissionSetMetadata[];
  /** Profiles as the project has them; what a file does not mention stays as it is. */
  readonly profiles: readonly PermissionSetMetadata[];
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
      .map((file) =>
        permissionSet(file, basename(file, '.permissionset-meta.xml'), readMetadata(file, 'PermissionSet'), schema),
      ),
    profiles: roots
      .flatMap((root) => metadataFiles(root, '.profile-meta.xml'))
      .map((file) => permissionSet(file, profileName(file), readMetadata(file, 'Profile'), schema)),
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

/** Some standard profiles have other names in metadata. */
const standardProfiles: Readonly<Record<string, string>> = {
  Admin: 'System Administrator',
  Standard: 'Standard User',
  MinimumAccess: 'Minimum Access - Salesforce',
};

function profileName(file: string): string {
  const name = decodeURIComponent(basename(file, '.profile-meta.xml'));
  return standardProfiles[name] ?? name;
}

function recordTypeRights(element: Element, schema: OrgSchema, file: string): RecordTypeRight[] {
  return elements(element, 'recordTypeVisibilities')
    .filter((entry) => flag(entry, 'visible'))
    .map((entry) => {
      const path = text(entry, 'recordType') ?? '';
      const [objectName = '', name = ''] = path.split('.');
      const object = schema.object(objectName);
      const developerName = name.replace(/^[a-z0-9]+__/i, '');
      const found = object?.recordTypes.find(
        (type) => type.developerName.toLowerCase() === developerName.toLowerCase(),
      );
      if (object === undefined || found === undefined) throw new Error(`${file}: there is no record type ${path}`);
      return { object: object.name, developerName: found.developerName, isDefault: flag(entry, 'default') };
    });
}

/** Permission sets and profiles are written alike. */
function permissionSet(file: string, name: string, element: Element, schema: OrgSchema): PermissionSetMetadata {
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
    recordTypes: recordTypeRights(element, schema, file),
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
